"""The media of one WebRTC publisher: packets of all its sources in, units out, and RTCP for the way back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from klieg.media.rtp.arrival_log import ArrivalLog
from klieg.media.rtp.errors import RtpError
from klieg.media.rtp.leading_layer import LeadingLayer
from klieg.media.rtp.packet import RtpPacket, is_rtcp, parse_packet
from klieg.media.rtp.publisher_reports import PublisherReports
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.extended_report import LastReference
from klieg.media.rtp.rtcp.report import Goodbye, SenderReport
from klieg.media.rtp.source import AudioSource, PacketSource, VideoSource
from klieg.media.rtp.timeline import SessionTimeline, SourceClock
from klieg.media.track import FURTHER_VIDEO, MAIN_VIDEO, TrackId
from klieg.media.unit import Unit

DEFAULT_KEYFRAME_INTERVAL_S = 2.0
MAX_PACKET_BYTES = 2048
"""A datagram that crosses the internet in one piece has at most 1500."""


@dataclass(slots=True)
class PublisherPoll:
    """What a poll brought.

    Attributes:
        units: Released because waiting for lost packets has come to its end.
        outgoing: RTCP datagrams, each with the number of the stream whose section it goes out on.
    """

    units: list[Unit] = field(default_factory=list)
    outgoing: list[tuple[int, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PublisherStatistics:
    """How the publisher is doing.

    Attributes:
        bitrate: Bits a second that came, of all sources, headers included.
        frame_rate: Access units of the main video in the last second.
        packets: Packets that came.
        lost: Packets that never came.
        recovered: Packets that came because they were asked for.
        jitter_s: Interarrival jitter of the main video, or of the sound where there is none.
        rtt_s: Round-trip time; None until the peer answered a reference time.
        dropped_pictures: Access units dropped because a part of them, or one they need, was lost.
        keyframe_requests: Keyframes asked for.
        malformed: Packets that could not be used.
    """

    bitrate: float
    frame_rate: float
    packets: int
    lost: int
    recovered: int
    jitter_s: float
    rtt_s: float | None
    dropped_pictures: int
    keyframe_requests: int
    malformed: int


class PublisherSession:
    """One publisher. Never raises on what the peer sends; feed it every datagram and poll it every few milliseconds.

    The first video without RID, or the first RID of the offer, is ``MAIN_VIDEO``; the other RIDs are ``FURTHER_VIDEO``
    plus their place. While the main layer pauses, the best of the others stands in for it. A new SSRC takes the place
    of the one before it.

    Attributes:
        unknown: Packets of no stream that was negotiated.
        malformed: Datagrams that were neither RTP nor RTCP.
    """

    def __init__(
        self,
        streams: Sequence[ReceivedStream],
        *,
        ssrc: int,
        now: float,
        keyframe_interval_s: float = DEFAULT_KEYFRAME_INTERVAL_S,
        max_bitrate: int | None = None,
    ) -> None:
        """Begin media time at ``now``.

        Args:
            streams: What was negotiated, with a payload type of its own each.
            ssrc: Ours, for reports.
            now: Monotonic seconds.
            keyframe_interval_s: A keyframe is asked for when the last one is older.
            max_bitrate: Bits a second the peer is told not to exceed, where it listens to REMB.
        """
        self.unknown = 0
        self.malformed = 0
        self._streams = tuple(streams)
        self._by_payload_type = {stream.payload_type: stream for stream in streams}
        self._keyframe_interval_s = keyframe_interval_s
        self._timeline = SessionTimeline(now)
        self._sources: dict[int, AudioSource | VideoSource] = {}
        self._layered = any(stream.rids for stream in streams)
        self._leading = LeadingLayer()
        self._arrivals = ArrivalLog()
        self._reports = PublisherReports(self._streams, ssrc, max_bitrate)

    def receive_packet(self, stream: int, data: bytes, now: float) -> list[Unit]:
        """Take a datagram; return the units it completes.

        Args:
            stream: The section it came on. Payload type and SSRC decide, so it only has to exist.
            data: Plain RTP or RTCP.
            now: When it came.
        """
        assert 0 <= stream < len(self._streams), "packets come on a stream that was negotiated"
        if len(data) > MAX_PACKET_BYTES:
            self.malformed += 1
            return []
        try:
            if is_rtcp(data):
                self._receive_rtcp(data, now)
                return []
            packet = parse_packet(data)
        except RtpError:
            self.malformed += 1
            return []
        negotiated = self._by_payload_type.get(packet.payload_type)
        if negotiated is None:
            self.unknown += 1
            return []
        if negotiated.twcc_id is not None:
            counter = packet.element(negotiated.twcc_id)
            if counter is not None and len(counter) == 2:
                self._arrivals.receive(counter[0] << 8 | counter[1], now)
        source = self._sources.get(packet.ssrc)
        if source is None or source.stream is not negotiated:
            source = self._begin_source(packet, negotiated, now)
            if source is None:
                self.unknown += 1
                return []
        units = source.receive_packet(packet, len(data), now)
        return self._lead(source, units, now) if units and negotiated.rids else units

    def poll(self, now: float) -> PublisherPoll:
        """Return what became due."""
        result = PublisherPoll()
        sources = list(self._sources.values())
        for source in sources:
            units = source.poll(now)
            result.units += self._lead(source, units, now) if units and source.stream.rids else units
        if self._layered:
            self._leading.poll((source for source in sources if isinstance(source, VideoSource)), now)
        self._ask_together(sources, now)
        result.outgoing = [(0, data) for data in self._reports.poll(sources, self._arrivals, now)]
        return result

    def request_keyframe(self) -> None:
        """Ask for a keyframe of every picture as soon as the pause allows."""
        for source in self._sources.values():
            if isinstance(source, VideoSource):
                source.keyframes.want()

    def statistics(self, now: float) -> PublisherStatistics:
        """Return counts since the beginning and rates of the last second."""
        sources = list(self._sources.values())
        videos = [source for source in sources if isinstance(source, VideoSource)]
        main = next((source for source in videos if source.track_id == MAIN_VIDEO), None)
        heard: PacketSource | None = main or next(iter(sources), None)
        return PublisherStatistics(
            bitrate=8 * sum(source.bytes_received.per_second(now) for source in sources),
            frame_rate=main.units_received.per_second(now) if main is not None else 0.0,
            packets=sum(source.reception.received for source in sources),
            lost=sum(source.buffer.lost for source in sources),
            recovered=sum(source.buffer.recovered for source in sources),
            jitter_s=heard.reception.jitter / heard.stream.clock_rate if heard is not None else 0.0,
            rtt_s=self._reports.rtt_s,
            dropped_pictures=sum(video.depacketizer.dropped for video in videos),
            keyframe_requests=sum(video.keyframes.sent for video in videos),
            malformed=self.malformed + sum(source.malformed for source in sources),
        )

    def _receive_rtcp(self, data: bytes, now: float) -> None:
        for packet in parse_compound(data):
            match packet:
                case SenderReport(ssrc=ssrc) if ssrc in self._sources:
                    self._sources[ssrc].receive_report(packet, now)
                    for source in self._sources.values():
                        source.clock.synchronize()
                case LastReference():
                    self._reports.receive_reference(packet, now)
                case Goodbye(ssrcs=ssrcs):
                    for ssrc in ssrcs:
                        self._sources.pop(ssrc, None)

    def _begin_source(self, packet: RtpPacket, stream: ReceivedStream, now: float) -> AudioSource | VideoSource | None:
        if stream.kind == "audio":
            clock = SourceClock(self._timeline, stream.clock_rate, is_reference=True)
            source: AudioSource | VideoSource = AudioSource(packet.ssrc, stream, clock, now)
            self._replace(lambda other: isinstance(other, AudioSource), source)
            return source
        track_id = self._video_track(packet, stream)
        if track_id is None:
            return None
        silent = all(other.kind == "video" for other in self._streams)
        clock = SourceClock(self._timeline, stream.clock_rate, is_reference=silent and track_id == MAIN_VIDEO)
        source = VideoSource(
            packet.ssrc, stream, clock, now, track_id=track_id, keyframe_interval_s=self._keyframe_interval_s
        )
        self._replace(lambda other: isinstance(other, VideoSource) and other.track_id == track_id, source)
        return source

    def _lead(self, source: AudioSource | VideoSource, units: list[Unit], now: float) -> list[Unit]:
        assert isinstance(source, VideoSource), "only pictures have layers"
        layers = (other for other in self._sources.values() if isinstance(other, VideoSource))
        return self._leading.receive_units(source, units, layers, now)

    def _replace(self, superseded: Callable[[PacketSource], bool], source: AudioSource | VideoSource) -> None:
        self._sources = {ssrc: other for ssrc, other in self._sources.items() if not superseded(other)}
        self._sources[source.ssrc] = source

    def _video_track(self, packet: RtpPacket, stream: ReceivedStream) -> TrackId | None:
        """Which track a new source carries; None while a simulcast layer has not said its RID."""
        if not stream.rids:
            return MAIN_VIDEO
        element = packet.element(stream.rid_id) if stream.rid_id is not None else None
        rid = (element or b"").rstrip(b"\x00").decode("ascii", "replace")
        if rid not in stream.rids:
            return None
        place = stream.rids.index(rid)
        return TrackId(FURTHER_VIDEO + place) if place else MAIN_VIDEO

    def _ask_together(self, sources: Sequence[PacketSource], now: float) -> None:
        """Find out who needs a keyframe. Layers are asked for theirs with the main one, so that they can be aligned."""
        videos = [source for source in sources if isinstance(source, VideoSource)]
        for source in videos:
            source.asks = source.wants_keyframe(now)
        if any(source.asks and source.track_id == MAIN_VIDEO for source in videos):
            for source in videos:
                if source.track_id != MAIN_VIDEO:
                    source.keyframes.want()
                    source.asks = source.asks or source.wants_keyframe(now)
