"""Held requests: answered when the rendition they wait for gets there, or given up when their time is up."""

from bisect import bisect_left
from collections.abc import Callable

from klieg.kernel.clock import Clock
from klieg.media.hls.live_edge import LiveEdge
from klieg.node.delivery.deadlines import Deadlines
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response
from klieg.node.packaging.rendition import PackagedRendition
from klieg.node.playback.viewing import IsRefused

type Condition = Callable[[LiveEdge], bool]
type Build = Callable[[Exchange], Response]

WAKE_BUCKETS_S = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0)
_SAMPLE_EVERY = 16


class HeldRequest:
    """One request that waits (:class:`klieg.node.packaging.rendition.Waiter`)."""

    __slots__ = ("_desk", "_exchange", "_packaged", "answer", "give_up", "is_due")

    def __init__(
        self, desk: "HeldRequests", packaged: PackagedRendition, exchange: Exchange, is_due: Condition
    ) -> None:
        self._desk = desk
        self._packaged = packaged
        self._exchange = exchange
        self.is_due = is_due
        self.answer: Build
        self.give_up: Build

    def wake(self) -> None:
        """Answer: what was waited for is there, or never will be."""
        self._desk.note_woken(self, self._packaged.changed_at)
        self._exchange.respond(self.answer(self._exchange))

    def expire(self) -> None:
        """Answer that it took too long."""
        self._packaged.remove_waiter(self)
        self._exchange.respond(self.give_up(self._exchange))

    def abandon(self) -> None:
        """The peer is gone."""
        self._packaged.remove_waiter(self)
        self._desk.forget(self)

    def is_refused(self, refused: IsRefused) -> bool:
        """Whether who asked is refused."""
        viewing = self._exchange.viewing
        return viewing is not None and refused(viewing)

    def refuse(self, response: Response) -> None:
        """Answer that the viewer may not have it."""
        self.abandon()
        self._exchange.respond(response)


class HeldRequests:
    """All held requests with one time limit.

    Args:
        clock: Time limits and wake latency.
        timeout_s: How long a request may be held.

    Attributes:
        woken: Requests answered because what they waited for came.
        expired: Requests given up.
        latency_counts: Sampled times from a rendition's change to the answer being written, by bucket of
            ``WAKE_BUCKETS_S``; the last counts longer ones.
        latency_sum_s: Sum of the sampled times.
    """

    def __init__(self, clock: Clock, *, timeout_s: float) -> None:
        self._clock = clock
        self._deadlines: Deadlines[HeldRequest] = Deadlines(timeout_s)
        self.woken = 0
        self.expired = 0
        self.latency_counts = [0] * (len(WAKE_BUCKETS_S) + 1)
        self.latency_sum_s = 0.0

    def __len__(self) -> int:
        return len(self._deadlines)

    def hold(
        self, exchange: Exchange, packaged: PackagedRendition, is_due: Condition, *, answer: Build, give_up: Build
    ) -> None:
        """Hold ``exchange`` until ``is_due`` of the rendition's edge, then respond with what ``answer`` builds.

        When that takes too long, respond with what ``give_up`` builds.
        """
        held = HeldRequest(self, packaged, exchange, is_due)
        held.answer, held.give_up = answer, give_up
        exchange.abandon = held.abandon
        self._deadlines.start(held, self._clock.now())
        packaged.add_waiter(held)

    def tick(self) -> None:
        """Give up the requests whose time is up."""
        for held in self._deadlines.take_expired(self._clock.now()):
            self.expired += 1
            held.expire()

    def refuse(self, refused: IsRefused, response: Response) -> None:
        """Answer those whose viewers are refused."""
        for held in [held for held in self._deadlines if held.is_refused(refused)]:
            held.refuse(response)

    def forget(self, held: HeldRequest) -> None:
        """It is not held any more."""
        self._deadlines.stop(held)

    def note_woken(self, held: HeldRequest, changed_at: float) -> None:
        """It is answered; one in sixteen is timed."""
        self._deadlines.stop(held)
        self.woken += 1
        if self.woken % _SAMPLE_EVERY == 0:
            latency_s = self._clock.now() - changed_at
            self.latency_sum_s += latency_s
            self.latency_counts[bisect_left(WAKE_BUCKETS_S, latency_s)] += 1
