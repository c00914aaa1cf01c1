"""The door for clients behind TURN servers, with real sockets: who is let in, and what passes."""

import hmac
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from klieg.node.webrtc.peers.relay_door import IDLE_S, RelayDoor

PASSWORD = "the-password-of-an-answer"
SMALL = b"\x16\xfe\xfd a handshake"


def request(*, tie_breaker: bytes = bytes(8), password: str = PASSWORD, ufrag: bytes = b"ours") -> bytes:
    """Return what a client signs."""
    body = b"\x00\x06\x00\x09" + ufrag + b":them\0\0\0\x80\x2a\x00\x08" + tie_breaker
    head = b"\x00\x01" + (len(body) + 24).to_bytes(2) + b"\x21\x12\xa4\x42" + bytes(12)
    return head + body + b"\x00\x08\x00\x14" + hmac.digest(password.encode(), head + body, "sha1")


class House:
    """A door, an engine that only listens, and a client."""

    def __init__(self) -> None:
        self.engine, self.client, self.stranger = (self._bound() for _ in range(3))
        self.door = RelayDoor("127.0.0.1", 0, self.engine.getsockname())
        self.door.admit("ours", PASSWORD)
        self.now = 100.0

    def come(self, *datagrams: bytes, stranger: bool = False) -> list[bytes]:
        """Send to the door; return what the engine got of it."""
        for data in datagrams:
            (self.stranger if stranger else self.client).sendto(data, ("127.0.0.1", self.door.port))
        self.door.poll(self.now)
        got: list[bytes] = []
        self.engine.settimeout(0.2)
        try:
            while True:
                data, self.last_address = self.engine.recvfrom(2048)
                got.append(data)
        except TimeoutError:
            return got

    def close(self) -> None:
        self.door.close()
        for each in (self.engine, self.client, self.stranger):
            each.close()

    @staticmethod
    def _bound() -> socket.socket:
        opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        opened.bind(("127.0.0.1", 0))
        return opened


@pytest.fixture
def house() -> Iterator[House]:
    opened = House()
    yield opened
    opened.close()


def test_both_ways_once_a_request_was_let_in(house: House) -> None:
    mended, passed = house.come(request(), SMALL)
    assert bytes(7) + b"\x01" in mended
    assert passed == SMALL
    house.engine.sendto(b"an answer", house.last_address)
    deadline = time.monotonic() + 5
    house.client.settimeout(0.05)
    answer = b""
    while not answer and time.monotonic() < deadline:
        house.door.poll(house.now)
        answer = _received(house.client)
    assert answer == b"an answer"


def _received(client: socket.socket) -> bytes:
    try:
        return client.recv(2048)
    except TimeoutError:
        return b""


@pytest.mark.parametrize(
    "data",
    [
        SMALL,
        request(password="another"),
        request(ufrag=b"them"),
        request(tie_breaker=b"\x07" * 8),
        request()[:40],
        b"",
    ],
    ids=["no request", "signed by another", "for nobody", "needs no door", "cut", "nothing"],
)
def test_who_is_not_let_in(house: House, data: bytes) -> None:
    assert house.come(data) == []


def test_nobody_comes_in_beside_another(house: House) -> None:
    assert len(house.come(request())) == 1
    assert house.come(SMALL, stranger=True) == []


def test_a_client_that_left_is_forgotten(house: House) -> None:
    assert len(house.come(request(), SMALL)) == 2
    house.door.forget("ours")
    assert house.come(request()) == []
    house.now += IDLE_S
    house.come()
    assert house.come(SMALL) == []


def test_a_port_that_is_taken(house: House, make_port: Callable[[], int]) -> None:
    with pytest.raises(OSError, match="in use"):
        RelayDoor("127.0.0.1", house.door.port, ("127.0.0.1", make_port()))
