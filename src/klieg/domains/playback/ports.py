"""What playback needs of the world."""

from collections.abc import Collection, Mapping
from typing import Protocol

from klieg.domains.playback.schemas import Beat


class ViewerCounts(Protocol):
    """Beats, and how many playback sessions of a channel have one younger than the window.

    ``wallclock`` is seconds since the Unix epoch; controls that share a bus must agree on it to a fraction of the
    window.
    Every method raises UnavailableError when the bus does not answer.
    """

    async def record_beats(self, beats: Collection[Beat], wallclock: float) -> None:
        """Remember that these players play now."""
        ...

    async def record_departures(self, departures: Collection[Beat], wallclock: float) -> None:
        """Forget players that said goodbye; one that was not known changes nothing."""
        ...

    async def count(self, channel_ids: Collection[str], wallclock: float) -> Mapping[str, int]:
        """Return the number of viewers of each of these channels, zero included."""
        ...
