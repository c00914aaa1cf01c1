"""Attempts counted in a dictionary."""

from klieg.domains.identity import Throttle
from klieg.kernel.clock import Clock

MAX_KEYS = 10_000


class MemoryThrottle(Throttle):
    """Counts for one process. Beyond ``MAX_KEYS`` the oldest window is forgotten."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[float, int]] = {}

    async def take(self, key: str, *, limit: int, window_s: int) -> float | None:
        """Count one in the window that began with the first."""
        now = self._clock.now()
        ends_at, count = self._windows.get(key, (0.0, 0))
        if ends_at <= now:
            self._windows.pop(key, None)
            ends_at, count = now + window_s, 0
        self._windows[key] = ends_at, count + 1
        if len(self._windows) > MAX_KEYS:
            del self._windows[next(iter(self._windows))]
        return None if count < limit else ends_at - now

    async def forget(self, key: str) -> None:
        """Begin anew."""
        self._windows.pop(key, None)
