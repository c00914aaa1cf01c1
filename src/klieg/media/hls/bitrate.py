"""BANDWIDTH and AVERAGE-BANDWIDTH (RFC 8216bis, 4.4.6.2) of what was really packaged."""

from collections.abc import Sequence
from math import ceil

from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.hls.segment import Segment

_ROUNDING = 1000
"""Rates are stated as the next multiple of this many bits a second."""


def measure_peak(segments: Sequence[Segment], target_duration_s: int) -> int:
    """Return the peak segment bit rate in bits a second.

    That is the largest rate of any run of segments lasting between half and one and a half target durations. Where no
    run lasts that long yet, the mean of what there is: its first part holds a keyframe, so it errs to the high side.
    """
    shortest = target_duration_s * TICKS_PER_SECOND / 2
    longest = 3 * shortest
    complete = [(segment.size_bytes, segment.ticks) for segment in segments if segment.complete and not segment.gap]
    peak = 0.0
    for first in range(len(complete)):
        size = ticks = 0
        for size_bytes, duration in complete[first:]:
            size, ticks = size + size_bytes, ticks + duration
            if ticks > longest:
                break
            if ticks >= shortest:
                peak = max(peak, size / ticks)
    return _state(peak) if peak else measure_average(segments)


def measure_average(segments: Sequence[Segment]) -> int:
    """Return the mean bit rate of the whole segments in bits a second, before the first of all parts; 0 of nothing."""
    media = [segment for segment in segments if not segment.gap]
    measured = [segment for segment in media if segment.complete] or media
    ticks = sum(segment.ticks for segment in measured)
    return _state(sum(segment.size_bytes for segment in measured) / ticks) if ticks else 0


def _state(bytes_per_tick: float) -> int:
    bits = bytes_per_tick * 8 * TICKS_PER_SECOND
    return ceil(bits / _ROUNDING) * _ROUNDING
