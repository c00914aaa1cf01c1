"""One synchronization source of a publisher: its packets in, its units out, what is to be said back about it."""

from abc import ABC, abstractmethod

from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.opus import opus_track, packet_samples
from klieg.media.rtp.h264_depacketizer import H264Depacketizer
from klieg.media.rtp.keyframe_requests import KeyframeRequests
from klieg.media.rtp.packet import RtpPacket
from klieg.media.rtp.rate_meter import RateMeter
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.rtp.reception import Reception
from klieg.media.rtp.reorder_buffer import Released, ReorderBuffer
from klieg.media.rtp.rtcp.report import SenderReport
from klieg.media.rtp.sequence import SequenceUnwrapper
from klieg.media.rtp.timeline import SourceClock
from klieg.media.track import MAIN_AUDIO, AudioTrack, TrackId
from klieg.media.unit import Unit

SILENT_AFTER_S = 1.5


class PacketSource(ABC):
    """What sound and picture have in common: order, counts, clock.

    Attributes:
        ssrc: The source.
        stream: What was negotiated for it.
        malformed: Packets that could not be used.
        heard_at: When the last packet came.
        buffer: Packets on their way into order.
        reception: Counts for reports.
        clock: Its place in media time.
        bytes_received: Bytes a second.
        units_received: Units a second.
    """

    def __init__(self, ssrc: int, stream: ReceivedStream, clock: SourceClock, now: float) -> None:
        self.ssrc = ssrc
        self.stream = stream
        self.malformed = 0
        self.heard_at = now
        self.buffer = ReorderBuffer(nack=stream.nack)
        self.reception = Reception(ssrc, stream.clock_rate)
        self.clock = clock
        self.bytes_received = RateMeter(now)
        self.units_received = RateMeter(now)
        self._sequences = SequenceUnwrapper()

    def receive_packet(self, packet: RtpPacket, size: int, now: float) -> list[Unit]:
        """Take a packet of ``size`` bytes; return the units it completes."""
        sequence = self._sequences.unwrap(packet.sequence)
        self.bytes_received.add(size, now)
        self.heard_at = now
        if sequence is None:
            self.malformed += 1
            return []
        self.reception.receive_packet(sequence, packet.timestamp, now)
        released = self.buffer.insert(sequence, packet, now)
        return self._translate(released, now) if released else []

    def receive_report(self, report: SenderReport, now: float) -> None:
        """Take a sender report of this source."""
        self.reception.receive_report(report, now)
        self.clock.receive_report(report)

    def poll(self, now: float) -> list[Unit]:
        """Return units that had to wait for packets which are given up now."""
        released = self.buffer.poll(now)
        return self._translate(released, now) if released else []

    @abstractmethod
    def _translate(self, released: list[Released], now: float) -> list[Unit]:
        """Return the units that packets in order complete."""


class AudioSource(PacketSource):
    """Opus: a packet is a unit (RFC 7587, 4.2)."""

    def __init__(self, ssrc: int, stream: ReceivedStream, clock: SourceClock, now: float) -> None:
        super().__init__(ssrc, stream, clock, now)
        self.track: AudioTrack | None = None

    def _translate(self, released: list[Released], now: float) -> list[Unit]:
        units = []
        for packet in released:
            if packet == "loss" or not packet.payload:
                continue
            try:
                samples = packet_samples(packet.payload)
            except CodecError:
                self.malformed += 1
                continue
            if self.track is None or self.track.frame_samples != samples:
                self.track = opus_track(MAIN_AUDIO, frame_samples=samples)
            pts = self.clock.place(packet.timestamp, now)
            units.append(Unit(self.track, pts, pts, keyframe=True, payload=packet.payload))
        self.units_received.add(len(units), now)
        return units


class VideoSource(PacketSource):
    """H.264: packets make access units, keyframes are asked for.

    Attributes:
        keyframes: When to ask for them.
        depacketizer: Puts access units together.
        track_id: The track its units are of.
        asks: Whether a keyframe is to be asked for with the next feedback.
    """

    def __init__(
        self,
        ssrc: int,
        stream: ReceivedStream,
        clock: SourceClock,
        now: float,
        *,
        track_id: TrackId,
        keyframe_interval_s: float,
    ) -> None:
        super().__init__(ssrc, stream, clock, now)
        self.depacketizer = H264Depacketizer(track_id)
        self.keyframes = KeyframeRequests(keyframe_interval_s, now)
        self.track_id = track_id
        self.asks = False

    def wants_keyframe(self, now: float) -> bool:
        """Tell whether to ask now. A source that sends nothing (a paused layer, a hidden camera) is left alone."""
        if now > self.heard_at + SILENT_AFTER_S:
            return False
        return self.keyframes.poll(now, broken=self.depacketizer.awaits_keyframe)

    def _translate(self, released: list[Released], now: float) -> list[Unit]:
        units = []
        for packet in released:
            if packet == "loss":
                self.depacketizer.receive_loss()
                continue
            if not packet.payload:
                continue  # padding alone: the sender probes for bandwidth
            for whole in self.depacketizer.receive_payload(packet.payload, packet.timestamp, marker=packet.marker):
                pts = self.clock.place(whole.timestamp, now)
                units.append(Unit(whole.track, pts, pts, whole.keyframe, whole.payload))
                if whole.keyframe:
                    self.keyframes.receive_keyframe(now)
        self.units_received.add(len(units), now)
        return units
