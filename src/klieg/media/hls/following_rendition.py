"""A further rendition of a broadcast, aligned with the leading one."""

from collections.abc import Sequence

from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.events import CuttingEvent
from klieg.media.hls.cutting.follower import Follower
from klieg.media.hls.rendition import HlsRendition


class FollowingRendition(HlsRendition):
    """Packages one further video track, cut where the leading rendition is (see :class:`Follower`)."""

    def __init__(self, name: str, config: HlsConfig) -> None:
        self._follower = Follower(config)
        super().__init__(name, config, self._follower)

    @property
    def available(self) -> bool:
        """Whether players may choose it: it has media, and nothing is missing at its live edge."""
        return self._follower.open and self.playable

    def receive_cuts(self, decided: Sequence[CuttingEvent]) -> bool:
        """Follow the leading rendition; return True when something new can be fetched."""
        return self._apply(self._follower.receive_cuts(decided))

    def receive_track_end(self) -> bool:
        """Learn that no unit of its track will come, unless the track is taken up again."""
        return self._apply(self._follower.receive_track_end())
