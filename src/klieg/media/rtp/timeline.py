"""One zero for all sources of a publisher: media time from RTP timestamps, brought together by sender reports."""

from klieg.media.rtp.rtcp.report import SenderReport
from klieg.media.rtp.sequence import TimestampUnwrapper

MAX_JUMP_S = 2.0
"""A unit that is ahead of time by more than this, against those before it, or goes back as far, is of a clock that was
set anew. One that is late is not: the network may hold everything up and then deliver it."""
MAX_CORRECTION_S = 10.0
"""Sender reports that put sound and picture further apart than this are not believed."""
_SMOOTHING = 1 / 64
_SLEW = 4
"""Corrections stretch or shrink the time between two pictures by at most a quarter."""
_TOO_LATE_S = 0.5
"""A source that is behind by more than this leaps forward instead."""


class SessionTimeline:
    """Media time is seconds since ``begin``.

    Attributes:
        begin: The ``now`` that is zero.
        reference_ntp: Sender's NTP seconds at media time zero, by the reference source; None before its first report.
        ignored_reports: Sender reports that were not believed.
    """

    def __init__(self, begin: float) -> None:
        self.begin = begin
        self.reference_ntp: float | None = None
        self.ignored_reports = 0


class SourceClock:
    """The place of one source's timestamps on the timeline.

    The first unit is placed where it arrived; from there on timestamps count. The reference source (sound, when there
    is some) is never moved: its sender reports say which NTP time media time zero was, and the other sources follow.

    Attributes:
        resets: Times the source's clock was set anew.
    """

    def __init__(self, timeline: SessionTimeline, clock_rate: int, *, is_reference: bool) -> None:
        self.resets = 0
        self._timeline = timeline
        self._rate = clock_rate
        self._is_reference = is_reference
        self._unwrapper = TimestampUnwrapper()
        self._offset = 0
        self._correction = 0
        self._early = 0.0
        self._wanted: int | None = None
        self._last: tuple[int, int, float] | None = None
        self._report: tuple[float, int] | None = None
        self._pending: SenderReport | None = None

    def receive_report(self, report: SenderReport) -> None:
        """Learn which wallclock a timestamp stands for; a report without a wallclock says nothing (RFC 3550, 6.4.1)."""
        if not report.ntp:
            return
        self._pending = report
        if self._last is not None:
            self._apply(report)

    def place(self, timestamp: int, now: float) -> int:
        """Return the media time of a unit in ticks; later than the one before."""
        extended = self._unwrapper.unwrap(timestamp)
        last = self._last
        if last is None:
            self._offset = max(0, round((now - self._timeline.begin) * self._rate)) - extended
            self._last = extended, -1, now
            if self._pending is not None:
                self._apply(self._pending)
                self._follow(None)
            last = self._last
        elif self._leaps(extended, last[0], now):
            self._offset += last[0] - extended + max(1, round((now - last[2]) * self._rate))
            self._report = None
            self._wanted = None
            self.resets += 1
        elif extended > last[0]:
            self._follow(extended - last[0])
        placed = max(extended + self._offset + self._correction, last[1] + 1)
        self._last = extended, placed, now
        return placed

    def synchronize(self) -> None:
        """Take the correction that the reports ask for; call when a report came to any source."""
        reference = self._timeline.reference_ntp
        if self._is_reference or reference is None or self._report is None:
            return
        zero = self._zero_ntp(self._report)
        if abs(zero - reference) > MAX_CORRECTION_S:
            self._timeline.ignored_reports += 1
            return
        self._wanted = round((zero - reference) * self._rate)

    def _leaps(self, extended: int, before: int, now: float) -> bool:
        """Whether a timestamp is of a clock that was set anew; else it says how early units come by now."""
        early = (extended + self._offset) / self._rate - (now - self._timeline.begin) - self._early
        if early > MAX_JUMP_S or (extended - before) / self._rate < -MAX_JUMP_S:
            return True
        if abs(early) < MAX_JUMP_S:
            self._early += early * _SMOOTHING
        return False

    def _apply(self, report: SenderReport) -> None:
        assert self._last is not None, "reports are put off until there is a unit"
        extended = self._last[0] + ((report.timestamp - self._last[0] + 0x80000000) & 0xFFFFFFFF) - 0x80000000
        self._report = report.ntp / (1 << 32), extended
        self._pending = None
        if self._is_reference:
            self._timeline.reference_ntp = self._zero_ntp(self._report)
        self.synchronize()

    def _zero_ntp(self, report: tuple[float, int]) -> float:
        """NTP seconds of media time zero, by this source alone."""
        return report[0] - (report[1] + self._offset) / self._rate

    def _follow(self, step: int | None) -> None:
        """Move towards the wanted correction, at once in front of the first unit."""
        if self._wanted is None or self._wanted == self._correction:
            return
        difference = self._wanted - self._correction
        if step is not None and difference < _TOO_LATE_S * self._rate:
            bound = max(1, step // _SLEW)
            difference = max(-bound, min(bound, difference))
        self._correction += difference
