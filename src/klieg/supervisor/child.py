"""One process that ``klieg serve`` keeps running."""

import asyncio
import contextlib
import ctypes
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from klieg.kernel.backoff import Backoff
from klieg.kernel.errors import SettingsError
from klieg.supervisor.output import Relay

_log = structlog.get_logger()
_PR_SET_PDEATHSIG = 1
STARTUP_REFUSED = 3
"""Exit code of a process that will not start with these settings: starting it again would change nothing."""


@dataclass(frozen=True)
class ChildSpec:
    """What to run. ``stop_s``: how long it may take to stop before it is killed."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    relay: Relay
    stop_s: float


@dataclass
class Child:
    """A process that is started again whenever it dies, until it is stopped."""

    spec: ChildSpec
    _backoff: Backoff = field(default_factory=Backoff)
    _process: asyncio.subprocess.Process | None = None
    _stopping: bool = False
    restarts: int = 0

    async def run(self) -> None:
        """Keep the process running until :meth:`stop`.

        Raises:
            SettingsError: it refused its settings at its very first start.
        """
        while not self._stopping:
            began = time.monotonic()
            code = await self._run_once()
            if self._is_stopping():
                return
            if code == STARTUP_REFUSED and self.restarts == 0:
                raise SettingsError(f"{self.spec.name} did not start: its sentence is above.")
            delay = self._backoff.delay_after(time.monotonic() - began)
            _log.warning("process ended, starting it again", child=self.spec.name, exit=_describe(code), delay_s=delay)
            await asyncio.sleep(delay)
            self.restarts += 1

    async def stop(self) -> None:
        """Ask it to end, and make it end when it takes longer than its time."""
        self._stopping = True
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(self.spec.stop_s):
                await process.wait()
        except TimeoutError:
            _log.warning("process did not stop in time, killing it", child=self.spec.name, time_s=self.spec.stop_s)
            self.kill()
            await process.wait()

    def restart(self) -> None:
        """Ask the process to end so that it is started again."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        self._stopping = True
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    def _is_stopping(self) -> bool:
        return self._stopping

    async def _run_once(self) -> int:
        self._process = await asyncio.create_subprocess_exec(
            *self.spec.command,
            env=dict(self.spec.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            process_group=0,  # Ctrl-C reaches the supervisor alone, which stops the others in order
            preexec_fn=_die_with_parent(),
        )
        assert self._process.stdout is not None, "asked for a pipe"
        await self.spec.relay(self._process.stdout)
        return await self._process.wait()


def _die_with_parent() -> Callable[[], None] | None:
    """Return what makes the kernel kill a child when the supervisor is killed (Linux)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    return ask


def _describe(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else str(code)
