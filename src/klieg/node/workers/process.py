"""A worker process as its node sees it: started, fed through a bounded queue, watched, ended."""

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

import structlog

from klieg.kernel.log import chosen_log
from klieg.media.unit import Unit
from klieg.node.workers.wire import FrameReader, Message, UnitWriter, WireError, encode_message

_log = structlog.get_logger(__name__)

HEARTBEAT_S = 5.0
"""A child that says nothing for this long is hung, and killed."""
START_S = 30.0
"""How long a child may take to say its first word: imports on a busy machine take seconds."""
STOP_S = 2.0
"""How long a child may take to leave before it is killed."""
MAX_QUEUED_BYTES = 4 * 1024 * 1024
"""Unsent bytes above which units are turned away: a few seconds of one good picture."""
MAX_UNREAD_BYTES = 4 * MAX_QUEUED_BYTES
"""Unsent bytes, messages too, above which a child counts as hung."""

_TICKS = 5
_CLOCK_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


class WorkerProcess:
    """One child: ``python -m <module> <descriptor> <log level> <log format> <arguments…>`` and a socket pair.

    Every callback is called from the event loop. Whether to start another one after ``on_exit`` is the caller's
    choice; an object is started once.

    Args:
        module: What to run; it calls :func:`klieg.node.workers.child.run_child`.
        name: For the log.
        on_message: Takes what the child says.
        on_unit: Takes the child's units, with the name of the stream they belong to.
        on_exit: Called once when the child ended without :meth:`stop`: its exit code, negative for a signal.
        arguments: Further words of the command line.
        spawn_env: The child's environment; this process's own when None.
        heartbeat_s: See :data:`HEARTBEAT_S`.
        max_queued_bytes: See :data:`MAX_QUEUED_BYTES`.

    Attributes:
        refused_units: Units turned away because the queue was full.
    """

    def __init__(
        self,
        module: str,
        *,
        name: str,
        on_message: Callable[[dict[str, object]], None],
        on_unit: Callable[[str, Unit], None],
        on_exit: Callable[[int | None], None],
        arguments: Sequence[str] = (),
        spawn_env: Mapping[str, str] | None = None,
        heartbeat_s: float = HEARTBEAT_S,
        max_queued_bytes: int = MAX_QUEUED_BYTES,
    ) -> None:
        self._module = module
        self._arguments = arguments
        self._spawn_env = spawn_env
        self._on_message = on_message
        self._on_unit = on_unit
        self._on_exit = on_exit
        self._heartbeat_s = heartbeat_s
        self._max_queued_bytes = max_queued_bytes
        self._log = _log.bind(worker=name)
        self._writer = UnitWriter()
        self._reader = FrameReader()
        self._process: asyncio.subprocess.Process | None = None
        self._transport: asyncio.WriteTransport | None = None
        self._watch: asyncio.Task[None] | None = None
        self._disconnected = asyncio.Event()
        self._stopping = False
        self._heard = False
        self._heard_since_tick = False
        self.refused_units = 0

    @property
    def pid(self) -> int | None:
        """The child's process id; None when none runs."""
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    @property
    def cpu_seconds(self) -> float:
        """Seconds of CPU the child took so far; 0.0 when none runs."""
        if self.pid is None:
            return 0.0
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2]
        except OSError:
            return 0.0
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / _CLOCK_TICKS_PER_S

    async def start(self) -> None:
        """Start the child. What is sent from now on waits until it reads.

        Raises:
            OSError: no process can be started.
        """
        assert self._process is None, "a worker process is started once"
        ours, theirs = socket.socketpair()
        try:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-m", self._module, str(theirs.fileno()), *chosen_log(), *self._arguments),
                pass_fds=(theirs.fileno(),),
                stdin=asyncio.subprocess.DEVNULL,
                env=self._spawn_env,
            )
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        loop = asyncio.get_running_loop()
        await loop.create_unix_connection(
            lambda: _Connection(self._connect, self._receive, self._disconnect), sock=ours
        )
        self._watch = loop.create_task(self._attend(self._process))
        self._log.info("worker_started", pid=self._process.pid)

    def send(self, fields: Mapping[str, object]) -> None:
        """Tell the child something. Nothing happens when it is gone."""
        if self._transport is None:
            return
        self._transport.write(encode_message(fields))
        if self._transport.get_write_buffer_size() > MAX_UNREAD_BYTES:
            self._log.error("worker_does_not_read")
            self.kill()

    def send_unit(self, stream: str, unit: Unit) -> bool:
        """Give the child a unit. False, and nothing is sent, when it is gone or its queue is full."""
        if self._transport is None:
            return False
        if self._transport.get_write_buffer_size() > self._max_queued_bytes:
            self.refused_units += 1
            return False
        self._transport.write(self._writer.encode(stream, unit))
        return True

    def forget(self, stream: str) -> None:
        """Let both ends forget the tracks of ``stream``, of which no unit will follow."""
        if self._transport is not None:
            self._transport.write(self._writer.forget(stream))

    def kill(self) -> None:
        """End the child at once; ``on_exit`` follows."""
        if self.pid is not None and self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    async def stop(self) -> None:
        """End the child: it learns that its node is gone, and is killed if that is not enough. No ``on_exit``."""
        self._stopping = True
        if self._transport is not None:
            self._transport.close()
        if self._watch is None:
            return
        try:
            async with asyncio.timeout(STOP_S):
                await asyncio.shield(self._watch)
        except TimeoutError:
            self._log.warning("worker_killed", time_s=STOP_S)
            self.kill()
            await self._watch

    def _connect(self, transport: asyncio.WriteTransport) -> None:
        """Keep the connection."""
        self._transport = transport

    def _receive(self, data: bytes) -> None:
        """Act on bytes of the child."""
        self._heard = self._heard_since_tick = True
        try:
            received = self._reader.receive(data)
        except WireError as error:
            self._log.exception("worker_broke_the_wire", error=str(error))
            self._disconnect()
            self.kill()
            return
        for found in received:
            if isinstance(found, Message):
                self._on_message(found.fields)
            else:
                self._on_unit(found.stream, found.unit)

    def _disconnect(self) -> None:
        """Forget the connection: the child closed it, or is not listened to any more."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.abort()
        self._disconnected.set()

    async def _attend(self, process: asyncio.subprocess.Process) -> None:
        """Watch over the child until it is gone, then say so."""
        beats = asyncio.create_task(self._mind_silence())
        code = await process.wait()
        beats.cancel()
        with contextlib.suppress(TimeoutError):  # its last words may still be on the way
            async with asyncio.timeout(1.0):
                await self._disconnected.wait()
        self._disconnect()
        if not self._stopping:
            self._log.warning("worker_died", exit=code)
            self._on_exit(code)

    async def _mind_silence(self) -> None:
        """Kill a child that says nothing. Ticks are counted, so that a stall of this loop is not taken for silence."""
        silent_ticks = 0
        while True:
            await asyncio.sleep(self._heartbeat_s / _TICKS)
            silent_ticks = 0 if self._heard_since_tick else silent_ticks + 1
            self._heard_since_tick = False
            allowed_s = self._heartbeat_s if self._heard else max(START_S, self._heartbeat_s)
            if silent_ticks * self._heartbeat_s / _TICKS >= allowed_s:
                self._log.error("worker_silent", for_s=allowed_s)
                self.kill()
                return


class _Connection(asyncio.Protocol):
    """The node's end of the socket pair."""

    def __init__(
        self,
        connect: Callable[[asyncio.WriteTransport], None],
        receive: Callable[[bytes], None],
        disconnect: Callable[[], None],
    ) -> None:
        self._connect = connect
        self._receive = receive
        self._disconnect = disconnect

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Pass the transport on."""
        self._connect(cast("asyncio.WriteTransport", transport))

    def data_received(self, data: bytes) -> None:
        """Pass the bytes on."""
        self._receive(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that the child closed its end."""
        del exc
        self._disconnect()
