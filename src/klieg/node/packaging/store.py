"""The renditions of every broadcast this node holds."""

from klieg.contracts.ingest import LatencyMode
from klieg.kernel.clock import Clock
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.rendition import HlsRendition
from klieg.node.broadcast import Broadcast
from klieg.node.packaging.rendition import Later, PackagedRendition

PASSTHROUGH = "source"
"""The rendition that carries what the encoder sent, as it sent it."""


class RenditionStore:
    """Renditions by stream session, then by name.

    Args:
        low: HLS timing of channels in latency mode LOW.
        normal: The same for NORMAL.
        clock: Given to each rendition, as is ``later``.
        later: See :class:`klieg.node.packaging.rendition.PackagedRendition`.
    """

    def __init__(self, clock: Clock, *, low: HlsConfig, normal: HlsConfig, later: Later) -> None:
        self._clock = clock
        self._later = later
        self._configs = {LatencyMode.ULTRA_LOW: low, LatencyMode.LOW: low, LatencyMode.NORMAL: normal}
        self._renditions: dict[str, dict[str, PackagedRendition]] = {}

    @property
    def size_bytes(self) -> int:
        """Memory all held media takes."""
        return sum(packaged.rendition.size_bytes for packaged in self.all())

    def all(self) -> list[PackagedRendition]:
        """Return every rendition held."""
        return [packaged for renditions in self._renditions.values() for packaged in renditions.values()]

    def of_session(self, session_id: str) -> dict[str, PackagedRendition]:
        """Return the renditions of a stream session by name, empty when none is held."""
        return self._renditions.get(session_id, {})

    def attach(self, broadcast: Broadcast) -> None:
        """Package a new broadcast."""
        engine = HlsRendition(PASSTHROUGH, self._configs[broadcast.latency_mode])
        packaged = PackagedRendition(engine, self._clock, on_playable=broadcast.note_started, later=self._later)
        self._renditions[broadcast.session_id] = {PASSTHROUGH: packaged}
        broadcast.attach(packaged)

    def drop(self, broadcast: Broadcast) -> None:
        """Give back a broadcast's memory."""
        for packaged in self._renditions.pop(broadcast.session_id, {}).values():
            packaged.wake_all()
            broadcast.detach(packaged)  # a broadcast lives until cycles are collected; its media need not
