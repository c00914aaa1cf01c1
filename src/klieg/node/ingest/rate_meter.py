"""How much a publisher sends: bytes over a sliding window of whole seconds."""

WINDOW_S = 5


class RateMeter:
    """Bytes of the last five seconds, in one bucket a second.

    Attributes:
        window_bytes: Their sum.
    """

    __slots__ = ("_buckets", "_second", "window_bytes")

    def __init__(self) -> None:
        self._buckets = [0] * WINDOW_S
        self._second = 0
        self.window_bytes = 0

    def add(self, count: int, now: float) -> None:
        """Count bytes that arrived at ``now`` (monotonic seconds)."""
        second = int(now)
        if second != self._second:
            self._forget_until(second)
        self._buckets[second % WINDOW_S] += count
        self.window_bytes += count

    @property
    def kbps(self) -> float:
        """Kilobits a second, averaged over the window."""
        return self.window_bytes * 8 / 1000 / WINDOW_S

    def _forget_until(self, second: int) -> None:
        for passed in range(self._second + 1, min(second, self._second + WINDOW_S) + 1):
            self.window_bytes -= self._buckets[passed % WINDOW_S]
            self._buckets[passed % WINDOW_S] = 0
        if second - self._second >= WINDOW_S:
            self._buckets = [0] * WINDOW_S
            self.window_bytes = 0
        self._second = second
