"""A body that is not in memory: as fast as the peer reads, and the connection goes on after it."""

import asyncio
from dataclasses import dataclass

from klieg.node.delivery.exchange import Answer, Exchange
from klieg.node.delivery.http_connection import HttpConnection
from klieg.node.delivery.response import Response, make_response, make_streamed
from klieg.storage.errors import StoreError


@dataclass
class Pieces:
    """A body in pieces; after them the store fails, if it is to."""

    pieces: list[bytes]
    fails: bool = False
    closed: int = 0

    async def read(self) -> bytes:
        await asyncio.sleep(0)
        if self.pieces:
            return self.pieces.pop(0)
        if self.fails:
            raise StoreError("gone")
        return b""

    def close(self) -> None:
        self.closed += 1


class Transport(asyncio.Transport):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.closed = self.aborted = False

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Every size is fine."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += bytes(data)

    def is_closing(self) -> bool:
        return self.closed or self.aborted

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.aborted = True


class Host:
    """A server with one connection, which answers with one streamed body, then plainly."""

    def __init__(self) -> None:
        self.date_line = b"\r\n"
        self.answer: Answer = self.receive
        self.asked: list[Exchange] = []
        self.idle = 0

    def receive(self, exchange: Exchange) -> Response | None:
        self.asked.append(exchange)
        return None if exchange.path == "/stored" else make_response("plain", 200, (b"plain",))

    def admit(self, connection: HttpConnection) -> bool:
        del connection
        return True

    def note_idle(self, connection: HttpConnection) -> None:
        del connection
        self.idle += 1

    def note(self, connection: HttpConnection) -> None:
        """Nothing here minds."""

    note_reading = note_answering = note_blocked = note_unblocked = note_gone = note

    def count(self, response: Response) -> None:
        """Nothing here counts."""


async def settle() -> None:
    """Let every task that can go on go on."""
    for _ in range(20):
        await asyncio.sleep(0)


async def ask(source: Pieces, *, closes: bool = False) -> tuple[HttpConnection, Transport, Host]:
    host, transport = Host(), Transport()
    connection = HttpConnection(host)
    connection.connection_made(transport)
    line = b"connection: close\r\n" if closes else b""
    connection.data_received(b"GET /stored HTTP/1.1\r\nhost: a\r\n" + line + b"\r\n")
    if not closes:
        connection.data_received(b"GET /plain HTTP/1.1\r\nhost: a\r\n\r\n")
    host.asked[0].respond(make_streamed("segment", 200, source, 9))
    return connection, transport, host


async def test_what_was_asked_next_is_answered_after_the_body() -> None:
    source = Pieces([b"one", b"two", b"six"])
    _, transport, host = await ask(source)
    assert [exchange.path for exchange in host.asked] == ["/stored"]
    await settle()
    body = transport.written.partition(b"\r\n\r\n")[2]
    assert body.startswith(b"onetwosixHTTP/1.1 200 OK")
    assert body.endswith(b"plain")
    assert b"content-length: 9\r\n" in transport.written
    assert (source.closed, host.idle) == (1, 1)


async def test_nothing_is_read_while_the_peer_does_not() -> None:
    source = Pieces([b"one", b"two", b"six"])
    connection, transport, _ = await ask(source)
    connection.pause_writing()
    await settle()
    assert transport.written.endswith(b"one")
    assert len(source.pieces) == 2
    connection.resume_writing()
    await settle()
    assert b"onetwosix" in transport.written


async def test_a_body_cut_short_drops_the_connection() -> None:
    _, transport, host = await ask(Pieces([b"one"], fails=True))
    await settle()
    assert transport.aborted
    assert [exchange.path for exchange in host.asked] == ["/stored"]


async def test_a_peer_that_leaves_frees_the_source() -> None:
    source = Pieces([b"one", b"two"])
    connection, _, _ = await ask(source)
    connection.connection_lost(None)
    await settle()
    assert source.closed >= 1


async def test_a_peer_that_left_before_the_answer_frees_the_source() -> None:
    host, source = Host(), Pieces([b"one"])
    connection = HttpConnection(host)
    connection.connection_made(Transport())
    connection.data_received(b"GET /stored HTTP/1.1\r\nhost: a\r\n\r\n")
    connection.connection_lost(None)
    host.asked[0].respond(make_streamed("segment", 200, source, 3))
    assert (source.closed, source.pieces) == (1, [b"one"])


async def test_the_connection_ends_after_the_body_when_the_peer_wants_so() -> None:
    _, transport, _ = await ask(Pieces([b"one", b"two", b"six"]), closes=True)
    assert not transport.closed
    await settle()
    assert transport.written.endswith(b"onetwosix")
    assert b"connection: close\r\n" in transport.written
    assert transport.closed
