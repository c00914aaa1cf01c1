"""What a receiver reports of a source (RFC 3550, 6.4.1, A.3, A.8)."""

from klieg.media.rtp.rtcp.report import ReportBlock, SenderReport

_MAX_DELAY = 0xFFFFFFFF


class Reception:
    """Counts of one source.

    Attributes:
        received: Packets that came, duplicates among them.
        jitter: Interarrival jitter in ticks.
    """

    def __init__(self, ssrc: int, clock_rate: int) -> None:
        self.received = 0
        self.jitter = 0.0
        self._ssrc = ssrc
        self._clock_rate = clock_rate
        self._first: int | None = None
        self._highest = 0
        self._transit: float | None = None
        self._timestamp = 0
        self._reported = (0, 0)
        self._last_report = 0
        self._last_report_at = 0.0

    @property
    def expected(self) -> int:
        """Packets from the first to the highest sequence number (A.3)."""
        return 0 if self._first is None else self._highest - self._first + 1

    @property
    def heard(self) -> bool:
        """Whether packets came since the last report: only those sources are reported on (6.4)."""
        return self.received != self._reported[1]

    def receive_packet(self, sequence: int, timestamp: int, now: float) -> None:
        """Count a packet by its unwrapped sequence number; one out of order says nothing of jitter."""
        self.received += 1
        if self._first is None:
            self._first = self._highest = sequence
        elif sequence > self._highest:
            self._highest = sequence
        elif sequence <= self._highest:
            return
        if self._transit is None:
            self._transit, self._timestamp = now * self._clock_rate, timestamp
            return
        # A.8 with differences, so that neither clock needs a common zero.
        ticks = ((timestamp - self._timestamp + 0x80000000) & 0xFFFFFFFF) - 0x80000000
        arrival = now * self._clock_rate
        difference = abs(arrival - self._transit - ticks)
        self._transit, self._timestamp = arrival, timestamp
        if difference < 10 * self._clock_rate:  # a clock that was set anew is no jitter
            self.jitter += (difference - self.jitter) / 16

    def receive_report(self, report: SenderReport, now: float) -> None:
        """Remember when the source last reported (LSR and DLSR)."""
        self._last_report = report.ntp >> 16 & 0xFFFFFFFF
        self._last_report_at = now

    def block(self, now: float) -> ReportBlock:
        """Return the report on everything since the last one."""
        expected, received = self.expected, self.received
        interval, came = expected - self._reported[0], received - self._reported[1]
        self._reported = expected, received
        fraction = max(0, interval - came) * 256 // interval if interval > 0 else 0
        delay = int((now - self._last_report_at) * 65536) if self._last_report else 0
        return ReportBlock(
            ssrc=self._ssrc,
            fraction_lost=min(fraction, 255),
            cumulative_lost=expected - received,
            highest_sequence=self._highest - 0x10000 & 0xFFFFFFFF,
            jitter=int(self.jitter),
            last_report=self._last_report,
            delay=max(0, min(delay, _MAX_DELAY)),
        )
