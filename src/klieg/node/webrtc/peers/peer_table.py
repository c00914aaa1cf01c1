"""The peers of a worker: opened, looked after, let go."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from klieg.media.sdp.candidates import with_further_port, with_other_port
from klieg.node.webrtc.messages import (
    GoneReason,
    OpenPublisher,
    OpenViewer,
    PeerAnswered,
    PeerConnected,
    PeerGone,
    WorkerStatistics,
)
from klieg.node.webrtc.peers.audience import Audience
from klieg.node.webrtc.peers.departures import Departures
from klieg.node.webrtc.peers.peer_connection import ConnectionSettings
from klieg.node.webrtc.peers.publisher_peer import PublisherPeer
from klieg.node.webrtc.peers.side_door import IceCredentials, SideDoor
from klieg.node.webrtc.peers.viewer_peer import ViewerPeer

_UFRAG = re.compile(r"^a=ice-ufrag:(\S+)", re.MULTILINE)
_PASSWORD = re.compile(r"^a=ice-pwd:(\S+)", re.MULTILINE)
_FFMPEG = re.compile(r"^s=FFmpegPublishSession\b", re.MULTILINE)
"""The name FFmpeg's WHIP muxer gives its sessions."""


class PeerTable:
    """Publishers by name, and audiences by broadcast with their viewers.

    Args:
        settings: How connections are made.
        silence_s: A publisher that sends nothing for so long is gone.
        door: For clients whom the engine's port fails; None when its port is taken.

    Attributes:
        publishers: Peers that send.
        audiences: Who watches, by broadcast.
    """

    def __init__(self, settings: ConnectionSettings, *, silence_s: float, door: SideDoor | None = None) -> None:
        self._settings = settings
        self._door = door
        self._admitted: dict[str, str] = {}
        self._mute: dict[str, IceCredentials] = {}
        self._silence_s = silence_s
        self.publishers: dict[str, PublisherPeer] = {}
        self.audiences: dict[str, Audience] = {}
        self._peers: dict[str, PublisherPeer | ViewerPeer] = {}
        self._audience_of: dict[str, Audience] = {}
        self._departures = Departures()
        self._past_received = 0
        self._past_sent = 0
        self._past_resent = 0
        self._past_faults = 0

    def open_publisher(self, order: OpenPublisher, now: float) -> None:
        """Open a peer that sends.

        Raises:
            OfferError: its offer cannot be answered.
        """
        publisher = PublisherPeer(self._settings, order.offer, order.streams, silence_s=self._silence_s, now=now)
        self.publishers[order.peer] = self._peers[order.peer] = publisher
        theirs = _credentials(order.offer) if _FFMPEG.search(order.offer) else None
        if theirs is not None:
            self._mute[order.peer] = theirs

    def open_viewer(self, order: OpenViewer, audience: Audience, now: float) -> None:
        """Open a peer that watches.

        Raises:
            OfferError: its offer cannot be answered.
        """
        viewer = ViewerPeer(self._settings, order.offer, order.sections, sources=audience.sources, now=now)
        audience.viewers[order.peer] = self._peers[order.peer] = viewer
        self._audience_of[order.peer] = audience

    def add_candidates(self, name: str, candidates: list[str]) -> None:
        """Try further addresses of a peer."""
        peer = self._peers.get(name)
        for candidate in candidates if peer is not None else []:
            assert peer is not None, "there is nothing to try otherwise"
            peer.connection.add_candidate(candidate)

    def look_after(self, now: float) -> Iterator[BaseModel]:
        """Yield what the node should know: answers that are complete, peers that are connected or gone."""
        for name, peer in list(self._peers.items()):
            if not peer.answered:
                answer = peer.connection.answer()
                if answer is not None:
                    peer.answered = True
                    yield PeerAnswered(peer=name, answer=self._with_door(name, answer))
            if not peer.lifetime.is_due(now):
                continue
            was_open = peer.lifetime.is_open
            reason = peer.lifetime.judge(peer.connection.state, now)
            if reason is not None:
                yield self.say_gone(name, reason, now)
            elif peer.lifetime.is_open and not was_open:
                yield PeerConnected(peer=name)
        self._departures.let_go(now)

    def pass_on(self, now: float) -> None:
        """Pass on what came to the door."""
        if self._door is not None:
            self._door.poll(now)

    def say_gone(self, name: str, reason: GoneReason, now: float) -> PeerGone:
        """Close a peer; return what the node should know."""
        self.remove(name, now)
        return PeerGone(peer=name, reason=reason)

    def remove(self, name: str, now: float) -> None:
        """Close a peer. Nothing happens when it is not here."""
        peer = self._peers.pop(name, None)
        if peer is None:
            return
        self._mute.pop(name, None)
        if self._door is not None:
            self._door.forget(self._admitted.pop(name, ""))
        audience = self._audience_of.pop(name, None)
        if audience is not None:
            del audience.viewers[name]
        publisher = self.publishers.pop(name, None)
        self._past_received += publisher.received_packets if publisher is not None else 0
        self._past_faults += peer.connection.send_faults
        self._departures.add(peer.connection, now)

    def end_audience(self, broadcast: str, now: float) -> list[PeerGone]:
        """Close everybody who watches a broadcast; return what the node should know."""
        audience = self.audiences.pop(broadcast, None)
        if audience is None:
            return []
        self._past_sent += audience.sent_packets
        self._past_resent += audience.resent_packets
        return [self.say_gone(name, "ended", now) for name in list(audience.viewers)]

    def statistics(self, now: float, cpu_seconds: float) -> WorkerStatistics:
        """Return counters and what is known of each peer."""
        audiences = self.audiences.values()
        return WorkerStatistics(
            packets_received=self._past_received + sum(peer.received_packets for peer in self.publishers.values()),
            packets_sent=self._past_sent + sum(audience.sent_packets for audience in audiences),
            packets_resent=self._past_resent + sum(audience.resent_packets for audience in audiences),
            send_faults=self._past_faults + sum(peer.connection.send_faults for peer in self._peers.values()),
            cpu_seconds=cpu_seconds,
            publishers={name: publisher.statistics(now) for name, publisher in self.publishers.items()},
            viewers={name: viewer.statistics for each in audiences for name, viewer in each.viewers.items()},
        )

    def close(self, now: float) -> None:
        """Close every connection and wait a moment for it, so that peers see it at once."""
        for name in list(self._peers):
            self.remove(name, now)
        self._departures.wait_closed()
        if self._door is not None:
            self._door.close()

    def _with_door(self, name: str, answer: str) -> str:
        """Return an answer that names the door too, or alone, and let the peer in there."""
        ours = _credentials(answer)
        if self._door is None or ours is None:
            return answer
        mute = self._mute.get(name)
        self._admitted[name] = ours.ufrag
        self._door.admit(ours, mute=mute)
        if mute is not None:
            return with_other_port(answer, self._door.port)
        return with_further_port(answer, self._door.port)


def _credentials(sdp: str) -> IceCredentials | None:
    ufrag, password = _UFRAG.search(sdp), _PASSWORD.search(sdp)
    return None if ufrag is None or password is None else IceCredentials(ufrag[1], password[1])
