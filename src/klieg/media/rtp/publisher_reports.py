"""What a publisher is told: receiver reports, arrival times, lost packets, wishes for keyframes, a bitrate."""

from collections.abc import Sequence

from klieg.media.rtp.arrival_log import ArrivalLog
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.rtp.rtcp.extended_report import LastReference, ReferenceTime
from klieg.media.rtp.rtcp.feedback import FullIntraRequest, MaximumBitrate, Nack, PictureLoss
from klieg.media.rtp.rtcp.report import ReceiverReport, SourceDescription
from klieg.media.rtp.source import PacketSource, VideoSource

REPORT_INTERVAL_S = 1.0
_CNAME = b"klieg"
_MAX_BLOCKS = 31
_DEFAULT_MAX_BITRATE = 20_000_000
"""REMB where nothing limits: a sender without transport-wide feedback would otherwise stay at its first guess."""


class PublisherReports:
    """Makes RTCP for one publisher.

    Attributes:
        rtt_s: Round-trip time by the last answered reference time.
    """

    def __init__(self, streams: Sequence[ReceivedStream], ssrc: int, max_bitrate: int | None) -> None:
        self.rtt_s: float | None = None
        self._ssrc = ssrc
        self._max_bitrate = max_bitrate or _DEFAULT_MAX_BITRATE
        self._remb = any(stream.remb for stream in streams)
        self._reduced = all(stream.reduced_size for stream in streams)
        self._description = SourceDescription(ssrc, _CNAME).build()
        self._empty_report = ReceiverReport(ssrc).build()
        self._reported_at = float("-inf")
        self._commands = 0

    def receive_reference(self, answer: LastReference, now: float) -> None:
        """Take the answer to a reference time of ours."""
        if answer.ssrc != self._ssrc or not answer.last:
            return
        rtt = ((_ntp(now) >> 16 & 0xFFFFFFFF) - answer.last - answer.delay & 0xFFFFFFFF) / 65536
        if rtt < 60:  # a delay longer than the trip wraps around
            self.rtt_s = rtt

    def poll(self, sources: Sequence[PacketSource], arrivals: ArrivalLog, now: float) -> list[bytes]:
        """Return the datagrams that are due."""
        if not sources:
            return []
        feedback = [data for source in sources for data in self._about(source, now)]
        transport = arrivals.poll(now, self._ssrc, sources[0].ssrc)
        if transport is not None:
            feedback.append(transport.build())
        if now >= self._reported_at + REPORT_INTERVAL_S:
            self._reported_at = now
            return [self._report(sources, now), *self._datagrams(feedback)]
        return self._datagrams(feedback)

    def _about(self, source: PacketSource, now: float) -> list[bytes]:
        """Feedback about one source."""
        feedback = []
        due = source.buffer.due(now)
        if due:
            sequences = tuple(sequence & 0xFFFF for sequence in sorted(due))
            feedback.append(Nack(self._ssrc, source.ssrc, sequences).build())
        if isinstance(source, VideoSource) and source.asks:
            source.asks = False
            if source.stream.pli:
                feedback.append(PictureLoss(self._ssrc, source.ssrc).build())
            elif source.stream.fir:
                self._commands += 1
                feedback.append(FullIntraRequest(self._ssrc, ((source.ssrc, self._commands & 0xFF),)).build())
        return feedback

    def _report(self, sources: Sequence[PacketSource], now: float) -> bytes:
        heard = [source for source in sources if source.reception.heard]
        blocks = tuple(source.reception.block(now) for source in heard[:_MAX_BLOCKS])
        report = ReceiverReport(self._ssrc, blocks).build() + self._description
        report += ReferenceTime(self._ssrc, _ntp(now)).build()
        if self._remb:
            ssrcs = tuple(source.ssrc for source in sources[:_MAX_BLOCKS])
            report += MaximumBitrate(self._ssrc, self._max_bitrate, ssrcs).build()
        return report

    def _datagrams(self, feedback: list[bytes]) -> list[bytes]:
        """Feedback alone where it is allowed (RFC 5506), else behind a report and a name (RFC 3550, 6.1)."""
        if not feedback:
            return []
        together = b"".join(feedback)
        return [together if self._reduced else self._empty_report + self._description + together]


def _ntp(now: float) -> int:
    """Our own clock in NTP format; only we read it again."""
    return int(now * (1 << 32)) & 0xFFFFFFFFFFFFFFFF
