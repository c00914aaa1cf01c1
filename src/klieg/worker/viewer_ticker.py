"""Carries beats to the bus and counts back, at most every quarter of a second."""

import asyncio
from collections.abc import Mapping
from typing import Protocol

from klieg.domains.playback import Beat, ViewerCounts
from klieg.kernel.clock import Clock

TICK_S = 0.25


class Audience(Protocol):
    """Where beats come from and counts go: the sockets of this control."""

    def take_beats(self) -> tuple[set[Beat], set[Beat]]:
        """Return beats and departures since the last call."""
        ...

    def counted_channels(self) -> list[str]:
        """Return the ids of channels whose viewers are followed here."""
        ...

    def set_viewer_counts(self, counts: Mapping[str, int]) -> None:
        """Take the counts by channel id."""
        ...


class ViewerTicker:
    """Between an audience and the counts all controls share."""

    def __init__(self, audience: Audience, viewers: ViewerCounts, clock: Clock) -> None:
        self._audience = audience
        self._viewers = viewers
        self._clock = clock

    async def run(self) -> None:
        """Tick for ever. Raises UnavailableError while the bus is away: counts then stay as they were."""
        while True:
            await self.tick()
            await asyncio.sleep(TICK_S)

    async def tick(self) -> None:
        """Write what was heard, then read and tell the counts."""
        wallclock = self._clock.wallclock()
        beats, departures = self._audience.take_beats()
        if beats:
            await self._viewers.record_beats(beats, wallclock)
        if departures:
            await self._viewers.record_departures(departures, wallclock)
        self._audience.set_viewer_counts(await self._viewers.count(self._audience.counted_channels(), wallclock))
