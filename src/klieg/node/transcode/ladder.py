"""Ladders of a node: which broadcasts get one, and the numbers of them all."""

import asyncio
from collections.abc import Callable
from typing import Self

from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX, Settings
from klieg.node.broadcast import Broadcast
from klieg.node.transcode.broadcast_ladder import BroadcastLadder
from klieg.node.transcode.encoder_probe import check_encoder
from klieg.node.transcode.rungs import RungSize, choose_sizes, parse_sizes


class Ladders:
    """Gives each broadcast the ladder its channel asks for.

    Args:
        now: Monotonic seconds.
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
        encoder: str,
        preset: str,
        override: tuple[RungSize, ...] = (),
    ) -> None:
        self._now = now
        self._arguments = (encoder, preset)
        self._override = override
        self._ladders: list[BroadcastLadder] = []
        self._stops: set[asyncio.Task[None]] = set()
        self._ended_deaths = 0

    @classmethod
    def of_settings(cls, settings: Settings, now: Callable[[], float]) -> Self:
        """Return what a node's settings ask for.

        Raises:
            SettingsError: ``ladder_rungs`` cannot be meant, or ``ladder_encoder`` does not work on this machine.
        """
        try:
            override = parse_sizes(settings.ladder_rungs)
        except ValueError as error:
            raise SettingsError(f"{PREFIX}LADDER_RUNGS cannot be used: {error}.") from error
        check_encoder(settings.ladder_encoder, settings.ladder_preset)
        return cls(now=now, encoder=settings.ladder_encoder, preset=settings.ladder_preset, override=override)

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
    def behind_s(self) -> float:
        """How far the slowest rung of all is behind its source."""
        return max((ladder.behind_s for ladder in self._ladders), default=0.0)

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
            self._end(ladder)
        await asyncio.gather(*self._stops)

    def _end(self, ladder: BroadcastLadder) -> None:
        if ladder in self._ladders:
            self._ladders.remove(ladder)
            self._ended_deaths += ladder.worker.deaths
            stop = asyncio.get_running_loop().create_task(ladder.worker.stop())
            self._stops.add(stop)
            stop.add_done_callback(self._stops.discard)
