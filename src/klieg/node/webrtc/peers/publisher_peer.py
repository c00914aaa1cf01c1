"""One WHIP publisher in the worker: packets of its connection to units, and our RTCP back."""

import secrets
from collections.abc import Iterator, Sequence

from klieg.media.rtp.publisher_session import PublisherSession
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.unit import Unit
from klieg.node.webrtc.messages import PublisherStatistics
from klieg.node.webrtc.peers.lifetime import Lifetime
from klieg.node.webrtc.peers.peer_connection import ConnectionSettings, PeerConnection

_SECTION = 0
"""The engine is offered one section, which stands for all of the peer's."""
_FEEDBACK_S = 0.005


class PublisherPeer:
    """A peer that sends.

    Args:
        settings: How connections are made.
        offer: The peer's offer, filtered to one section.
        streams: What will be received.
        silence_s: See :class:`klieg.node.webrtc.peers.lifetime.Lifetime`.
        now: Monotonic seconds.

    Attributes:
        connection: The connection.
        lifetime: When the peer counts as gone.
        answered: Whether the answer was given out.
        received_packets: RTP and RTCP packets so far.

    Raises:
        OfferError: the offer cannot be answered.
    """

    def __init__(
        self,
        settings: ConnectionSettings,
        offer: str,
        streams: Sequence[ReceivedStream],
        *,
        silence_s: float,
        now: float,
    ) -> None:
        self.connection = PeerConnection(settings, offer, [None])
        self.lifetime = Lifetime(silence_s=silence_s, now=now)
        self.answered = False
        self.received_packets = 0
        self._session = PublisherSession(streams, ssrc=secrets.randbits(31) | 1, now=now)
        self._feedback_at = now

    def poll(self, now: float) -> Iterator[Unit]:
        """Yield the units that are complete; send the reports and requests that are due."""
        connection, session = self.connection, self._session
        while (packet := connection.receive(_SECTION)) is not None:
            self.received_packets += 1
            self.lifetime.note_heard(now)
            yield from session.receive_packet(_SECTION, packet, now)
        if now < self._feedback_at or not self.lifetime.is_open:
            return
        self._feedback_at = now + _FEEDBACK_S
        polled = session.poll(now)
        for _, compound in polled.outgoing:
            connection.send(_SECTION, compound)
        yield from polled.units

    def ask_keyframe(self) -> None:
        """Ask the publisher for a keyframe soon."""
        self._session.request_keyframe()

    def statistics(self, now: float) -> PublisherStatistics:
        """Return what is known of the line."""
        numbers = self._session.statistics(now)
        return PublisherStatistics(
            kbps=numbers.bitrate / 1000,
            frame_rate=numbers.frame_rate,
            packets=numbers.packets,
            lost=numbers.lost,
            recovered=numbers.recovered,
            jitter_ms=numbers.jitter_s * 1000,
            round_trip_ms=None if numbers.rtt_s is None else numbers.rtt_s * 1000,
        )
