"""A packaged rendition: the reader that turns a broadcast's units into HLS and wakes who waits for it."""

from collections.abc import Callable
from typing import Protocol

from klieg.kernel.clock import Clock
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.rendition import HlsRendition
from klieg.media.track import TrackId
from klieg.media.unit import Unit

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
    """One rendition of a broadcast. An inline reader: packaging a unit takes microseconds, so it keeps no queue.

    Args:
        rendition: The engine.
        clock: Wallclock for program date time; monotonic for wake latency.
        on_playable: Called once, when the first media can be fetched.
        later: Makes a call in the next turn of the loop (``loop.call_soon``).

    Attributes:
        edge: How far it has come.
        changed_at: Monotonic time of the newest version.
    """

    def __init__(self, rendition: HlsRendition, clock: Clock, *, on_playable: Callable[[], None], later: Later) -> None:
        self.rendition = rendition
        self.edge = rendition.edge
        self.changed_at = 0.0
        self._clock = clock
        self._later = later
        self._on_playable: Callable[[], None] | None = on_playable
        self._waiters: dict[Waiter, None] = {}

    @property
    def waiter_count(self) -> int:
        """How many wait."""
        return len(self._waiters)

    def offer(self, unit: Unit) -> None:
        """Package one unit."""
        if self.rendition.receive_unit(unit, self._clock.wallclock()):
            self._change()

    def offer_discontinuity(self) -> None:
        """Cut here: the next unit starts a new timeline."""
        if self.rendition.receive_discontinuity():
            self._change()

    def offer_track_end(self, track_id: TrackId) -> None:
        """Nothing changes: the publisher's tracks end with the broadcast."""
        del track_id

    def offer_end(self) -> None:
        """Flush, and end the playlist."""
        if self.rendition.receive_end():
            self._change()

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

    def _change(self) -> None:
        edge = self.edge = self.rendition.edge
        self.changed_at = self._clock.now()
        if self._on_playable is not None and self.rendition.playable:
            on_playable, self._on_playable = self._on_playable, None
            on_playable()
        due = [waiter for waiter in self._waiters if waiter.is_due(edge)]
        for waiter in due:
            del self._waiters[waiter]
        self._wake(due, 0)

    def _wake(self, due: list[Waiter], start: int) -> None:
        """Wake some now and the rest in later turns of the loop, so that nobody else waits for a crowd."""
        stop = start + WAKES_PER_TURN
        for waiter in due[start:stop]:
            waiter.wake()
        if stop < len(due):
            self._later(lambda: self._wake(due, stop))
