"""One WHIP publisher: between the peer in the worker and the publish desk that decides."""

from collections.abc import Callable

from klieg.contracts.facts import EndReason, StreamEventName
from klieg.kernel.clock import Clock
from klieg.media.unit import Unit
from klieg.node.ingest.publish_desk import IngestHouse, PublishDesk
from klieg.node.ingest.publish_ending import PublishEnding
from klieg.node.webrtc.worker_link import PeerEnd

STALE_S = 1.5
"""A publisher of which nothing came for this long gives way to the same stream key: its network may have changed."""

_ENDS: dict[PeerEnd, str] = {
    "left": "The connection was closed.",
    "failed": "The connection broke.",
    "never_connected": "No media could get through: UDP may be blocked, see the ICE servers of the answer.",
    "worker_lost": "The server's WebRTC worker has ended; connect again.",
}
_END_DEFAULT = "The connection is gone."


class WhipPublisher:
    """A publisher by WebRTC (:class:`klieg.node.webrtc.worker_link.PeerOwner`).

    Args:
        house: What publishers share.
        clock: When units came.
        address: Where the client is.
        over: Called once with a sentence when the peer is to be let go: close it, and its resource with it.

    Attributes:
        desk: Decides, and holds the broadcast.
        refusal: What the next request with the same stream key has to be told; None when nothing.
    """

    def __init__(self, house: IngestHouse, clock: Clock, address: str, *, over: Callable[[str], None]) -> None:
        self._clock = clock
        self._over: Callable[[str], None] | None = over
        self._heard_at = clock.now()
        self._muted: str | None = None
        self.desk = PublishDesk(house, "whip", address, drop=self._drop)
        self.refusal: str | None = None

    @property
    def is_stale(self) -> bool:
        """Whether nothing came for a while."""
        return self._clock.now() - self._heard_at >= STALE_S

    def note_connected(self) -> None:
        """Media can flow."""
        self.desk.log.info("whip_connected")

    def receive_unit(self, unit: Unit) -> None:
        """Pass a unit on."""
        self._heard_at = self._clock.now()
        self.desk.count(len(unit.payload), self._heard_at)
        self.desk.write(unit)

    def note_gone(self, end: PeerEnd) -> None:
        """The peer is gone without goodbye: its stream session waits for it to come back."""
        if end == "silent":
            self.desk.fall_silent()
            return
        self.desk.log.info("whip_lost", end=end)
        self._let_go(_ENDS.get(end, _END_DEFAULT))

    def leave(self) -> None:
        """The client said goodbye."""
        self.desk.end(EndReason.PUBLISHER_LEFT)
        self._let_go(_ENDS["left"])

    def give_way(self) -> None:
        """The same client is here again by another connection."""
        self._let_go("Another connection with the same stream key took over.")

    def give_up(self) -> None:
        """Nothing comes of it: the client left before it was answered, or cannot be."""
        if self.desk.granted is not None and not self.desk.granted.resumed:
            self.desk.end(EndReason.PUBLISHER_LEFT)
        self._let_go(_END_DEFAULT)

    def show_state(self, *, audio: bool, video: bool) -> None:
        """The client muted its sound or hid its picture, or undid it: the owner's list of events says so."""
        muted = ",".join(name for name, shown in (("audio", audio), ("video", video)) if not shown) or "none"
        granted, broadcast = self.desk.granted, self.desk.broadcast
        if granted is None or broadcast is None:
            return
        if self._muted is None and not granted.resumed:
            self._muted = "none"  # of one that came back nobody knows what its former connection said last
        if muted != self._muted:
            self._muted = muted
            broadcast.note(StreamEventName.PUBLISHER_MUTED, muted)

    def _drop(self, ending: PublishEnding) -> None:
        if ending.reason is not None:
            self.refusal = ending.description
        self._let_go(ending.description)

    def _let_go(self, sentence: str) -> None:
        over, self._over = self._over, None
        self.desk.lose()
        if over is not None:
            over(sentence)
