"""Ladders of a node: which broadcasts get one, and the numbers of them all."""

from collections.abc import Callable, Coroutine

from klieg.node.broadcast import Broadcast
from klieg.node.transcode.broadcast_ladder import BroadcastLadder
from klieg.node.transcode.rungs import RungSize, choose_sizes


class Ladders:
    """Gives each broadcast the ladder its channel asks for.

    Args:
        now: Monotonic seconds.
        spawn: Runs a coroutine in the background.
        encoder: What makes the rungs, as FFmpeg calls it.
        preset: Effort of x264.
        override: The operator's steps, in place of those of STANDARD and ADVANCED channels.

    Attributes:
        deaths: Workers that died.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float],
        spawn: Callable[[Coroutine[None, None, None]], object],
        encoder: str,
        preset: str,
        override: tuple[RungSize, ...] = (),
    ) -> None:
        self._now = now
        self._spawn = spawn
        self._arguments = (encoder, preset)
        self._override = override
        self._ladders: list[BroadcastLadder] = []
        self._ended_deaths = 0

    @property
    def deaths(self) -> int:
        """Workers that died so far."""
        return self._ended_deaths + sum(ladder.worker.deaths for ladder in self._ladders)

    @property
    def rungs(self) -> int:
        """Rungs made now."""
        return sum(len(ladder.rungs) for ladder in self._ladders)

    @property
    def shed_rungs(self) -> int:
        """Rungs given up now because this machine is too busy."""
        return sum(ladder.overload.shed for ladder in self._ladders)

    @property
    def lag_s(self) -> float:
        """How far the slowest rung of all is behind its source."""
        return max((ladder.lag_s for ladder in self._ladders), default=0.0)

    def attach(self, broadcast: Broadcast) -> None:
        """Give a new broadcast its ladder, if its channel has one."""
        sizes = choose_sizes(broadcast.rules, self._override)
        if not sizes:
            return
        ladder = BroadcastLadder(broadcast, sizes, arguments=self._arguments, now=self._now, on_end=self._end)
        self._ladders.append(ladder)
        broadcast.attach(ladder, aside=True)

    async def stop(self) -> None:
        """End every worker."""
        for ladder in list(self._ladders):
            await ladder.worker.stop()

    def _end(self, ladder: BroadcastLadder) -> None:
        if ladder in self._ladders:
            self._ladders.remove(ladder)
            self._ended_deaths += ladder.worker.deaths
            self._spawn(ladder.worker.stop())
