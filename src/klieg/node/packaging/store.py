"""The renditions of every broadcast this node holds."""

from collections.abc import Callable

from klieg.contracts.ingest import LatencyMode
from klieg.kernel.clock import Clock
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.presentation import Presentation
from klieg.media.hls.rendition import HlsRendition
from klieg.node.broadcast import Broadcast
from klieg.node.packaging.broadcast import PackagedBroadcast
from klieg.node.packaging.rendition import Later, PackagedRendition

type Follow = Callable[[Broadcast], Callable[[HlsRendition], None]]


class RenditionStore:
    """Packaged broadcasts by stream session.

    Args:
        low: HLS timing of channels in latency mode LOW.
        normal: The same for NORMAL.
        clock: Given to each rendition, as is ``later``.
        later: See :class:`klieg.node.packaging.rendition.PackagedRendition`.
        follow: Returns, for a broadcast, what is told each rendition of which something new can be fetched.
    """

    def __init__(
        self, clock: Clock, *, low: HlsConfig, normal: HlsConfig, later: Later, follow: Follow | None = None
    ) -> None:
        self._clock = clock
        self._later = later
        self._follow = follow
        self._configs = {LatencyMode.ULTRA_LOW: low, LatencyMode.LOW: low, LatencyMode.NORMAL: normal}
        self._packaged: dict[str, PackagedBroadcast] = {}

    @property
    def size_bytes(self) -> int:
        """Memory all held media takes."""
        return sum(packaged.rendition.size_bytes for packaged in self.all())

    def all(self) -> list[PackagedRendition]:
        """Return every rendition held."""
        return [rendition for packaged in self._packaged.values() for rendition in packaged.renditions.values()]

    def find(self, session_id: str) -> PackagedBroadcast | None:
        """Return what is packaged of a stream session."""
        return self._packaged.get(session_id)

    def of_session(self, session_id: str) -> dict[str, PackagedRendition]:
        """Return the renditions of a stream session by name, empty when none is held."""
        packaged = self._packaged.get(session_id)
        return packaged.renditions if packaged is not None else {}

    def attach(self, broadcast: Broadcast) -> None:
        """Package a new broadcast."""
        packaged = PackagedBroadcast(
            Presentation(self._configs[broadcast.latency_mode]),
            self._clock,
            on_playable=broadcast.note_started,
            later=self._later,
            on_change=self._follow(broadcast) if self._follow is not None else None,
        )
        self._packaged[broadcast.session_id] = packaged
        broadcast.attach(packaged)

    def drop(self, broadcast: Broadcast) -> None:
        """Give back a broadcast's memory."""
        packaged = self._packaged.pop(broadcast.session_id, None)
        if packaged is not None:
            for rendition in packaged.renditions.values():
                rendition.wake_all()
            broadcast.detach(packaged)  # a broadcast lives until cycles are collected; its media need not
