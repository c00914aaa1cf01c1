"""HTTP requests of players: whatever comes, the connection answers or closes; a range is inside or refused."""

from fakes.mutation import mutations
from fakes.node.parts import FakeTime, FakeTransport
from klieg.node.delivery.byte_range import UnsatisfiableRangeError, parse_range
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.http_connection import HttpConnection
from klieg.node.delivery.http_server import HttpServer
from klieg.node.delivery.response import NOT_FOUND, Response

LENGTH = 1000
PIECE_BYTES = 37
SEEDS = (
    b"GET /hls/demo/index.m3u8 HTTP/1.1\r\nhost: a\r\naccept-encoding: gzip\r\n\r\n",
    b'GET /hls/a/b/c/segment-1.m4s HTTP/1.1\r\nhost: a\r\nrange: bytes=10-20\r\nif-none-match: W/"1"\r\n\r\n' * 2,
    b"POST /control/v1/streams/s/stop HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nbody",
    b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    b"HEAD / HTTP/1.0\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n",
)


def answer(exchange: Exchange) -> Response | None:
    try:
        wanted = parse_range(exchange.range, LENGTH)
    except UnsatisfiableRangeError:
        return NOT_FOUND
    assert wanted is None or 0 <= wanted[0] < wanted[1] <= LENGTH
    return NOT_FOUND if exchange.path != "/held" else None


def fuzz_one(data: bytes) -> None:
    server = HttpServer(answer, FakeTime(), max_connections=1)
    connection, transport = HttpConnection(server), FakeTransport()
    connection.connection_made(transport)
    for start in range(0, len(data), PIECE_BYTES):
        connection.data_received(data[start : start + PIECE_BYTES])
    assert transport.written.count(b"HTTP/1.1 500") == data.count(b"HTTP/1.1 500")
    connection.connection_lost(None)
    assert server.connection_count == 0


def test_a_short_run() -> None:
    for data in mutations(SEEDS, 2000):
        fuzz_one(data)
