"""One WHEP viewer in the worker: which track it is sent, how its sequence numbers run, what it still has to get."""

from collections import deque
from collections.abc import Sequence

from klieg.media.rtp.forwarding import ForwardedTrack, with_payload_type
from klieg.media.rtp.viewer_feedback import FeedbackEvent, ViewerFeedback
from klieg.media.track import TrackId
from klieg.node.webrtc.messages import SentSection, ViewerStatistics
from klieg.node.webrtc.peers.layer_choice import LayerChoice
from klieg.node.webrtc.peers.lifetime import Lifetime
from klieg.node.webrtc.peers.peer_connection import ConnectionSettings, PeerConnection, SentSource

SILENCE_S = 10.0
"""A viewer that reports nothing for this long is gone; players report every second or so."""
BURST_PACKETS = 32
"""Packets of a backlog that go out in one turn of the loop, so that a join does not flood the viewer's line."""
MAX_BACKLOG = 4096
_SEQUENCES = 1 << 16


class ViewerPeer:
    """A peer that watches.

    All viewers of a track are sent the same bytes. One that was moved to another track gets its sequence numbers
    shifted by ``shift``, because a stream's numbers must go on without a gap.

    Attributes:
        connection: The connection.
        lifetime: When the peer counts as gone.
        answered: Whether the answer was given out.
        joined: Whether it was given its first packets.
        video_section: Where the picture goes in the engine's description, and ``audio_section`` the sound; None when
            it is not wanted.
        track_id: Whose picture it is sent; None until there is one.
        choice: Which picture its line can carry.
        shift: Added to sequence numbers of the picture.

    Raises:
        OfferError: the offer cannot be answered.
    """

    def __init__(
        self,
        settings: ConnectionSettings,
        offer: str,
        sections: Sequence[SentSection],
        *,
        sources: dict[str, SentSource],
        now: float,
    ) -> None:
        self.connection = PeerConnection(settings, offer, [sources[section.kind] for section in sections])
        self.lifetime = Lifetime(silence_s=SILENCE_S, now=now)
        self.answered = False
        self.joined = False
        self.payload_types = {section.kind: section.payload_type for section in sections}
        kinds = [section.kind for section in sections]
        self.video_section = kinds.index("video") if "video" in kinds else None
        self.audio_section = kinds.index("audio") if "audio" in kinds else None
        self.track_id: TrackId | None = None
        self.choice = LayerChoice()
        self.shift = 0
        self._sections = len(sections)
        self._former: tuple[ForwardedTrack, int] | None = None
        self._first_sequence = 0
        self._last_sequence: int | None = None
        self._feedback: ViewerFeedback | None = None
        self._backlog: deque[tuple[int, bytes]] = deque()
        self.statistics = ViewerStatistics()

    def follow(self, tracks: Sequence[ForwardedTrack]) -> None:
        """Understand reports about these tracks from now on."""
        self._feedback = ViewerFeedback(tracks)

    def receive(self, now: float) -> list[FeedbackEvent]:
        """Return what the viewer told since the last call."""
        events: list[FeedbackEvent] = []
        for section in range(self._sections):
            while (packet := self.connection.receive(section)) is not None:
                self.lifetime.note_heard(now)
                if self._feedback is not None:
                    events += self._feedback.receive_packet(packet, now)
        return events

    def send(self, section: int, packets: Sequence[bytes]) -> int:
        """Send packets now, or after what is still waiting; return how many went out."""
        if self._backlog:
            self.queue(section, packets)
            return 0
        send = self.connection.send
        for packet in packets:
            send(section, packet)
        return len(packets)

    def queue(self, section: int, packets: Sequence[bytes]) -> None:
        """Let packets go out a few in each turn. A backlog nobody can catch up with is dropped."""
        self._backlog.extend((section, packet) for packet in packets)
        if len(self._backlog) > MAX_BACKLOG:
            self._backlog.clear()

    def drain(self) -> int:
        """Send some of what waits; return how many packets went out."""
        count = min(BURST_PACKETS, len(self._backlog))
        for _ in range(count):
            self.connection.send(*self._backlog.popleft())
        return count

    def note_sent(self, packets: Sequence[bytes]) -> None:
        """Remember how far the picture's sequence numbers, shifted, have come."""
        if packets:
            self._last_sequence = sequence_of(packets[-1])

    def move(self, track_id: TrackId, first: bytes, former: ForwardedTrack | None) -> None:
        """Go on with another track, whose first packet (a keyframe's) is ``first``, without a gap in the numbers."""
        sequence = sequence_of(first)
        if former is not None:
            self._former = (former, self.shift)
        following = sequence if self._last_sequence is None else self._last_sequence + 1
        self._first_sequence = following % _SEQUENCES
        self.shift = (following - sequence) % _SEQUENCES
        self.track_id = track_id

    def resend(self, track: ForwardedTrack, sequences: Sequence[int]) -> list[bytes]:
        """Return the lost packets of the picture as this viewer got them, as far as they are still held."""
        mine: list[int] = []
        older: list[int] = []
        for sequence in sequences:
            before_move = (sequence - self._first_sequence) % _SEQUENCES >= _SEQUENCES // 2
            (older if self._former is not None and before_move else mine).append(sequence)
        packets = [(packet, self.shift) for packet in track.resend(_unshifted(mine, self.shift))]
        if self._former is not None and older:
            former, shift = self._former
            packets += [(packet, shift) for packet in former.resend(_unshifted(older, shift))]
        return [addressed(packet, self.payload_types["video"], shift) for packet, shift in packets]


def addressed(packet: bytes, payload_type: int, shift: int) -> bytes:
    """Return ``packet`` for viewers that call its codec ``payload_type`` and run ``shift`` ahead of its numbers."""
    packet = with_payload_type(packet, payload_type)
    if not shift:
        return packet
    return b"".join((packet[:2], ((sequence_of(packet) + shift) % _SEQUENCES).to_bytes(2), packet[4:]))


def sequence_of(packet: bytes) -> int:
    """Return the sequence number of an RTP packet."""
    return packet[2] << 8 | packet[3]


def _unshifted(sequences: Sequence[int], shift: int) -> list[int]:
    return [(sequence - shift) % _SEQUENCES for sequence in sequences]
