"""Puts packets back in order, and says which ones are missing (and worth asking for) meanwhile."""

from dataclasses import dataclass
from typing import Literal

from klieg.media.rtp.packet import RtpPacket

MAX_BUFFERED_PACKETS = 2048
"""About 2.4 MB; what comes while one packet is missing."""
MAX_MISSING_PACKETS = 1024
"""More missing packets than this are given up: the sender keeps no more either."""
MAX_ASKED_PACKETS = 256
"""Sequence numbers that are asked for at once; the rest is for the next time."""

REORDER_TOLERANCE_S = 0.01
"""A packet that is late by no more than this was merely overtaken."""
MIN_RETRY_S = 0.02
RETRY_BACKOFF = 1.15
MAX_TRIES = 10
WAIT_WITHOUT_NACK_S = 0.06
MIN_WAIT_S, MAX_WAIT_S = 0.25, 1.0
"""Bounds of how long a packet that was asked for is waited for: five times what an answer takes."""
_FIRST_ANSWER_S = 0.1

type Released = RtpPacket | Literal["loss"]
"""A packet in its turn, or that the ones between its neighbours are lost for good."""


@dataclass(slots=True)
class _Missing:
    noticed: float
    ask_at: float
    tries: int = 0
    asked: float = 0.0


class ReorderBuffer:
    """Packets of one source by their unwrapped sequence numbers.

    Attributes:
        lost: Packets given up.
        recovered: Packets that came after they had been asked for.
        late: Packets that came after they had been given up, or a second time.
        answer_s: How long an answer to a NACK takes, smoothed.
    """

    def __init__(self, *, nack: bool) -> None:
        self.lost = 0
        self.recovered = 0
        self.late = 0
        self.answer_s = _FIRST_ANSWER_S
        self._nack = nack
        self._next: int | None = None
        self._highest = 0
        self._packets: dict[int, RtpPacket] = {}
        self._missing: dict[int, _Missing] = {}

    @property
    def wait_s(self) -> float:
        """How long a missing packet is waited for."""
        return min(MAX_WAIT_S, max(MIN_WAIT_S, 5 * self.answer_s + 0.05)) if self._nack else WAIT_WITHOUT_NACK_S

    def insert(self, sequence: int, packet: RtpPacket, now: float) -> list[Released]:
        """Take a packet; return it and what waited for it, when its turn has come."""
        if sequence == self._next and not self._packets:
            self._next = sequence + 1
            self._highest = max(self._highest, sequence)
            if self._missing:
                self._note_arrival(sequence, now)
            return [packet]
        if self._next is None:
            self._next, self._highest = sequence + 1, sequence
            return [packet]
        if sequence < self._next or sequence in self._packets:
            self.late += 1
            return []
        if sequence - self._highest + len(self._missing) > MAX_MISSING_PACKETS:
            return self._begin_anew(sequence, packet)
        if sequence > self._highest:
            self._note_missing(sequence, now)
        else:
            self._note_arrival(sequence, now)
        self._packets[sequence] = packet
        released = self._release()
        return released if len(self._packets) <= MAX_BUFFERED_PACKETS else released + self._skip()

    def poll(self, now: float) -> list[Released]:
        """Give up packets that were waited for long enough; return what waited behind them."""
        released: list[Released] = []
        while self._packets:
            assert self._next is not None, "packets are buffered behind a next one"
            missing = self._missing.get(self._next)
            if missing is not None and now < missing.noticed + self.wait_s:
                break
            released += self._skip()
        return released

    def due(self, now: float) -> list[int]:
        """Return the sequence numbers to ask for now, with growing pauses between tries."""
        if not self._missing or not self._nack:
            return []
        asked = []
        for sequence, missing in self._missing.items():
            if now < missing.ask_at or missing.tries >= MAX_TRIES:
                continue
            pause = max(MIN_RETRY_S, 1.25 * self.answer_s) * RETRY_BACKOFF**missing.tries
            missing.tries += 1
            missing.asked = now
            missing.ask_at = now + pause
            asked.append(sequence)
            if len(asked) == MAX_ASKED_PACKETS:
                break
        return asked

    def _note_missing(self, sequence: int, now: float) -> None:
        for absent in range(self._highest + 1, sequence):
            self._missing[absent] = _Missing(now, now + REORDER_TOLERANCE_S)
        self._highest = sequence

    def _note_arrival(self, sequence: int, now: float) -> None:
        missing = self._missing.pop(sequence, None)
        if missing is None or not missing.tries:
            return
        self.recovered += 1
        if missing.tries == 1:
            self.answer_s += (now - missing.asked - self.answer_s) / 8

    def _release(self) -> list[Released]:
        released: list[Released] = []
        assert self._next is not None, "a packet came"
        while (packet := self._packets.pop(self._next, None)) is not None:
            released.append(packet)
            self._next += 1
        return released

    def _skip(self) -> list[Released]:
        """Give up what is missing in front of the first buffered packet."""
        assert self._next is not None, "packets are buffered behind a next one"
        first = self._next
        while first not in self._packets:
            self._missing.pop(first, None)
            first += 1
        self.lost += first - self._next
        self._next = first
        return ["loss", *self._release()]

    def _begin_anew(self, sequence: int, packet: RtpPacket) -> list[Released]:
        released: list[Released] = []
        while self._packets:
            released += self._skip()
        self._missing.clear()
        self._next, self._highest = sequence + 1, sequence
        return [*released, "loss", packet]
