"""Rates, by token bucket. Kept in this process's memory: each control limits what passes through it."""

from collections import OrderedDict


class TokenBucket:
    """Lets ``rate`` a second through, after a burst."""

    __slots__ = ("_burst", "_rate", "_seen_at", "_tokens")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate = rate
        self._burst = burst
        self._tokens = float(burst)
        self._seen_at = now

    def take(self, now: float) -> bool:
        """Take one token; False when there is none."""
        self._tokens = min(self._burst, self._tokens + (now - self._seen_at) * self._rate)
        self._seen_at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def seconds_until_next(self) -> float:
        """Return how long until a token is there."""
        return max(0.0, (1 - self._tokens) / self._rate)


class TokenBuckets:
    """A bucket for each address, at most ``capacity`` of them: those unused for longest go first."""

    def __init__(self, rate: float, burst: float, capacity: int = 10_000) -> None:
        self._rate = rate
        self._burst = burst
        self._capacity = capacity
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()

    def take(self, address: str, now: float) -> float | None:
        """Take one token of ``address``'s; return None, or how many seconds to wait when there is none."""
        bucket = self._buckets.get(address)
        if bucket is None:
            bucket = self._buckets[address] = TokenBucket(self._rate, self._burst, now)
            if len(self._buckets) > self._capacity:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(address)
        return None if bucket.take(now) else bucket.seconds_until_next()
