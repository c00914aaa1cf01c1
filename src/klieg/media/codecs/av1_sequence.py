"""The sequence header OBU of AV1 (AV1 Bitstream Specification, 5.5)."""

from dataclasses import dataclass

from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264_sps import MAX_SIDE
from klieg.media.codecs.video_timing import declared_rate

_SELECT = 2


@dataclass(frozen=True, slots=True)
class Av1SequenceHeader:
    """What packaging needs of a sequence header. ``tier`` and ``level`` are those of operating point 0."""

    profile: int
    level: int
    tier: int
    bit_depth: int
    monochrome: bool
    subsampling_x: bool
    subsampling_y: bool
    chroma_sample_position: int
    width: int
    height: int
    frame_rate: float | None


@dataclass(frozen=True, slots=True)
class _Color:
    bit_depth: int
    monochrome: bool
    subsampling_x: bool = True
    subsampling_y: bool = True
    chroma_sample_position: int = 0


@dataclass(frozen=True, slots=True)
class _OperatingPoint:
    level: int
    tier: int
    frame_rate: float | None


def parse_av1_sequence_header(body: bytes) -> Av1SequenceHeader:
    """Read the payload of a sequence header OBU.

    Raises:
        CodecError: It is cut off or describes an impossible picture.
    """
    bits = BitReader(body)
    profile = bits.read(3)
    if profile > 2:
        raise CodecError(f"AV1 profile {profile} does not exist.")
    bits.skip(1)  # still_picture
    reduced = bits.flag()
    point = _OperatingPoint(bits.read(5), 0, None) if reduced else _read_operating_points(bits)
    width_bits, height_bits = bits.read(4) + 1, bits.read(4) + 1
    width, height = bits.read(width_bits) + 1, bits.read(height_bits) + 1
    if max(width, height) > MAX_SIDE:
        raise CodecError(f"An AV1 picture of {width} x {height} is too large.")
    _skip_tools(bits, reduced=reduced)
    color = _read_color(bits, profile)
    return Av1SequenceHeader(
        profile=profile,
        level=point.level,
        tier=point.tier,
        bit_depth=color.bit_depth,
        monochrome=color.monochrome,
        subsampling_x=color.subsampling_x,
        subsampling_y=color.subsampling_y,
        chroma_sample_position=color.chroma_sample_position,
        width=width,
        height=height,
        frame_rate=point.frame_rate,
    )


def _read_operating_points(bits: BitReader) -> _OperatingPoint:
    frame_rate: float | None = None
    delay_bits = 0
    if bits.flag():
        frame_rate = _read_timing(bits)
        if bits.flag():
            delay_bits = bits.read(5) + 1
            bits.skip(42)  # num_units_in_decoding_tick, removal and presentation time lengths
    delay_present = bits.flag()
    first: _OperatingPoint | None = None
    for _ in range(bits.read(5) + 1):
        bits.skip(12)  # operating_point_idc
        level = bits.read(5)
        tier = bits.read(1) if level > 7 else 0
        if delay_bits and bits.flag():
            bits.skip(2 * delay_bits + 1)
        if delay_present and bits.flag():
            bits.skip(4)
        first = first or _OperatingPoint(level, tier, frame_rate)
    assert first is not None, "there is at least one operating point"
    return first


def _read_timing(bits: BitReader) -> float | None:
    units_in_tick, time_scale = bits.read(32), bits.read(32)
    if not bits.flag():  # equal_picture_interval
        return None
    zeros = 0
    while not bits.flag():
        zeros += 1
    ticks = (1 << zeros) + bits.read(zeros) if zeros < 32 else 0
    return declared_rate(time_scale, units_in_tick * ticks)


def _skip_tools(bits: BitReader, *, reduced: bool) -> None:
    """From frame ids to film grain's neighbours (5.5.1)."""
    if not reduced and bits.flag():
        bits.skip(7)  # lengths of frame ids
    bits.skip(3)  # use_128x128_superblock, enable_filter_intra, enable_intra_edge_filter
    if not reduced:
        bits.skip(4)  # interintra, masked compound, warped motion, dual filter
        order_hint = bits.flag()
        if order_hint:
            bits.skip(2)  # jnt_comp, ref_frame_mvs
        screen_content = _SELECT if bits.flag() else bits.read(1)
        if screen_content and not bits.flag():
            bits.skip(1)  # seq_force_integer_mv
        if order_hint:
            bits.skip(3)  # order_hint_bits_minus_1
    bits.skip(3)  # superres, cdef, restoration


def _read_color(bits: BitReader, profile: int) -> _Color:
    """5.5.2."""
    high = bits.flag()
    bit_depth = (12 if bits.flag() else 10) if profile == 2 and high else (10 if high else 8)
    monochrome = profile != 1 and bits.flag()
    primaries = transfer = matrix = 2
    if bits.flag():
        primaries, transfer, matrix = bits.read(8), bits.read(8), bits.read(8)
    if monochrome:
        return _Color(bit_depth, monochrome)
    if (primaries, transfer, matrix) == (1, 13, 0):
        return _Color(bit_depth, monochrome, subsampling_x=False, subsampling_y=False)
    bits.skip(1)  # color_range
    x, y = _read_subsampling(bits, profile, bit_depth)
    return _Color(bit_depth, monochrome, x, y, bits.read(2) if x and y else 0)


def _read_subsampling(bits: BitReader, profile: int, bit_depth: int) -> tuple[bool, bool]:
    if profile == 0:
        return True, True
    if profile == 1:
        return False, False
    if bit_depth != 12:
        return True, False
    x = bits.flag()
    return x, x and bits.flag()
