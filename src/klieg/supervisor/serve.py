"""``klieg serve``: everything on one machine with one command."""

import asyncio
import os
import signal
import sys
import time

import structlog

from klieg.kernel.errors import UnavailableError
from klieg.kernel.settings import PREFIX, Settings
from klieg.supervisor.addresses import find_addresses
from klieg.supervisor.bundled_valkey import prepare_folders, valkey_command, wait_until_valkey_answers
from klieg.supervisor.child import Child, ChildSpec
from klieg.supervisor.demo_command import demo_command
from klieg.supervisor.file_limit import raise_file_limit
from klieg.supervisor.lock import hold_data_folder
from klieg.supervisor.output import relay_as_is, relay_demo, relay_valkey
from klieg.supervisor.ports import require_free
from klieg.supervisor.readiness import wait_until_ready
from klieg.supervisor.welcome import command_name, write_welcome

READY_TIMEOUT_S = 60.0
"""The first start migrates the database; on a slow disk that takes a while."""
_STOP_S = {"demo": 2.0, "node": 5.0, "control": 5.0, "valkey": 5.0}

_log = structlog.get_logger()


async def serve(settings: Settings) -> None:
    """Start everything, keep it running, and stop it in order when cancelled.

    Raises:
        SettingsError: a port is taken, the data folder is in use, or a process refused its settings.
        UnavailableError: a process did not become ready.
    """
    require_free(settings)
    raise_file_limit()
    with hold_data_folder(settings.data_dir):
        prepare_folders(settings)
        settings.read_internal_secret()  # made once, before control and node both want it
        await _Family(settings).run()


class _Family:
    """The children in their order: each may rely on those before it, and is stopped before them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._began = time.monotonic()
        self._valkey = None if settings.valkey_url else self._valkey_child()
        self._others = [self._child("control"), self._child("node"), *([self._demo_child()] if settings.demo else [])]
        self._tasks: list[asyncio.Task[None]] = []
        self._failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self._restart)
        starting = asyncio.create_task(self._start())
        try:
            await asyncio.wait({starting, self._failure}, return_when=asyncio.FIRST_COMPLETED)
            if not self._failure.done():
                starting.result()
                self._greet()
            await self._failure
        finally:
            starting.cancel()
            loop.remove_signal_handler(signal.SIGUSR1)
            await self._stop()

    async def _start(self) -> None:
        if self._valkey is not None:
            self._keep_running(self._valkey)
            await wait_until_valkey_answers(self._settings.valkey_socket)
        for child in self._others:
            self._keep_running(child)
        settings = self._settings
        try:
            async with asyncio.timeout(READY_TIMEOUT_S):
                await wait_until_ready(settings.http_host, settings.http_port)
                await wait_until_ready(settings.http_host, settings.node_http_port)
        except TimeoutError as error:
            raise UnavailableError("Control or the node did not answer in time: see their lines above.") from error

    def _keep_running(self, child: Child) -> None:
        task = asyncio.create_task(child.run())
        task.add_done_callback(self._note_end)
        self._tasks.append(task)

    def _note_end(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None and not self._failure.done():
            self._failure.set_exception(error)

    def _greet(self) -> None:
        addresses = find_addresses(self._settings)
        print(write_welcome(addresses, demo=self._settings.demo, command=command_name()), flush=True)  # noqa: T201 - for the person who started it
        _log.info("ready", seconds=round(time.monotonic() - self._began, 2))

    def _restart(self) -> None:
        for child in self._others:
            child.restart()

    async def _stop(self) -> None:
        family = [*reversed(self._others), *([self._valkey] if self._valkey else [])]
        try:
            for child in family:
                await child.stop()
        except asyncio.CancelledError:  # asked twice: at once
            for child in family:
                child.kill()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _child(self, role: str) -> Child:
        command = (sys.executable, "-m", "klieg", role)
        return Child(ChildSpec(role, command, self._environment(), relay_as_is, _STOP_S[role]))

    def _demo_child(self) -> Child:
        command = demo_command(self._settings)
        return Child(ChildSpec("demo", command, self._environment(), relay_demo, _STOP_S["demo"]))

    def _valkey_child(self) -> Child:
        command = valkey_command(self._settings)
        return Child(ChildSpec("valkey", command, self._environment(), relay_valkey, _STOP_S["valkey"]))

    def _environment(self) -> dict[str, str]:
        environment = dict(os.environ) | {"PYTHONUNBUFFERED": "1"}
        if self._settings.log_format == "auto" and sys.stderr.isatty():
            environment[f"{PREFIX}LOG_FORMAT"] = "console"  # a child sees a pipe where we see a terminal
        return environment
