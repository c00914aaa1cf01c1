"""The worker's one loop: what the node says, what peers send, what is due. Nothing calls back into Python."""

import time

import structlog
from pydantic import BaseModel

from klieg.node.webrtc.messages import (
    TO_WORKER,
    AddCandidates,
    AskKeyframe,
    CatchUp,
    ClosePeer,
    EndBroadcast,
    EndTrack,
    KeyframeWanted,
    OpenPublisher,
    OpenViewer,
    PeerRefused,
    Ready,
)
from klieg.node.webrtc.peers.audience import Audience
from klieg.node.webrtc.peers.peer_connection import OfferError
from klieg.node.webrtc.peers.peer_table import PeerTable
from klieg.node.webrtc.peers.publisher_peer import PublisherPeer
from klieg.node.workers.child import Link, ParentGoneError
from klieg.node.workers.wire import WiredUnit

_log = structlog.get_logger(__name__)

TURN_S = 0.003
"""How long the loop waits for the node when it has nothing to do: the most a publisher's packet waits."""
FEEDBACK_S = 0.01
"""How often viewers are listened to and backlogs go out."""
STATISTICS_S = 1.0


class PeerLoop:
    """Serves the peers of a table until the node is gone.

    Args:
        link: To the node.
        table: The peers.
    """

    def __init__(self, link: Link, table: PeerTable) -> None:
        self._link = link
        self._table = table
        self._feedback_at = 0.0
        self._statistics_at = 0.0

    def run(self) -> None:
        """Work until the node is gone.

        Raises:
            ParentGoneError: it is.
        """
        self._tell(Ready())
        audiences = self._table.audiences
        while True:
            for received in self._link.poll(TURN_S):
                now = time.monotonic()
                if not isinstance(received, WiredUnit):
                    self._obey(TO_WORKER.validate_python(received.fields), now)
                elif received.stream in audiences:
                    audiences[received.stream].offer(received.unit, now)
            self._turn(time.monotonic())

    def _turn(self, now: float) -> None:
        self._table.pass_on(now)
        for name, publisher in list(self._table.publishers.items()):
            self._poll_publisher(name, publisher, now)
        if now < self._feedback_at:
            return
        self._feedback_at = now + FEEDBACK_S
        wallclock = time.time()
        for audience in self._table.audiences.values():
            audience.poll(now, wallclock)
        for news in self._table.look_after(now):
            self._tell(news)
        if now >= self._statistics_at:
            self._statistics_at = now + STATISTICS_S
            self._tell(self._table.statistics(now, time.process_time()))

    def _poll_publisher(self, name: str, publisher: PublisherPeer, now: float) -> None:
        """Pass units on. A fault of ours with what one peer sends must not end all the others."""
        try:
            for unit in publisher.poll(now):
                self._link.send_unit(name, unit)
        except ParentGoneError:
            raise
        except Exception:  # noqa: BLE001 - see above
            _log.exception("publisher_failed", peer=name)
            self._tell(self._table.say_gone(name, "failed", now))

    def _obey(self, order: BaseModel, now: float) -> None:
        table = self._table
        match order:
            case OpenPublisher() | OpenViewer():
                self._open(order, now)
            case AddCandidates():
                table.add_candidates(order.peer, order.candidates)
            case ClosePeer():
                table.remove(order.peer, now)
            case AskKeyframe():
                if order.peer in table.publishers:
                    table.publishers[order.peer].ask_keyframe()
            case EndBroadcast():
                for gone in table.end_audience(order.broadcast, now):
                    self._tell(gone)
            case EndTrack() | CatchUp():
                if order.broadcast in table.audiences:
                    self._change(table.audiences[order.broadcast], order, now)

    def _open(self, order: OpenPublisher | OpenViewer, now: float) -> None:
        try:
            if isinstance(order, OpenPublisher):
                self._table.open_publisher(order, now)
            else:
                self._table.open_viewer(order, self._audience(order.broadcast), now)
        except OfferError as error:
            self._tell(PeerRefused(peer=order.peer, sentence=str(error)))

    def _change(self, audience: Audience, order: EndTrack | CatchUp, now: float) -> None:
        if isinstance(order, EndTrack):
            audience.end_track(order.track_id)
        else:
            audience.catch_up(order.span_s, now)

    def _audience(self, broadcast: str) -> Audience:
        audience = self._table.audiences.get(broadcast)
        if audience is None:
            wanted = KeyframeWanted(broadcast=broadcast)
            audience = Audience(broadcast, want_keyframe=lambda: self._tell(wanted))
            self._table.audiences[broadcast] = audience
        return audience

    def _tell(self, message: BaseModel) -> None:
        self._link.send_message(message.model_dump(mode="json"))
