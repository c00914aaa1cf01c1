"""Attempts counted by every control on the bus together."""

from valkey.exceptions import ValkeyError

from klieg.adapters.valkey.bus import Bus
from klieg.domains.identity import Throttle

_PREFIX = "klieg:attempts:"


class ValkeyThrottle(Throttle):
    """A counter a key, which expires with its window. While the bus is away another throttle counts.

    Args:
        bus: The bus.
        meanwhile: Counts while it is away: a limit for this process alone beats none, and beats nobody signing in.
    """

    def __init__(self, bus: Bus, meanwhile: Throttle) -> None:
        self._bus = bus
        self._meanwhile = meanwhile

    async def take(self, key: str, *, limit: int, window_s: int) -> float | None:
        """Count one in the window that began with the first."""
        name = _PREFIX + key
        try:
            async with self._bus.client.pipeline(transaction=True) as pipe:
                pipe.set(name, 0, ex=window_s, nx=True)
                pipe.incr(name)
                pipe.pttl(name)
                _, count, left_ms = await pipe.execute()
        except (ValkeyError, OSError):
            return await self._meanwhile.take(key, limit=limit, window_s=window_s)
        return None if int(count) <= limit else max(int(left_ms), 1) / 1000

    async def forget(self, key: str) -> None:
        """Begin anew."""
        await self._meanwhile.forget(key)
        try:
            await self._bus.client.delete(_PREFIX + key)
        except (ValkeyError, OSError):
            return
