"""The HTTP server players talk to: a listening socket, its connections, and the time each may take."""

import asyncio
import contextlib
import socket
from collections import Counter
from email.utils import formatdate

import structlog

from klieg.kernel.clock import Clock
from klieg.node.delivery.deadlines import Deadlines
from klieg.node.delivery.exchange import Answer
from klieg.node.delivery.http_connection import HttpConnection
from klieg.node.delivery.response import Response
from klieg.node.playback.viewing import IsRefused

_log = structlog.get_logger(__name__)

REQUEST_TIMEOUT_S = 10.0
"""A request that has begun, or the first of a connection, must be complete within this time."""

IDLE_TIMEOUT_S = 75.0
"""A connection may stay open this long between requests: longer than any pause of a player that plays."""

READ_TIMEOUT_S = 20.0
"""A peer that lets more than the write buffer pile up must have read it within this time."""

TICK_S = 0.25
"""How often ``tick`` is to be called."""

_BACKLOG = 4096


class HttpServer:
    """Connections of players.

    Args:
        answer: Answers each request.
        clock: Time limits and the ``date`` line.
        max_connections: Connections held at once; one more is told 503.

    Attributes:
        responses: Responses sent, by kind and status.
        response_bytes: Body bytes sent, by kind.
        refused_connections: Connections turned away because there were too many.
    """

    def __init__(self, answer: Answer, clock: Clock, *, max_connections: int) -> None:
        self.answer = answer
        self.date_line = b""
        self.responses: Counter[tuple[str, int]] = Counter()
        self.response_bytes: Counter[str] = Counter()
        self.refused_connections = 0
        self._clock = clock
        self._max_connections = max_connections
        self._connections: set[HttpConnection] = set()
        self._reading: Deadlines[HttpConnection] = Deadlines(REQUEST_TIMEOUT_S)
        self._idle: Deadlines[HttpConnection] = Deadlines(IDLE_TIMEOUT_S)
        self._blocked: Deadlines[HttpConnection] = Deadlines(READ_TIMEOUT_S)
        self._now = clock.now()
        self._server: asyncio.Server | None = None
        self.tick()

    @property
    def connection_count(self) -> int:
        """Connections held now."""
        return len(self._connections)

    async def listen(self, listening: socket.socket) -> None:
        """Accept connections on a bound socket."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: HttpConnection(self), sock=listening, backlog=_BACKLOG)

    async def aclose(self) -> None:
        """Accept no more, and close every connection after what it is owed now."""
        if self._server is not None:
            self._server.close()
        for connection in list(self._connections):
            connection.close_when_idle()
        await asyncio.sleep(0)
        for connection in list(self._connections):
            connection.abort()
        if self._server is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1.0):
                    await self._server.wait_closed()

    def cut(self, refused: IsRefused) -> None:
        """Drop the connections in the middle of an answer to a viewer that is refused."""
        for connection in list(self._connections):
            connection.cut(refused)

    def tick(self) -> None:
        """Drop the connections whose time is up."""
        self._now = self._clock.now()
        self.date_line = f"date: {formatdate(self._clock.wallclock(), usegmt=True)}\r\n\r\n".encode()
        for deadlines in (self._reading, self._idle, self._blocked):
            for connection in deadlines.take_expired(self._now):
                connection.abort()

    # What a connection tells (http_connection.ConnectionHost).

    def admit(self, connection: HttpConnection) -> bool:
        """Count the connection in; False when there are too many."""
        if len(self._connections) >= self._max_connections:
            if self.refused_connections == 0:
                _log.warning("player_connections_full", max_connections=self._max_connections)
            self.refused_connections += 1
            return False
        self._connections.add(connection)
        return True

    def note_reading(self, connection: HttpConnection) -> None:
        """A request has begun."""
        self._idle.stop(connection)
        self._reading.start(connection, self._now)

    def note_answering(self, connection: HttpConnection) -> None:
        """A request is complete."""
        self._idle.stop(connection)
        self._reading.stop(connection)

    def note_idle(self, connection: HttpConnection) -> None:
        """Everything asked is answered."""
        self._idle.start(connection, self._now)

    def note_blocked(self, connection: HttpConnection) -> None:
        """The peer does not read."""
        self._blocked.start(connection, self._now)

    def note_unblocked(self, connection: HttpConnection) -> None:
        """The peer has read."""
        self._blocked.stop(connection)

    def note_gone(self, connection: HttpConnection) -> None:
        """The connection is lost."""
        self._connections.discard(connection)
        self._reading.stop(connection)
        self._idle.stop(connection)
        self._blocked.stop(connection)

    def count(self, response: Response) -> None:
        """A response is sent."""
        self.responses[response.kind, response.status] += 1
        self.response_bytes[response.kind] += response.length
