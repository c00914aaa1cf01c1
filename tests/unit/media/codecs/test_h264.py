import pytest

from fakes.codec_vectors import FULL_HD, H264_VECTORS, TEN_BIT, WIDE_480, WIDE_768, H264Vector
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264 import H264Configuration, nal_type
from klieg.media.track import MAIN_VIDEO, VideoCodec


@pytest.mark.parametrize("vector", H264_VECTORS, ids=lambda vector: f"{vector.width}x{vector.height}")
def test_a_record_describes_the_track(vector: H264Vector) -> None:
    track = H264Configuration.parse(vector.record()).track(MAIN_VIDEO)
    assert (track.codec, track.codec_string) == (VideoCodec.H264, vector.codec_string)
    assert (track.width, track.height) == (vector.width, vector.height)
    assert track.frame_rate == pytest.approx(vector.frame_rate)
    assert track.timescale == 90_000


@pytest.mark.parametrize("length_size", [1, 2, 4])
def test_a_built_record_says_four_byte_lengths_and_reads_back(length_size: int) -> None:
    configuration = H264Configuration.parse(WIDE_480.record(length_size))
    assert configuration.length_size == length_size
    again = H264Configuration.parse(configuration.build())
    assert (again.length_size, again.sps, again.pps) == (4, configuration.sps, configuration.pps)


def test_high_profiles_get_the_sample_format_behind_the_sets() -> None:
    assert H264Configuration.parse(TEN_BIT.record()).build().endswith(bytes((0xFD, 0xFA, 0xFA, 0)))
    assert H264Configuration.parse(FULL_HD.record()).build().endswith(FULL_HD.pps)


def test_parameter_sets_seen_again_change_nothing() -> None:
    configuration = H264Configuration.parse(WIDE_480.record())
    assert configuration.with_parameter_sets([WIDE_480.sps, WIDE_480.pps]) is configuration


def test_a_set_with_the_same_id_replaces_the_former() -> None:
    changed = H264Configuration.parse(WIDE_480.record()).with_parameter_sets([WIDE_768.sps])
    assert changed.sps == (WIDE_768.sps,)
    assert changed.track(MAIN_VIDEO).width == 1366


def test_a_set_with_another_id_is_added() -> None:
    other_pps = b"\x68\x5a\xe3\xcb\x22\xc0"  # ue(1) first
    changed = H264Configuration.parse(WIDE_480.record()).with_parameter_sets([other_pps])
    assert changed.pps == (WIDE_480.pps, other_pps)


def test_parameter_sets_without_end_are_refused() -> None:
    many = [b"\x68" + ((identifier + 1) << 5 | 1).to_bytes(2) for identifier in range(31, 63)]
    with pytest.raises(CodecError, match="More than 32"):
        H264Configuration.parse(WIDE_480.record()).with_parameter_sets(many)


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (b"", "too short"),
        (b"\x00" + WIDE_480.record()[1:], "version 1"),
        (WIDE_480.record(3), "3 bytes"),
        (WIDE_480.record()[:20], "cut off"),
        (WIDE_480.record()[: 8 + len(WIDE_480.sps)], "before its picture"),
        (WIDE_480.record()[:-2], "cut off"),
        (WIDE_480.record()[: 8 + len(WIDE_480.sps)] + b"\x00", "no parameter sets"),
        (WIDE_480.record()[:5] + b"\xe0\x00", "no parameter sets"),
    ],
)
def test_broken_records_are_refused(record: bytes, sentence: str) -> None:
    with pytest.raises(CodecError, match=sentence):
        H264Configuration.parse(record)


def test_nal_type_is_the_low_five_bits() -> None:
    assert [nal_type(byte) for byte in (0x65, 0x41, 0x67, 0x06)] == [5, 1, 7, 6]
