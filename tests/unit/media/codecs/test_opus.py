import pytest

from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.opus import opus_configuration, opus_track, packet_samples
from klieg.media.track import MAIN_AUDIO, AudioCodec


@pytest.mark.parametrize(
    ("packet", "samples"),
    [
        (bytes((0 << 3,)), 480),
        (bytes((3 << 3,)), 2880),
        (bytes((11 << 3,)), 2880),
        (bytes((12 << 3,)), 480),
        (bytes((15 << 3,)), 960),
        (bytes((16 << 3,)), 120),
        (bytes((31 << 3,)), 960),
        (bytes((31 << 3 | 4,)), 960),
        (bytes((31 << 3 | 1,)), 1920),
        (bytes((31 << 3 | 2,)), 1920),
        (bytes((31 << 3 | 3, 3)), 2880),
        (bytes((31 << 3 | 3, 0xC6)), 5760),
        (bytes((16 << 3 | 3, 48)), 5760),
    ],
)
def test_a_packet_says_how_long_it_lasts(packet: bytes, samples: int) -> None:
    assert packet_samples(packet) == samples


@pytest.mark.parametrize("packet", [b"", b"\xfb", b"\xfb\x00", b"\xfb\x07", b"\x83\x31"])
def test_a_packet_that_cannot_be_is_refused(packet: bytes) -> None:
    with pytest.raises(CodecError):
        packet_samples(packet)


def test_the_record_has_version_channels_pre_skip_rate_gain_and_mapping() -> None:
    assert opus_configuration(2, 312, 44_100) == bytes.fromhex("00 02 0138 0000ac44 0000 00")


def test_a_track_counts_48000() -> None:
    track = opus_track(MAIN_AUDIO, channels=1, frame_samples=2880)
    assert (track.codec, track.codec_string) == (AudioCodec.OPUS, "opus")
    assert (track.timescale, track.sample_rate) == (48_000, 48_000)
    assert (track.channels, track.frame_samples, track.configuration[1]) == (1, 2880, 1)


def test_tracks_of_one_kind_are_equal() -> None:
    assert opus_track(MAIN_AUDIO) == opus_track(MAIN_AUDIO)
    assert opus_track(MAIN_AUDIO) != opus_track(MAIN_AUDIO, frame_samples=480)
