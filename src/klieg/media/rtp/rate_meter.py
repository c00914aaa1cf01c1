"""How much a second, over the last whole second."""


class RateMeter:
    """Adds amounts; old ones fall out by the second."""

    def __init__(self, now: float) -> None:
        self._begin = now
        self._running = 0
        self._whole: float = 0.0

    def add(self, amount: int, now: float) -> None:
        """Count an amount."""
        if now >= self._begin + 1:
            self._turn(now)
        self._running += amount

    def per_second(self, now: float) -> float:
        """Return the amount of the last whole second."""
        if now >= self._begin + 1:
            self._turn(now)
        return self._whole

    def _turn(self, now: float) -> None:
        elapsed = now - self._begin
        self._whole = self._running / elapsed if elapsed < 3 else 0.0
        self._running = 0
        self._begin = now
