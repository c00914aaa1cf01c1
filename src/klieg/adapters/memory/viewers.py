"""Viewer counts in a dictionary."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from klieg.domains.playback import Beat, ViewerCounts


class MemoryViewerCounts(ViewerCounts):
    """Counts the viewers of one process."""

    def __init__(self, window_ms: int) -> None:
        self._window_s = window_ms / 1000
        self._last_beats: dict[str, dict[str, float]] = defaultdict(dict)

    async def record_beats(self, beats: Collection[Beat], wallclock: float) -> None:
        """Remember when each was heard last."""
        for beat in beats:
            self._last_beats[beat.channel_id][beat.playback_session_id] = wallclock

    async def record_departures(self, departures: Collection[Beat], wallclock: float) -> None:
        """Forget them."""
        del wallclock
        for departure in departures:
            self._last_beats[departure.channel_id].pop(departure.playback_session_id, None)

    async def count(self, channel_ids: Collection[str], wallclock: float) -> Mapping[str, int]:
        """Drop those silent for the window and count the rest."""
        counts: dict[str, int] = {}
        for channel_id in channel_ids:
            young = {
                playback_session_id: heard_at
                for playback_session_id, heard_at in self._last_beats.pop(channel_id, {}).items()
                if heard_at > wallclock - self._window_s
            }
            if young:
                self._last_beats[channel_id] = young
            counts[channel_id] = len(young)
        return counts
