"""Viewer counts as a sorted set a channel: member is the playback session, score its last beat in milliseconds."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from valkey.exceptions import ValkeyError

from klieg.adapters.valkey.bus import Bus
from klieg.domains.playback import Beat, ViewerCounts

_PREFIX = "klieg:viewers:"


class ValkeyViewerCounts(ViewerCounts):
    """Counts shared by every control on the bus. A silent channel's set expires by itself."""

    def __init__(self, bus: Bus, window_ms: int) -> None:
        self._bus = bus
        self._window_ms = window_ms

    async def record_beats(self, beats: Collection[Beat], wallclock: float) -> None:
        """One ZADD a channel, in one round trip."""
        now_ms = int(wallclock * 1000)
        by_channel: dict[str, dict[str, int]] = defaultdict(dict)
        for beat in beats:
            by_channel[beat.channel_id][beat.playback_session_id] = now_ms
        try:
            async with self._bus.client.pipeline(transaction=False) as pipe:
                for channel_id, scores in by_channel.items():
                    pipe.zadd(_PREFIX + channel_id, scores)
                    pipe.pexpire(_PREFIX + channel_id, 2 * self._window_ms)
                await pipe.execute()
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error

    async def record_departures(self, departures: Collection[Beat], wallclock: float) -> None:
        """Remove the members."""
        del wallclock
        try:
            async with self._bus.client.pipeline(transaction=False) as pipe:
                for departure in departures:
                    pipe.zrem(_PREFIX + departure.channel_id, departure.playback_session_id)
                await pipe.execute()
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error

    async def count(self, channel_ids: Collection[str], wallclock: float) -> Mapping[str, int]:
        """Drop members older than the window and count the rest, in one round trip."""
        if not channel_ids:
            return {}
        oldest_ms = int(wallclock * 1000) - self._window_ms
        try:
            async with self._bus.client.pipeline(transaction=False) as pipe:
                for channel_id in channel_ids:
                    pipe.zremrangebyscore(_PREFIX + channel_id, "-inf", oldest_ms)
                    pipe.zcard(_PREFIX + channel_id)
                answers = await pipe.execute()
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error
        return dict(zip(channel_ids, map(int, answers[1::2]), strict=True))
