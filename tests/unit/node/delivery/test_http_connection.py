"""HTTP/1.1 on one connection, byte by byte; no socket."""

import gc
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.node.parts import FakeTime, FakeTransport
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.http_connection import MAX_BODY_BYTES, MAX_HEAD_BYTES, MAX_PIPELINED, HttpConnection
from klieg.node.delivery.http_server import IDLE_TIMEOUT_S, READ_TIMEOUT_S, REQUEST_TIMEOUT_S, HttpServer
from klieg.node.delivery.response import Response, make_response


@dataclass
class Site:
    """A server without sockets. ``/held…`` waits until ``release``; anything else answers with its path."""

    max_connections: int = 100
    held: list[Exchange] = field(default_factory=list)
    seen: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.time = FakeTime()
        self.server = HttpServer(self.answer, self.time, max_connections=self.max_connections)

    def answer(self, exchange: Exchange) -> Response | None:
        self.seen.append(exchange)
        if exchange.path.startswith("/held"):
            self.held.append(exchange)
            return None
        if exchange.path == "/broken":
            raise RuntimeError("a fault of ours")
        return make_response("test", 200, (exchange.path.encode(),))

    def connect(self) -> tuple[HttpConnection, FakeTransport]:
        connection, transport = HttpConnection(self.server), FakeTransport()
        connection.connection_made(transport)
        return connection, transport

    def release(self) -> None:
        exchange = self.held.pop(0)
        exchange.respond(make_response("test", 200, (b"released ", exchange.path.encode())))

    def pass_by(self, seconds: float) -> None:
        self.time.pass_by(seconds)
        self.server.tick()


@pytest.fixture
def site() -> Site:
    return Site()


def get(path: str, *lines: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "host: a", *lines, "", ""]).encode()


def bodies(written: bytes) -> list[bytes]:
    """Split what was written into the bodies of its responses."""
    found = []
    while written:
        head, _, rest = written.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        size = int(length[1]) if length else 0
        found.append(rest[:size])
        written = rest[size:]
    return found


def status(written: bytes) -> int:
    return int(written.split(b" ", 2)[1])


def test_a_connection_is_kept_alive_between_requests(site: Site) -> None:
    connection, transport = site.connect()
    for path in ("/a", "/b"):
        connection.data_received(get(path))
        written = transport.take()
        assert written.startswith(b"HTTP/1.1 200 OK\r\n")
        assert re.search(rb"\r\ndate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n\r\n", written)
        assert bodies(written) == [path.encode()]
    assert not transport.closed


@given(st.lists(st.integers(1, 200), max_size=20))
def test_requests_may_come_in_any_pieces(cuts: list[int]) -> None:
    site = Site()
    connection, transport = site.connect()
    sent = get("/a", "range: bytes=0-1") + get("/b?x=1") + get("/c", "accept-encoding: gzip, br")
    for size in [*cuts, len(sent)]:
        connection.data_received(sent[:size])
        sent = sent[size:]
    assert bodies(transport.written) == [b"/a", b"/b", b"/c"]
    assert [exchange.range for exchange in site.seen] == [b"bytes=0-1", b"", b""]
    assert [exchange.query for exchange in site.seen] == ["", "x=1", ""]
    assert [exchange.accepts_gzip for exchange in site.seen] == [False, False, True]


def test_pipelined_requests_wait_behind_a_held_one_and_are_answered_in_order(site: Site) -> None:
    connection, transport = site.connect()
    connection.data_received(get("/held1") + get("/a") + get("/held2") + get("/b"))
    assert transport.written == b""
    site.release()
    assert bodies(transport.take()) == [b"released /held1", b"/a"]
    site.release()
    assert bodies(transport.take()) == [b"released /held2", b"/b"]


def test_a_peer_that_leaves_abandons_what_it_waits_for(site: Site) -> None:
    connection, transport = site.connect()
    connection.data_received(get("/held"))
    abandoned: list[bool] = []
    site.held[0].abandon = lambda: abandoned.append(True)
    connection.connection_lost(None)
    assert abandoned == [True]
    site.release()  # too late, and harmless
    assert transport.written == b""
    assert site.server.connection_count == 0


def test_head_has_the_length_and_no_body(site: Site) -> None:
    connection, transport = site.connect()
    connection.data_received(get("/abc", method="HEAD"))
    assert b"content-length: 4\r\n" in transport.written
    assert transport.written.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    "request_bytes", [get("/a", "connection: close"), b"GET /a HTTP/1.0\r\nhost: a\r\n\r\n"], ids=["close", "HTTP/1.0"]
)
def test_a_peer_that_wants_no_more_is_closed_after_the_answer(site: Site, request_bytes: bytes) -> None:
    connection, transport = site.connect()
    connection.data_received(request_bytes)
    assert b"connection: close\r\n" in transport.written
    assert transport.closed
    connection.data_received(get("/b"))
    assert len(site.seen) == 1


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"hello\r\n\r\n", 400),
        (get("/" + "a" * 5000), 414),
        (get("/a", "x: " + "y" * MAX_HEAD_BYTES), 431),
        (get("/a", *[f"x{number}: {'y' * 100}" for number in range(200)]), 431),
        (b"GET /a HTTP/1.1\r\nx: " + b"y" * 60_000, 431),
        (get("/a", "content-length: 40000", method="POST") + b"x" * (MAX_BODY_BYTES + 1), 413),
    ],
    ids=["no HTTP", "target", "one header", "many headers", "endless header", "body"],
)
def test_a_request_beyond_a_limit_is_refused_and_the_connection_closed(site: Site, sent: bytes, expected: int) -> None:
    connection, transport = site.connect()
    for start in range(0, len(sent), 8192):
        connection.data_received(sent[start : start + 8192])
    assert status(transport.written) == expected
    assert b"access-control-allow-origin: *" in transport.written
    assert transport.closed


def test_too_many_pipelined_requests_close_after_the_answer_that_is_owed(site: Site) -> None:
    connection, transport = site.connect()
    connection.data_received(get("/held") + get("/a") * (MAX_PIPELINED + 1))
    assert not transport.closed
    site.release()
    assert bodies(transport.written) == [b"released /held"]
    assert transport.closed


def test_an_upgrade_is_answered_over_http_1_1(site: Site) -> None:
    connection, transport = site.connect()
    connection.data_received(get("/a", "connection: upgrade", "upgrade: h2c") + b"PRI * HTTP/2.0\r\n")
    assert bodies(transport.written)[0] == b"/a"
    assert transport.closed


def test_a_fault_of_ours_answers_500_and_closes(site: Site) -> None:
    connection, transport = site.connect()
    connection.data_received(get("/broken"))
    assert status(transport.written) == 500
    assert transport.closed


def test_one_connection_too_many_is_told_503() -> None:
    site = Site(max_connections=1)
    first, _ = site.connect()
    _, transport = site.connect()
    assert status(transport.written) == 503
    assert transport.closed
    first.connection_lost(None)
    _, transport = site.connect()
    assert not transport.closed


def test_nothing_more_is_answered_while_the_peer_does_not_read(site: Site) -> None:
    connection, transport = site.connect()
    connection.pause_writing()
    connection.data_received(get("/a") + get("/b"))
    assert site.seen == []
    connection.resume_writing()
    assert bodies(transport.written) == [b"/a", b"/b"]


@pytest.mark.parametrize(
    ("prepare", "limit_s"),
    [
        (lambda connection: None, REQUEST_TIMEOUT_S),
        (lambda connection: connection.data_received(b"GET /a HT"), REQUEST_TIMEOUT_S),
        (lambda connection: connection.data_received(get("/a") + b"GET"), REQUEST_TIMEOUT_S),
        (lambda connection: connection.data_received(get("/a")), IDLE_TIMEOUT_S),
        (lambda connection: connection.pause_writing(), REQUEST_TIMEOUT_S),
    ],
    ids=["silent from the start", "slow head", "slow second head", "idle", "silent and blocked"],
)
def test_a_peer_whose_time_is_up_is_dropped(
    site: Site, prepare: Callable[[HttpConnection], None], limit_s: float
) -> None:
    connection, transport = site.connect()
    prepare(connection)
    site.pass_by(limit_s - 0.1)
    assert not transport.aborted
    site.pass_by(0.2)
    assert transport.aborted


def test_a_peer_that_drips_a_head_gets_no_more_time_for_it(site: Site) -> None:
    connection, transport = site.connect()
    for byte in get("/a", "x: y" * 20)[:30]:
        connection.data_received(bytes((byte,)))
        site.pass_by(REQUEST_TIMEOUT_S / 25)
    assert transport.aborted


def test_a_held_peer_is_given_all_the_time_its_wait_takes(site: Site) -> None:
    connection, transport = site.connect()
    connection.data_received(get("/held"))
    site.pass_by(IDLE_TIMEOUT_S + REQUEST_TIMEOUT_S)
    assert not transport.aborted
    site.release()
    assert bodies(transport.written) == [b"released /held"]


def test_a_peer_that_does_not_read_its_answer_is_dropped(site: Site) -> None:
    connection, transport = site.connect()
    connection.data_received(get("/a"))
    connection.pause_writing()
    site.pass_by(READ_TIMEOUT_S + 0.1)
    assert transport.aborted


def test_responses_are_counted_by_kind_and_status(site: Site) -> None:
    connection, _ = site.connect()
    connection.data_received(get("/abc") + get("/x"))
    assert site.server.responses == {("test", 200): 2}
    assert site.server.response_bytes == {"test": 6}


def test_what_a_resource_of_its_own_asks_for_is_kept(site: Site) -> None:
    connection, _ = site.connect()
    connection.data_received(
        get("/whip/a", 'If-Match: "1"', "Content-Type: application/sdp", "content-length: 0", method="PATCH")
    )
    exchange = site.seen[0]
    assert (exchange.method, exchange.if_match, exchange.content_type) == ("PATCH", b'"1"', b"application/sdp")
    assert exchange.address == "192.0.2.7"


def test_a_connection_that_is_gone_is_nothing_for_the_collector(site: Site) -> None:
    gc.collect()
    gc.disable()
    try:
        for path in ("/a", "/held"):
            connection, transport = site.connect()
            connection.data_received(get(path) + b"GET /unfin")
            connection.connection_lost(None)
            del connection, transport
        site.seen.clear()
        site.held.clear()
        assert not [kept for kept in gc.get_objects() if isinstance(kept, HttpConnection)]
    finally:
        gc.enable()
