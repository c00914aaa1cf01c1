"""The sequence parameter set of H.264 (ISO/IEC 14496-10, 7.3.2.1 and E.1.1)."""

from dataclasses import dataclass

from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.nal import unescape
from klieg.media.codecs.video_timing import declared_rate

MAX_SIDE = 16_384
"""Widest or highest picture taken."""

CHROMA_PROFILES = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
"""Profiles whose SPS says chroma format and bit depth."""

_EXTENDED_SAR = 255
_CHROMA_UNITS = {0: (1, 1), 1: (2, 2), 2: (2, 1), 3: (1, 1)}
_MAX_REFERENCE_FRAMES_IN_CYCLE = 255


@dataclass(frozen=True, slots=True)
class H264Sps:
    """What packaging needs of an SPS.

    ``width`` and ``height`` are after cropping; ``constraints`` is the byte between profile and level.
    """

    id: int
    profile: int
    constraints: int
    level: int
    chroma_format: int
    luma_depth: int
    chroma_depth: int
    width: int
    height: int
    frame_rate: float | None


@dataclass(frozen=True, slots=True)
class _Chroma:
    chroma_format: int = 1
    luma_depth: int = 8
    chroma_depth: int = 8


def parse_h264_sps(nal: bytes) -> H264Sps:
    """Read an SPS with its NAL header.

    Raises:
        CodecError: It is cut off, not an SPS, or describes an impossible picture.
    """
    if len(nal) < 4 or nal[0] & 0x1F != 7:
        raise CodecError("What should be an H.264 sequence parameter set is none.")
    profile, constraints, level = nal[1:4]
    bits = BitReader(unescape(nal)[4:])
    sps_id = bits.read_ue()
    chroma = _read_chroma(bits) if profile in CHROMA_PROFILES else _Chroma()
    bits.read_ue()  # log2_max_frame_num_minus4
    _skip_picture_order(bits)
    bits.read_ue()  # max_num_ref_frames
    bits.skip(1)  # gaps_in_frame_num_value_allowed_flag
    width, height = _read_size(bits, chroma.chroma_format)
    return H264Sps(
        id=sps_id,
        profile=profile,
        constraints=constraints,
        level=level,
        chroma_format=chroma.chroma_format,
        luma_depth=chroma.luma_depth,
        chroma_depth=chroma.chroma_depth,
        width=width,
        height=height,
        frame_rate=_read_frame_rate(bits),
    )


def _read_chroma(bits: BitReader) -> _Chroma:
    chroma_format = bits.read_ue()
    if chroma_format > 3:
        raise CodecError(f"H.264 chroma format {chroma_format} does not exist.")
    if chroma_format == 3:
        bits.skip(1)  # separate_colour_plane_flag
    luma_depth, chroma_depth = 8 + bits.read_ue(), 8 + bits.read_ue()
    if max(luma_depth, chroma_depth) > 14:
        raise CodecError("H.264 bit depths above 14 do not exist.")
    bits.skip(1)  # qpprime_y_zero_transform_bypass_flag
    if bits.flag():
        for index in range(12 if chroma_format == 3 else 8):
            if bits.flag():
                _skip_scaling_list(bits, 16 if index < 6 else 64)
    return _Chroma(chroma_format, luma_depth, chroma_depth)


def _skip_scaling_list(bits: BitReader, size: int) -> None:
    """7.3.2.1.1.1: the list ends early where the next scale becomes 0."""
    scale = 8
    for _ in range(size):
        scale = (scale + bits.read_se()) % 256
        if scale == 0:
            return


def _skip_picture_order(bits: BitReader) -> None:
    kind = bits.read_ue()
    if kind == 0:
        bits.read_ue()  # log2_max_pic_order_cnt_lsb_minus4
    elif kind == 1:
        bits.skip(1)  # delta_pic_order_always_zero_flag
        bits.read_se()  # offset_for_non_ref_pic
        bits.read_se()  # offset_for_top_to_bottom_field
        count = bits.read_ue()
        if count > _MAX_REFERENCE_FRAMES_IN_CYCLE:
            raise CodecError("An H.264 picture order cycle is longer than 255.")
        for _ in range(count):
            bits.read_se()


def _read_size(bits: BitReader, chroma_format: int) -> tuple[int, int]:
    """Width and height after cropping (7.4.2.1.1, equations 7-19 to 7-22)."""
    width_macroblocks, height_units = bits.read_ue() + 1, bits.read_ue() + 1
    frames_only = bits.flag()
    fields = 1 if frames_only else 2
    if not frames_only:
        bits.skip(1)  # mb_adaptive_frame_field_flag
    bits.skip(1)  # direct_8x8_inference_flag
    width, height = width_macroblocks * 16, height_units * 16 * fields
    if bits.flag():
        left, right, top, bottom = (bits.read_ue() for _ in range(4))
        unit_x, unit_y = _CHROMA_UNITS[chroma_format]
        width -= (left + right) * unit_x
        height -= (top + bottom) * unit_y * fields
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise CodecError(f"An H.264 picture of {width} x {height} cannot be.")
    return width, height


def _read_frame_rate(bits: BitReader) -> float | None:
    """Frame rate of the VUI (E.2.1: two ticks a frame). Encoders that cut the VUI short merely lose it."""
    try:
        return _read_vui_frame_rate(bits) if bits.flag() else None
    except CodecError:
        return None


def _read_vui_frame_rate(bits: BitReader) -> float | None:
    if bits.flag() and bits.read(8) == _EXTENDED_SAR:
        bits.skip(32)
    if bits.flag():
        bits.skip(1)  # overscan_appropriate_flag
    if bits.flag():
        bits.skip(4)  # video_format, video_full_range_flag
        if bits.flag():
            bits.skip(24)  # colour_primaries, transfer_characteristics, matrix_coefficients
    if bits.flag():
        bits.read_ue()  # chroma_sample_loc_type_top_field
        bits.read_ue()  # chroma_sample_loc_type_bottom_field
    if not bits.flag():
        return None
    units_in_tick, time_scale = bits.read(32), bits.read(32)
    return declared_rate(time_scale, 2 * units_in_tick)
