"""Remembers when packets came by their transport-wide sequence number, and tells the sender."""

from klieg.media.rtp.rtcp.transport_feedback import TICK_US, TransportFeedback

FEEDBACK_INTERVAL_S = 0.05
MAX_LOGGED_PACKETS = 1024
"""Packets between two reports; more would be 160 Mb/s."""
_TICKS_PER_SECOND = 1_000_000 // TICK_US
_OLD = 512
"""A packet that is further behind than this was reported lost long ago."""


class ArrivalLog:
    """One transport's arrivals since the last feedback."""

    def __init__(self) -> None:
        self._arrivals: dict[int, int] = {}
        self._highest: int | None = None
        self._next: int | None = None
        self._count = 0
        self._sent_at = -FEEDBACK_INTERVAL_S

    def receive(self, sequence: int, now: float) -> None:
        """Take the transport-wide sequence number of a packet, 16 bits as on the wire."""
        highest = self._highest
        if highest is None:
            self._highest = sequence + 0x10000
            self._arrivals[self._highest] = round(now * _TICKS_PER_SECOND)
            return
        extended = highest + ((sequence - highest + 0x8000) & 0xFFFF) - 0x8000
        if extended > highest:
            self._highest = extended
        elif extended < highest - _OLD:
            return
        self._arrivals.setdefault(extended, round(now * _TICKS_PER_SECOND))

    def poll(self, now: float, sender_ssrc: int, media_ssrc: int) -> TransportFeedback | None:
        """Return feedback when it is time and packets came, at most each 50 ms.

        It begins where the last one ended, so that what is missing in between is said too; earlier where a packet came
        that was reported missing.
        """
        if not self._arrivals or now < self._sent_at + FEEDBACK_INTERVAL_S:
            return None
        self._sent_at = now
        arrivals, self._arrivals = self._arrivals, {}
        first, last = min(arrivals), max(arrivals)
        if self._next is not None:
            first = min(first, self._next)
        first = max(first, last - MAX_LOGGED_PACKETS + 1)
        self._next = max(self._next or 0, last + 1)
        self._count = self._count + 1 & 0xFF
        return TransportFeedback(
            sender_ssrc,
            media_ssrc,
            self._count - 1 & 0xFF,
            first & 0xFFFF,
            tuple(arrivals.get(sequence) for sequence in range(first, last + 1)),
        )
