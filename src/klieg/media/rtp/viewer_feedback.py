"""What a viewer says of the tracks it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from klieg.media.rtp.errors import RtpError
from klieg.media.rtp.forwarding import ForwardedTrack
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.feedback import FullIntraRequest, MaximumBitrate, Nack, PictureLoss
from klieg.media.rtp.rtcp.report import Goodbye, ReceiverReport, ReportBlock, SenderReport


@dataclass(frozen=True, slots=True)
class NackReceived:
    """Fired when packets are to be sent again."""

    ssrc: int
    sequences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KeyframeRequested:
    """Fired when the viewer cannot decode until a keyframe comes."""

    ssrc: int


@dataclass(frozen=True, slots=True)
class BitrateEstimated:
    """Fired when the viewer says how many bits a second it can receive, of all tracks together."""

    bitrate: int


@dataclass(frozen=True, slots=True)
class ReceptionReported:
    """Fired when the viewer reports on a track.

    Attributes:
        ssrc: The track.
        fraction_lost: Since its last report, 0 to 1; resent packets that arrived do not count.
        jitter_s: Interarrival jitter.
        rtt_s: Round-trip time; None before it had a sender report.
    """

    ssrc: int
    fraction_lost: float
    jitter_s: float
    rtt_s: float | None


@dataclass(frozen=True, slots=True)
class ViewerLeft:
    """Fired when the viewer says goodbye."""


type FeedbackEvent = NackReceived | KeyframeRequested | BitrateEstimated | ReceptionReported | ViewerLeft


class ViewerFeedback:
    """RTCP of one viewer. What is about other sources than its tracks is passed over.

    Attributes:
        malformed: Datagrams that were no RTCP.
    """

    def __init__(self, tracks: Sequence[ForwardedTrack]) -> None:
        self.malformed = 0
        self._tracks = {track.ssrc: track for track in tracks}
        self._commands: dict[int, int] = {}

    def receive_packet(self, data: bytes, now: float) -> list[FeedbackEvent]:
        """Take a datagram; return what it says."""
        try:
            packets = parse_compound(data)
        except RtpError:
            self.malformed += 1
            return []
        events: list[FeedbackEvent] = []
        for packet in packets:
            match packet:
                case Nack(media_ssrc=ssrc, sequences=sequences) if ssrc in self._tracks:
                    events.append(NackReceived(ssrc, sequences))
                case PictureLoss(media_ssrc=ssrc) if ssrc in self._tracks:
                    events.append(KeyframeRequested(ssrc))
                case FullIntraRequest():
                    events += self._receive_intra_request(packet)
                case MaximumBitrate(bitrate=bitrate):
                    events.append(BitrateEstimated(bitrate))
                case ReceiverReport(blocks=blocks) | SenderReport(blocks=blocks):
                    events += [self._report(block, now) for block in blocks if block.ssrc in self._tracks]
                case Goodbye():
                    events.append(ViewerLeft())
        return events

    def _receive_intra_request(self, request: FullIntraRequest) -> list[KeyframeRequested]:
        """A command number that was seen last is a repetition (RFC 5104, 4.3.1.1)."""
        found = []
        for ssrc, command in request.requests:
            if ssrc in self._tracks and self._commands.get(ssrc) != command:
                self._commands[ssrc] = command
                found.append(KeyframeRequested(ssrc))
        return found

    def _report(self, block: ReportBlock, now: float) -> ReceptionReported:
        track = self._tracks[block.ssrc]
        return ReceptionReported(
            ssrc=block.ssrc,
            fraction_lost=block.fraction_lost / 256,
            jitter_s=block.jitter / track.clock_rate,
            rtt_s=track.round_trip_s(block.last_report, block.delay, now),
        )
