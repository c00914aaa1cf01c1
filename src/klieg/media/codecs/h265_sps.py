"""The sequence parameter set of H.265 (ITU-T H.265, 7.3.2.2, 7.3.3, 7.3.7, E.2.1)."""

from dataclasses import dataclass

from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264_sps import MAX_SIDE
from klieg.media.codecs.nal import unescape
from klieg.media.codecs.video_timing import declared_rate

_EXTENDED_SAR = 255
_CHROMA_UNITS = {0: (1, 1), 1: (2, 2), 2: (2, 1), 3: (1, 1)}
_MAX_REFERENCE_SETS = 64
_MAX_PICTURES = 16
_MAX_LONG_TERM = 32


@dataclass(frozen=True, slots=True)
class H265Sps:
    """What packaging needs of an SPS: id, sample format, size after the conformance window, declared frame rate."""

    id: int
    chroma_format: int
    luma_depth: int
    chroma_depth: int
    width: int
    height: int
    frame_rate: float | None


def parse_h265_sps(nal: bytes) -> H265Sps:
    """Read an SPS with its two-byte NAL header.

    Raises:
        CodecError: It is cut off, not an SPS, or describes an impossible picture.
    """
    if len(nal) < 3 or nal[0] >> 1 & 0x3F != 33:
        raise CodecError("What should be an H.265 sequence parameter set is none.")
    bits = BitReader(unescape(nal)[2:])
    bits.skip(4)  # sps_video_parameter_set_id
    sub_layers = bits.read(3)
    bits.skip(1)  # sps_temporal_id_nesting_flag
    _skip_profile_tier_level(bits, sub_layers)
    sps_id = bits.read_ue()
    chroma_format, width, height = _read_size(bits)
    luma_depth, chroma_depth = 8 + bits.read_ue(), 8 + bits.read_ue()
    if max(luma_depth, chroma_depth) > 16:
        raise CodecError("H.265 bit depths above 16 do not exist.")
    try:
        frame_rate = _read_frame_rate(bits, sub_layers)
    except CodecError:
        frame_rate = None  # the size is what matters; a tail that cannot be read only loses the rate
    return H265Sps(sps_id, chroma_format, luma_depth, chroma_depth, width, height, frame_rate)


def _skip_profile_tier_level(bits: BitReader, sub_layers: int) -> None:
    """7.3.3: 88 bits of profile, 8 of level, then what each sub-layer says it has."""
    bits.skip(96)
    present = [(bits.flag(), bits.flag()) for _ in range(sub_layers)]
    if sub_layers:
        bits.skip(2 * (8 - sub_layers))
    for profile, level in present:
        bits.skip(88 * profile + 8 * level)


def _read_size(bits: BitReader) -> tuple[int, int, int]:
    chroma_format = bits.read_ue()
    if chroma_format > 3:
        raise CodecError(f"H.265 chroma format {chroma_format} does not exist.")
    if chroma_format == 3:
        bits.skip(1)  # separate_colour_plane_flag
    width, height = bits.read_ue(), bits.read_ue()
    if bits.flag():
        left, right, top, bottom = (bits.read_ue() for _ in range(4))
        unit_x, unit_y = _CHROMA_UNITS[chroma_format]
        width -= (left + right) * unit_x
        height -= (top + bottom) * unit_y
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise CodecError(f"An H.265 picture of {width} x {height} cannot be.")
    return chroma_format, width, height


def _read_frame_rate(bits: BitReader, sub_layers: int) -> float | None:
    """Pass over all that stands between the bit depths and vui_timing_info."""
    order_bits = bits.read_ue() + 4
    layers = sub_layers + 1 if bits.flag() else 1
    for _ in range(3 * layers):
        bits.read_ue()  # sps_max_dec_pic_buffering, num_reorder, latency_increase
    for _ in range(6):
        bits.read_ue()  # block and transform sizes and depths
    if bits.flag() and bits.flag():
        _skip_scaling_lists(bits)
    bits.skip(2)  # amp_enabled_flag, sample_adaptive_offset_enabled_flag
    if bits.flag():
        bits.skip(8)  # pcm bit depths
        bits.read_ue()
        bits.read_ue()
        bits.skip(1)  # pcm_loop_filter_disabled_flag
    _skip_reference_sets(bits)
    if bits.flag():
        _skip_long_term(bits, order_bits)
    bits.skip(2)  # sps_temporal_mvp_enabled_flag, strong_intra_smoothing_enabled_flag
    return _read_vui_frame_rate(bits) if bits.flag() else None


def _skip_scaling_lists(bits: BitReader) -> None:
    """7.3.4."""
    for size_id in range(4):
        for _ in range(2 if size_id == 3 else 6):
            if not bits.flag():
                bits.read_ue()  # scaling_list_pred_matrix_id_delta
                continue
            if size_id > 1:
                bits.read_se()  # scaling_list_dc_coef_minus8
            for _ in range(min(64, 1 << (4 + (size_id << 1)))):
                bits.read_se()


def _skip_reference_sets(bits: BitReader) -> None:
    """Short-term reference picture sets (7.3.7); a predicted set has at most one picture more than its reference."""
    count = bits.read_ue()
    if count > _MAX_REFERENCE_SETS:
        raise CodecError("More H.265 reference picture sets than 64.")
    pictures = 0
    for index in range(count):
        if index and bits.flag():
            bits.skip(1)  # delta_rps_sign
            bits.read_ue()  # abs_delta_rps_minus1
            pictures = _read_predicted_set(bits, pictures)
        else:
            pictures = _read_explicit_set(bits)


def _read_predicted_set(bits: BitReader, reference_pictures: int) -> int:
    pictures = 0
    for _ in range(reference_pictures + 1):
        used = bits.flag()
        pictures += used or bits.flag()
    return pictures


def _read_explicit_set(bits: BitReader) -> int:
    negative, positive = bits.read_ue(), bits.read_ue()
    if max(negative, positive) > _MAX_PICTURES:
        raise CodecError("An H.265 reference picture set has more than 16 pictures.")
    for _ in range(negative + positive):
        bits.read_ue()  # delta_poc_minus1
        bits.skip(1)  # used_by_curr_pic_flag
    return negative + positive


def _skip_long_term(bits: BitReader, order_bits: int) -> None:
    count = bits.read_ue()
    if count > _MAX_LONG_TERM:
        raise CodecError("More H.265 long-term reference pictures than 32.")
    bits.skip(count * (order_bits + 1))


def _read_vui_frame_rate(bits: BitReader) -> float | None:
    if bits.flag() and bits.read(8) == _EXTENDED_SAR:
        bits.skip(32)
    if bits.flag():
        bits.skip(1)  # overscan_appropriate_flag
    if bits.flag():
        bits.skip(4)  # video_format, video_full_range_flag
        if bits.flag():
            bits.skip(24)  # colour description
    if bits.flag():
        bits.read_ue()  # chroma_sample_loc_type_top_field
        bits.read_ue()  # chroma_sample_loc_type_bottom_field
    bits.skip(3)  # neutral_chroma_indication_flag, field_seq_flag, frame_field_info_present_flag
    if bits.flag():
        for _ in range(4):
            bits.read_ue()  # default display window
    if not bits.flag():
        return None
    units_in_tick, time_scale = bits.read(32), bits.read(32)
    return declared_rate(time_scale, units_in_tick)
