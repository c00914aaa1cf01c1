"""A packaged rendition: one playlist that is being written, and who waits for it."""

from collections.abc import Callable
from typing import Protocol

from klieg.kernel.clock import Clock
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.rendition import HlsRendition

WAKES_PER_TURN = 256
"""Waiters woken in one turn of the loop: a few milliseconds of answers."""


class Waiter(Protocol):
    """Someone who waits for a rendition to get somewhere."""

    def is_due(self, edge: LiveEdge) -> bool:
        """Whether the wait is over."""

    def wake(self) -> None:
        """The wait is over. Called once; possibly a moment after it was given up, which then is nothing to it."""


type Later = Callable[[Callable[[], None]], object]


class PackagedRendition:
    """One rendition of a broadcast.

    Args:
        rendition: The engine.
        clock: Monotonic time for wake latency.
        later: Makes a call in the next turn of the loop (``loop.call_soon``).

    Attributes:
        edge: How far it has come.
        changed_at: Monotonic time of the newest version.
    """

    def __init__(self, rendition: HlsRendition, clock: Clock, *, later: Later) -> None:
        self.rendition = rendition
        self.edge = rendition.edge
        self.changed_at = 0.0
        self._clock = clock
        self._later = later
        self._waiters: dict[Waiter, None] = {}

    @property
    def available(self) -> bool:
        """Whether players may choose it."""
        return self.rendition.available

    @property
    def waiter_count(self) -> int:
        """How many wait."""
        return len(self._waiters)

    def add_waiter(self, waiter: Waiter) -> None:
        """Wake ``waiter`` once it is due."""
        self._waiters[waiter] = None

    def remove_waiter(self, waiter: Waiter) -> None:
        """Do not wake ``waiter``."""
        self._waiters.pop(waiter, None)

    def wake_all(self) -> None:
        """Wake everyone: there is nothing to wait for any more."""
        waiters, self._waiters = self._waiters, {}
        for waiter in waiters:
            waiter.wake()

    def note_changed(self) -> None:
        """Something new can be fetched: wake whom it concerns."""
        edge = self.edge = self.rendition.edge
        self.changed_at = self._clock.now()
        due = [waiter for waiter in self._waiters if waiter.is_due(edge)]
        for waiter in due:
            del self._waiters[waiter]
        self._wake(due, 0)

    def note_unavailable(self) -> None:
        """Players must go elsewhere: whoever waits is told at once."""
        self.edge = self.rendition.edge
        self.changed_at = self._clock.now()
        due, self._waiters = list(self._waiters), {}
        self._wake(due, 0)

    def _wake(self, due: list[Waiter], start: int) -> None:
        """Wake some now and the rest in later turns of the loop, so that nobody else waits for a crowd."""
        stop = start + WAKES_PER_TURN
        for waiter in due[start:stop]:
            waiter.wake()
        if stop < len(due):
            self._later(lambda: self._wake(due, stop))
