"""Sequence numbers and timestamps without wraps (RFC 3550, A.1)."""

MAX_DROPOUT = 3000
"""A step forward by more packets than this is no loss but a source that began anew."""
MAX_MISORDER = 1000
"""A step back by more packets than this likewise."""


class SequenceUnwrapper:
    """Extends 16-bit sequence numbers to counters.

    A packet far away from what came before is not believed until its successor follows it (RFC 3550, A.1): a source
    that was restarted does that, a stray packet does not.
    """

    def __init__(self) -> None:
        self.highest: int | None = None
        self._suspect: int | None = None

    def unwrap(self, sequence: int) -> int | None:
        """Return the counter nearest to the highest so far; None for a packet that is not believed (yet).

        After a believed jump the counter goes on from a new multiple of 65536, higher than all before.
        """
        highest = self.highest
        if highest is None:
            self.highest = sequence + 0x10000  # room for packets in front of the first one
            return self.highest
        delta = ((sequence - highest + 0x8000) & 0xFFFF) - 0x8000
        if 0 < delta < MAX_DROPOUT:
            self.highest = highest + delta
            self._suspect = None
            return self.highest
        if -MAX_MISORDER < delta <= 0:
            return highest + delta
        if sequence != self._suspect:
            self._suspect = sequence + 1 & 0xFFFF
            return None
        self._suspect = None
        self.highest = (highest | 0xFFFF) + 0x10001 + sequence
        return self.highest


class TimestampUnwrapper:
    """Extends 32-bit timestamps: the value nearest to the last one. The first is what it is."""

    def __init__(self) -> None:
        self._last: int | None = None

    def unwrap(self, timestamp: int) -> int:
        """Return the extended value; may be below zero when the first packets came out of order."""
        last = self._last
        if last is None:
            self._last = timestamp
            return timestamp
        self._last = last + ((timestamp - last + 0x80000000) & 0xFFFFFFFF) - 0x80000000
        return self._last
