import pytest

from fakes.bits import BitWriter
from klieg.media.codecs.aac import AudioSpecificConfig, parse_audio_specific_config
from klieg.media.codecs.errors import CodecError, UnsupportedFeatureError
from klieg.media.track import MAIN_AUDIO, AudioCodec


def _summary(config: AudioSpecificConfig) -> tuple[int, int, int, int, int]:
    return (config.object_type, config.core_sample_rate, config.sample_rate, config.channels, config.frame_samples)


@pytest.mark.parametrize(
    ("record", "summary"),
    [
        ("1190", (2, 48000, 48000, 2, 1024)),
        ("1210", (2, 44100, 44100, 2, 1024)),
        ("1208", (2, 44100, 44100, 1, 1024)),
        ("119056e500", (2, 48000, 48000, 2, 1024)),  # ffmpeg says: no SBR here
        ("131056e598", (5, 24000, 48000, 2, 1024)),  # backward compatible SBR
        ("130856e59d4880", (29, 24000, 48000, 2, 1024)),  # and parametric stereo
        ("2b118800", (5, 24000, 48000, 2, 1024)),  # hierarchical SBR
        ("eb098800", (29, 24000, 48000, 2, 1024)),  # hierarchical PS of a mono core
        ("1194", (2, 48000, 48000, 2, 960)),
        ("11b0", (2, 48000, 48000, 6, 1024)),
        ("11b8", (2, 48000, 48000, 8, 1024)),
        ("0a10", (1, 44100, 44100, 2, 1024)),
        ("1190ffff", (2, 48000, 48000, 2, 1024)),  # padding is no extension
    ],
)
def test_records_of_encoders(record: str, summary: tuple[int, int, int, int, int]) -> None:
    assert _summary(parse_audio_specific_config(bytes.fromhex(record))) == summary


def test_the_track_runs_on_core_samples() -> None:
    track = parse_audio_specific_config(bytes.fromhex("2b118800")).track(MAIN_AUDIO)
    assert (track.codec, track.codec_string) == (AudioCodec.AAC, "mp4a.40.5")
    assert (track.timescale, track.sample_rate, track.frame_samples) == (24000, 48000, 1024)
    assert track.configuration == bytes.fromhex("2b118800")


def test_an_explicit_sample_rate_and_a_core_coder_delay() -> None:
    bits = BitWriter().write(2, 5).write(15, 4).write(37800, 24).write(1, 4).write(0b01, 2).write(0, 14).write(0, 1)
    assert _summary(parse_audio_specific_config(bits.done())) == (2, 37800, 37800, 1, 1024)


def test_an_sbr_extension_that_is_cut_off_is_none() -> None:
    bits = BitWriter().write(2, 5).write(3, 4).write(2, 4).write(0, 3).write(0x2B7, 11).write(5, 5).write(1, 1)
    assert parse_audio_specific_config(bits.done()[:-1]).object_type == 2


def test_the_channels_of_a_program_config_are_counted() -> None:
    bits = BitWriter().write(2, 5).write(3, 4).write(0, 4).write(0, 3)
    bits.write(0, 10).write(2, 4).write(1, 4).write(0, 4).write(1, 2).write(1, 3).write(1, 4)
    bits.write(1, 1).write(0, 4).write(1, 1).write(0, 4).write(1, 1).write(0, 3)  # three mixdowns
    bits.write(0, 1).write(0, 4).write(1, 1).write(0, 4).write(1, 1).write(0, 4)  # one, two, two
    bits.write(0, 4).write(0, 4).write(0, 5)  # lfe, data, coupling
    bits.write(0, -len(bits._bits) % 8).write(1, 8).write(0, 8)
    assert parse_audio_specific_config(bits.done()).channels == 6


def _record(object_type: int, index: int, channels: int) -> bytes:
    bits = BitWriter()
    bits = bits.write(31, 5).write(object_type - 32, 6) if object_type > 31 else bits.write(object_type, 5)
    return bits.write(index, 4).write(channels, 4).write(0, 3).done()


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (_record(42, 3, 2), "object type 42"),
        (_record(39, 3, 2), "object type 39"),
        (_record(2, 3, 9), "channel configuration 9"),
    ],
)
def test_forms_that_are_not_carried_are_named(record: bytes, sentence: str) -> None:
    with pytest.raises(UnsupportedFeatureError, match=sentence):
        parse_audio_specific_config(record)


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (b"", "past the end"),
        (b"\x12", "past the end"),
        (_record(2, 13, 2), "sample rate of 0"),
        (BitWriter().write(2, 5).write(15, 4).write(1, 24).write(2, 4).write(0, 3).done(), "sample rate of 1 "),
        (BitWriter().write(2, 5).write(3, 4).write(0, 7).write(0, 64).done(), "no channels"),
    ],
)
def test_broken_records_are_refused(record: bytes, sentence: str) -> None:
    with pytest.raises(CodecError, match=sentence):
        parse_audio_specific_config(record)
