from fractions import Fraction

import pytest

from fakes.bits import BitWriter, escape
from fakes.codec_vectors import H264_VECTORS, INTERLACED, TEN_BIT, WIDE_768, H264Vector
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264_sps import parse_h264_sps


@pytest.mark.parametrize("vector", H264_VECTORS, ids=lambda vector: f"{vector.width}x{vector.height}")
def test_size_and_rate_as_encoded(vector: H264Vector) -> None:
    sps = parse_h264_sps(vector.sps)
    assert (sps.width, sps.height) == (vector.width, vector.height)
    assert sps.frame_rate == pytest.approx(vector.frame_rate)


def test_profile_level_and_sample_format() -> None:
    sps = parse_h264_sps(TEN_BIT.sps)
    assert (sps.profile, sps.constraints, sps.level) == (110, 0, 30)
    assert (sps.chroma_format, sps.luma_depth, sps.chroma_depth) == (1, 10, 10)


def test_field_coded_height_counts_both_fields() -> None:
    assert parse_h264_sps(INTERLACED.sps).height == 576


def test_every_cut_is_refused_or_loses_only_the_rate() -> None:
    whole = parse_h264_sps(WIDE_768.sps)
    for size in range(len(WIDE_768.sps)):
        try:
            cut = parse_h264_sps(WIDE_768.sps[:size])
        except CodecError:
            continue
        assert (cut.width, cut.height) == (whole.width, whole.height)


def _sps(profile: int, bits: BitWriter) -> bytes:
    return b"\x67" + bytes((profile, 0, 31)) + escape(bits.done())


def _tail(bits: BitWriter, width: int = 39, height: int = 29) -> BitWriter:
    """max_num_ref_frames, gaps, size, frame_mbs_only, direct_8x8."""
    return bits.ue(1).write(0, 1).ue(width, height).write(0b11, 2)


def test_scaling_lists_are_passed_over() -> None:
    bits = BitWriter().ue(0).ue(3).write(0, 1).ue(0, 0).write(0, 1).write(1, 1)
    for index in range(12):
        if index % 2:
            bits.write(0, 1)
        else:
            bits.write(1, 1).se(-8)  # the next scale is 0, so the list ends
    bits.ue(0).ue(0).ue(0)
    sps = parse_h264_sps(_sps(244, _tail(bits).write(0, 1).write(0, 1)))
    assert (sps.width, sps.height, sps.chroma_format) == (640, 480, 3)


def test_a_whole_scaling_list_is_passed_over() -> None:
    bits = BitWriter().ue(0).ue(1).ue(0, 0).write(0, 1).write(1, 1).write(1, 1).se(*[1] * 16).write(0, 7)
    bits.ue(0).ue(0).ue(0)
    assert parse_h264_sps(_sps(100, _tail(bits).write(0, 2))).width == 640


def test_picture_order_type_1_is_passed_over() -> None:
    bits = BitWriter().ue(0).ue(0).ue(1).write(0, 1).se(-3, 4).ue(2).se(1, -1)
    assert parse_h264_sps(_sps(66, _tail(bits).write(0, 2))).height == 480


@pytest.mark.parametrize(("chroma_format", "size"), [(0, (630, 474)), (1, (620, 468)), (2, (620, 474))])
def test_cropping_counts_in_chroma_units(chroma_format: int, size: tuple[int, int]) -> None:
    bits = BitWriter().ue(0).ue(chroma_format).ue(0, 0).write(0, 2).ue(0).ue(2)
    sps = parse_h264_sps(_sps(122, _tail(bits).write(1, 1).ue(4, 6, 2, 4).write(0, 1)))
    assert (sps.width, sps.height) == size


def test_a_full_vui_in_front_of_the_timing() -> None:
    bits = _tail(BitWriter().ue(0).ue(0).ue(2)).write(0, 1).write(1, 1)
    bits.write(1, 1).write(255, 8).write(0x00010001, 32)  # extended aspect ratio
    bits.write(1, 1).write(0, 1)  # overscan
    bits.write(1, 1).write(0, 4).write(1, 1).write(0x010101, 24)  # video signal
    bits.write(1, 1).ue(0, 0)  # chroma location
    bits.write(1, 1).write(1001, 32).write(48000, 32)
    assert parse_h264_sps(_sps(77, bits)).frame_rate == pytest.approx(Fraction(24000, 1001))


def test_a_vui_without_timing_declares_no_rate() -> None:
    bits = _tail(BitWriter().ue(0).ue(0).ue(2)).write(0, 1).write(1, 1).write(0, 5)
    assert parse_h264_sps(_sps(77, bits)).frame_rate is None


@pytest.mark.parametrize(
    ("nal", "sentence"),
    [
        (b"\x68\x42\x00\x1f\xff", "none"),
        (b"\x67\x42", "none"),
        (_sps(100, BitWriter().ue(0).ue(4)), "chroma format 4"),
        (_sps(100, BitWriter().ue(0).ue(1).ue(7, 0)), "above 14"),
        (_sps(66, BitWriter().ue(0).ue(0).ue(1).write(0, 1).se(0, 0).ue(256)), "255"),
        (_sps(66, _tail(BitWriter().ue(0).ue(0).ue(2), 4000).write(0, 2)), "cannot be"),
        (_sps(66, _tail(BitWriter().ue(0).ue(0).ue(2)).write(1, 1).ue(400, 0, 0, 0).write(0, 1)), "cannot be"),
    ],
)
def test_what_cannot_be_is_refused(nal: bytes, sentence: str) -> None:
    with pytest.raises(CodecError, match=sentence):
        parse_h264_sps(nal)
