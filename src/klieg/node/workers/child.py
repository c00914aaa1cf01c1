"""The child's end of the wire: what a worker process sees of its node."""

import contextlib
import ctypes
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from klieg.kernel.errors import KliegError
from klieg.kernel.log import LogFormat, configure_log
from klieg.media.unit import Unit
from klieg.node.workers.wire import FrameReader, Message, UnitWriter, WiredUnit, encode_beat, encode_message

BEAT_S = 0.5
"""How often a child says that it lives: ten times in the time after which it counts as hung."""

_RECEIVE_BYTES = 1 << 20
_PR_SET_PDEATHSIG = 1


class ParentGoneError(KliegError):
    """The node is gone: there is nobody left to work for."""


class Link:
    """A child's connection to its node. Reading is for one thread, sending for any.

    Args:
        connection: The child's end of the socket pair, blocking.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._reader = FrameReader()
        self._writer = UnitWriter()
        self._sending = threading.Lock()
        self._poll = select.poll()
        self._poll.register(connection, select.POLLIN)
        self._beat_at = 0.0

    def fileno(self) -> int:
        """Return the descriptor that turns readable when ``poll`` has something to return."""
        return self._connection.fileno()

    def poll(self, timeout_s: float) -> list[Message | WiredUnit]:
        """Return what the node sent, waiting ``timeout_s`` for it at most. Says that this child lives.

        A worker calls this at least once a second from the loop that does its work: a node ends one that does not.

        Raises:
            ParentGoneError: the node closed the connection or died.
            WireError: the node sends what is no frame.
        """
        deadline = time.monotonic() + timeout_s
        while True:
            self.beat()
            wait_s = min(deadline - time.monotonic(), BEAT_S)
            if self._poll.poll(max(0.0, wait_s) * 1000):
                return self._reader.receive(self._receive())
            if time.monotonic() >= deadline:
                return []

    def beat(self) -> None:
        """Say that this child lives, if it is time to: for a worker that waits for something else than its node."""
        now = time.monotonic()
        if now >= self._beat_at:
            self._beat_at = now + BEAT_S
            self.send(encode_beat())

    def send(self, frames: bytes) -> None:
        """Send frames; waits while the node does not read.

        Raises:
            ParentGoneError: the node closed the connection or died.
        """
        with self._sending:
            self._send(frames)

    def send_message(self, fields: Mapping[str, object]) -> None:
        """Send a message, as :meth:`send`."""
        self.send(encode_message(fields))

    def send_unit(self, stream: str, unit: Unit) -> None:
        """Send a unit, its track ahead of it where the node does not know it, as :meth:`send`."""
        with self._sending:
            self._send(self._writer.encode(stream, unit))

    def forget(self, stream: str) -> None:
        """Let both ends forget the tracks of ``stream``, of which no unit will follow."""
        with self._sending:
            self._send(self._writer.forget(stream))

    def _send(self, frames: bytes) -> None:
        try:
            self._connection.sendall(frames)
        except OSError as error:
            raise ParentGoneError("The node is gone.") from error

    def _receive(self) -> bytes:
        try:
            data = self._connection.recv(_RECEIVE_BYTES)
        except OSError as error:
            raise ParentGoneError("The node is gone.") from error
        if not data:
            raise ParentGoneError("The node is gone.")
        return data


def run_child(name: str, work: Callable[[Link, Sequence[str]], None]) -> None:
    """Be a worker process: do ``work`` until it returns or the node is gone.

    The command line is as :class:`~klieg.node.workers.process.WorkerProcess` writes it.

    Signals that end a whole group of processes are the node's to act on; it ends its workers when it has taken leave.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    die_with_parent()
    descriptor, level, log_format, *arguments = sys.argv[1:]
    configure_log(level, cast("LogFormat", log_format), process=name)
    connection = socket.socket(fileno=int(descriptor))
    connection.setblocking(True)
    os.set_inheritable(connection.fileno(), False)
    with contextlib.suppress(ParentGoneError), connection:
        work(Link(connection), arguments)


def die_with_parent() -> None:
    """Let the kernel kill this process when its parent is killed (Linux), even while foreign code has it."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
