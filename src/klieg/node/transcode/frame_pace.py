"""The pace of a rung: which pictures of a faster source it takes. Pure."""

from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.node.transcode.rungs import HIGH_RATE

MIN_GAP = round(VIDEO_TIMESCALE / HIGH_RATE)
"""Least distance of two pictures in ticks: halves 50 and 60 a second, and leaves 30 alone however it is rounded."""


class FramePace:
    """Takes a picture when the last one it took is long enough ago, and every keyframe.

    Args:
        halves_rate: Whether any are left out at all, but those that do not come after the last.
    """

    def __init__(self, *, halves_rate: bool) -> None:
        self._min_gap = MIN_GAP if halves_rate else 1
        self._taken_pts: int | None = None

    def takes(self, pts: int, *, keyframe: bool) -> bool:
        """Whether the rung has the picture of ``pts`` (ticks of 90 kHz, in the order they are shown)."""
        if self._taken_pts is not None:
            gap = pts - self._taken_pts
            if gap <= 0 or (gap < self._min_gap and not keyframe):
                return False
        self._taken_pts = pts
        return True
