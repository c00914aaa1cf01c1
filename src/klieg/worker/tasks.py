"""Tasks that run for ever: one that fails is logged, waits a moment and begins again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import structlog

from klieg.kernel.clock import Clock
from klieg.kernel.errors import UnavailableError

_log = structlog.get_logger(__name__)
RETRY_FIRST_S = 0.2
RETRY_MOST_S = 5.0
HEALTHY_AFTER_S = 10.0
"""A run this long ends a series of failures: the next wait is short again."""

type Run = Callable[[], Awaitable[None]]


class ForeverTask:
    """A task and how it fares."""

    def __init__(self, name: str, run: Run, clock: Clock, on_restart: Callable[[str], None]) -> None:
        self.name = name
        self.restarts = 0
        self.last_error: str | None = None
        self.waiting = False
        self._run = run
        self._clock = clock
        self._on_restart = on_restart

    @property
    def state(self) -> str:
        """``running`` or ``restarting``."""
        return "restarting" if self.waiting else "running"

    async def run(self) -> None:
        """Run for ever; return only when cancelled."""
        wait_s = RETRY_FIRST_S
        while True:
            began_at = self._clock.now()
            self.waiting = False
            await self._run_once()
            if self._clock.now() - began_at > HEALTHY_AFTER_S:
                wait_s = RETRY_FIRST_S
            self.restarts += 1
            self.waiting = True
            self._on_restart(self.name)
            await asyncio.sleep(wait_s)
            wait_s = min(2 * wait_s, RETRY_MOST_S)

    async def _run_once(self) -> None:
        try:
            await self._run()
        except UnavailableError as error:
            if self.last_error != type(error).__name__ or self.restarts % 20 == 0:
                _log.warning("task_waits", task=self.name, error=str(error))
            self.last_error = type(error).__name__
        except Exception as error:  # noqa: BLE001 - whatever a task fails of, it begins again
            _log.exception("task_failed", task=self.name)
            self.last_error = type(error).__name__
        else:
            _log.error("task_returned", task=self.name)
            self.last_error = "returned"


@asynccontextmanager
async def running(
    runs: Mapping[str, Run], clock: Clock, on_restart: Callable[[str], None]
) -> AsyncIterator[list[ForeverTask]]:
    """Run all of ``runs`` in the background while the block lasts."""
    forever = [ForeverTask(name, run, clock, on_restart) for name, run in runs.items()]
    tasks = [asyncio.create_task(each.run(), name=each.name) for each in forever]
    try:
        yield forever
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
