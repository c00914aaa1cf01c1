"""When units were due that come all at once: what was kept for those who join is older than it looks."""

from klieg.media.unit import Unit


class CatchingUp:
    """Ages units by their media time. Clocks are the caller's.

    Args:
        began: When the first of them was due, monotonic seconds.
    """

    def __init__(self, began: float) -> None:
        self._began = began
        self._first_s: float | None = None

    def due(self, unit: Unit) -> float:
        """Return when a unit was due, counted from the first one asked about."""
        media_s = unit.pts / unit.track.timescale
        if self._first_s is None:
            self._first_s = media_s
        return self._began + media_s - self._first_s
