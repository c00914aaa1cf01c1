"""From the publisher's clock to the media time of the fragments, and from there to wallclock."""

from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.timebase import rescale

_MAX_PAUSES = 500
"""Pauses remembered one by one, far more than there can be since the start of a segment; older ones are merged."""


class Timeline:
    """One stretch of continuous media time, all tracks on one zero.

    Args:
        zero: The publisher's time, in grid ticks, at which the stretch starts.
        base: Media time, in grid ticks, of that instant.
        wallclock: UTC seconds of that instant.

    Attributes:
        start: Media time, in grid ticks, at which the stretch starts.
    """

    def __init__(self, *, zero: int, base: int, wallclock: float) -> None:
        self.start = base
        self._zero = zero
        self._wallclock = wallclock
        self._pauses: list[tuple[int, int]] = []
        self._removed = 0
        self._shifts: dict[int, int] = {}

    def remove(self, start: int, ticks: int) -> None:
        """Take a pause of ``ticks`` that began at media time ``start`` out: what comes from now on is that earlier."""
        self._removed += ticks
        self._shifts.clear()
        self._pauses.append((start, ticks))
        if len(self._pauses) > _MAX_PAUSES:
            (_, older), (later, newer), *rest = self._pauses
            self._pauses = [(later, older + newer), *rest]

    def shift(self, timescale: int) -> int:
        """Return what to add to the publisher's times in ``timescale`` ticks."""
        if timescale not in self._shifts:
            base = rescale(self.start - self._removed, TICKS_PER_SECOND, timescale)
            self._shifts[timescale] = base - rescale(self._zero, TICKS_PER_SECOND, timescale)
        return self._shifts[timescale]

    def grid_ticks(self, time: int, timescale: int) -> int:
        """Return the media time, in grid ticks, of a publisher's time in ``timescale`` ticks."""
        return rescale(time + self.shift(timescale), timescale, TICKS_PER_SECOND)

    def shift_at(self, grid_ticks: int) -> int:
        """Return what was added, in grid ticks, to the publisher's times of what is at a media time."""
        paused = sum(ticks for start, ticks in self._pauses if start <= grid_ticks)
        return self.start - self._zero - paused

    def wallclock(self, grid_ticks: int) -> float:
        """Return the UTC seconds of a media time; pauses that were taken out before it count."""
        paused = sum(ticks for start, ticks in self._pauses if start <= grid_ticks)
        return self._wallclock + (grid_ticks - self.start + paused) / TICKS_PER_SECOND
