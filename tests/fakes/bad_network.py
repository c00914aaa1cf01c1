"""A network that loses, doubles, delays and reorders datagrams, the same way each time. Time is an argument."""

import random
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad it is.

    Attributes:
        loss: Share of datagrams that never arrive.
        duplication: Share of datagrams that arrive twice.
        reordering: Share of datagrams that are overtaken.
        delay_s: What every datagram takes.
        jitter_s: What it takes longer, at most; in order.
        overtaken_s: How much later a datagram comes that is overtaken.
    """

    loss: float = 0.0
    duplication: float = 0.0
    reordering: float = 0.0
    delay_s: float = 0.02
    jitter_s: float = 0.0
    overtaken_s: float = 0.015


class BadNetwork:
    """One direction of a path.

    Attributes:
        sent: Datagrams put in.
        lost: Datagrams that will never come out.
    """

    def __init__(self, weather: Weather, seed: int = 1) -> None:
        self.sent = 0
        self.lost = 0
        self._weather = weather
        self._chance = random.Random(seed)
        self._order = count()
        self._flying: list[tuple[float, int, bytes]] = []
        self._last = 0.0

    def send(self, data: bytes, now: float) -> None:
        """Put a datagram in."""
        weather, chance = self._weather, self._chance
        self.sent += 1
        if chance.random() < weather.loss:
            self.lost += 1
            return
        self._last = max(self._last, now + weather.delay_s + chance.random() * weather.jitter_s)
        arrival = self._last
        if chance.random() < weather.reordering:
            arrival += weather.overtaken_s
        heappush(self._flying, (arrival, next(self._order), data))
        if chance.random() < weather.duplication:
            heappush(self._flying, (arrival + chance.random() * weather.overtaken_s, next(self._order), data))

    def receive(self, now: float) -> list[bytes]:
        """Take out what has arrived."""
        arrived = []
        while self._flying and self._flying[0][0] <= now:
            arrived.append(heappop(self._flying)[2])
        return arrived
