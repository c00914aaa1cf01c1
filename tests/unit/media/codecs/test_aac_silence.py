import av
import pytest

from klieg.media.codecs.aac_silence import silent_frame


def configuration(channels: int, *, sample_rate_index: int = 3) -> bytes:
    return (2 << 11 | sample_rate_index << 7 | channels << 3).to_bytes(2)


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 5, 6])
def test_ffmpeg_decodes_silence(channels: int) -> None:
    frame = silent_frame(configuration(channels))
    assert frame is not None
    decoder = av.AudioCodecContext.create("aac", "r")
    decoder.extradata = configuration(channels)
    decoded = [sound for _ in range(3) for sound in decoder.decode(av.Packet(frame))]
    assert decoded[-1].samples == 1024
    assert decoded[-1].layout.nb_channels == channels
    assert not decoded[-1].to_ndarray().any()


def test_the_eighth_channel_is_one_more_pair() -> None:
    seven, six = silent_frame(configuration(7)), silent_frame(configuration(6))
    assert seven is not None
    assert six is not None
    assert len(seven) > len(six)


def test_escaped_types_and_rates_are_read_over() -> None:
    escaped = int("11111" + "000010" + "1111" + f"{48_000:024b}" + "0010" + "00000", 2).to_bytes(6)
    assert silent_frame(escaped) == silent_frame(configuration(2))


@pytest.mark.parametrize("record", [b"", b"\x11", configuration(0), configuration(12)])
def test_what_is_not_known_has_no_silence(record: bytes) -> None:
    assert silent_frame(record) is None
