"""Viewers that are refused in the middle of something: what is under way to them ends, and nothing else."""

import asyncio

import pytest

from fakes.node.parts import FakeTime, FakeTransport
from fakes.node.waiting import until
from klieg.kernel.ids import ChannelId, ViewerId
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.http_connection import HttpConnection
from klieg.node.delivery.http_server import HttpServer
from klieg.node.delivery.response import Response, make_response, make_streamed
from klieg.node.playback.viewing import Viewing

REFUSED = Viewing(ChannelId("ch_1"), by_token=True, viewer=ViewerId("ac_1"))
WELCOME = Viewing(ChannelId("ch_1"), by_token=True, viewer=ViewerId("ac_2"))
VIEWINGS = {"/refused": REFUSED, "/welcome": WELCOME}


class BufferingTransport(FakeTransport):
    """A peer that has not read ``unsent`` bytes yet."""

    unsent = 0

    def get_write_buffer_size(self) -> int:
        return self.unsent


class Endless:
    """A body from a store without an end."""

    closed = False

    async def read(self) -> bytes:
        await asyncio.sleep(0)
        return b"more"

    def close(self) -> None:
        self.closed = True


class Scene:
    """A server; the path says who asks, its end how it is answered."""

    def __init__(self) -> None:
        self.server = HttpServer(self.answer, FakeTime(), max_connections=10)
        self.body = Endless()
        self.connections: list[HttpConnection] = []

    def answer(self, exchange: Exchange) -> Response | None:
        who, _, how = exchange.path.rpartition("/")
        exchange.viewing = VIEWINGS.get(who)
        match how:
            case "stored":
                return make_streamed("segment", 200, self.body, 1000)
            case "opening":
                return None
            case "held":
                exchange.abandon = lambda: None
                return None
        return make_response("segment", 200, (b"whole",))

    def ask(self, path: str, *, unsent: int = 0) -> BufferingTransport:
        connection, transport = HttpConnection(self.server), BufferingTransport()
        self.connections.append(connection)
        connection.connection_made(transport)
        connection.data_received(f"GET {path} HTTP/1.1\r\nhost: a\r\n\r\n".encode())
        transport.unsent = unsent
        return transport

    def cut(self) -> None:
        self.server.cut(lambda viewing: viewing is REFUSED)


@pytest.mark.parametrize(
    ("path", "unsent", "dropped"),
    [
        ("/refused/memory", 1000, True),
        ("/refused/memory", 0, False),
        ("/refused/opening", 0, True),
        ("/refused/held", 0, False),
        ("/welcome/memory", 1000, False),
        ("/welcome/opening", 0, False),
        ("/status", 1000, False),
    ],
)
def test_only_what_is_under_way_to_who_is_refused(path: str, unsent: int, *, dropped: bool) -> None:
    scene = Scene()
    transport = scene.ask(path, unsent=unsent)
    scene.cut()
    assert transport.aborted is dropped


async def test_a_body_from_a_store_ends_in_the_middle() -> None:
    scene = Scene()
    transport, other = scene.ask("/refused/stored"), scene.ask("/welcome/stored")
    await until(lambda: asyncio.sleep(0, transport.written.endswith(b"more")), 5)
    scene.cut()
    assert (transport.aborted, other.aborted) == (True, False)
    for connection in scene.connections:
        connection.connection_lost(None)
    assert scene.body.closed
