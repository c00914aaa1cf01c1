"""Thousands of players that each hold one request open, and the moment each got its first byte.

The moment is the kernel's: ``SO_TIMESTAMPNS`` stamps a segment when loopback hands it over, in the server's own send
call. How fast this client gets to read it plays no part, though it shares nothing but the machine with the server.
"""

import select
import socket
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

_SO_TIMESTAMPNS = 35
_TIMESPEC = struct.Struct("qq")
_SOURCES = 8
"""Source addresses 127.0.0.1 and up: more local ports than one address has."""
_READ_SIZE = 1 << 18


@dataclass(frozen=True)
class Answer:
    """First byte of an answer: when (s since the Unix epoch) and the HTTP status."""

    client: int
    first_byte: float
    status: int


class HeldClients:
    """Connections of HTTP/1.1 players to one port of 127.0.0.1."""

    def __init__(self, port: int, count: int) -> None:
        self._port = port
        self._count = count
        self._sockets: list[socket.socket] = []
        self._poll = select.epoll()
        self._by_descriptor: dict[int, int] = {}

    def __enter__(self) -> Self:
        for number in range(self._count):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.bind((f"127.0.0.{1 + number % _SOURCES}", 0))
            connection.connect(("127.0.0.1", self._port))
            connection.setblocking(False)
            self._sockets.append(connection)
            self._by_descriptor[connection.fileno()] = number
            self._poll.register(connection.fileno(), select.EPOLLIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._poll.close()
        for connection in self._sockets:
            connection.close()

    def ask(self, paths: Sequence[str]) -> None:
        """Send one GET from each client, ``paths`` in turn."""
        requests = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n\r\n".encode() for path in paths]
        for number, connection in enumerate(self._sockets):
            connection.send(requests[number % len(requests)])

    def await_answers(self, timeout_s: float) -> list[Answer]:
        """Read until every client has an answer or the time is over; answers in order of reading."""
        answers: dict[int, Answer] = {}
        until = time.monotonic() + timeout_s
        while len(answers) < self._count and (left := until - time.monotonic()) > 0:
            for descriptor, _ in self._poll.poll(left, 1024):
                number = self._by_descriptor[descriptor]
                stamp, head = self._read(self._sockets[number])
                if number not in answers:
                    answers[number] = Answer(number, stamp, int(head[9:12]) if len(head) > 12 else 0)
                if not head:
                    self._poll.unregister(descriptor)
        return list(answers.values())

    @staticmethod
    def _read(connection: socket.socket) -> tuple[float, bytes]:
        head, ancillary, _, _ = connection.recvmsg(16, 64)
        stamp = time.time()
        for level, kind, data in ancillary:
            if level == socket.SOL_SOCKET and kind == _SO_TIMESTAMPNS:
                seconds, nanoseconds = _TIMESPEC.unpack(data[:16])
                stamp = seconds + nanoseconds / 1e9
        try:
            while len(connection.recv(_READ_SIZE)) == _READ_SIZE:
                pass
        except BlockingIOError:
            pass
        return stamp, head
