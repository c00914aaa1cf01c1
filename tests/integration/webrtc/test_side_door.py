"""The door beside the engine's port, with real sockets: who is let in, what passes, and what is answered there."""

import hmac
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from klieg.node.webrtc.peers.side_door import IDLE_S, VOUCHED_S, IceCredentials, SideDoor

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
        self.door = SideDoor("127.0.0.1", 0, self.engine.getsockname())
        self.door.admit(IceCredentials("ours", PASSWORD))
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


MUTE = IceCredentials("mute", "the-password-of-an-offer")
QUESTION = request(ufrag=b"mute", tie_breaker=b"\x07" * 8, password=MUTE.password)


def ask(house: House, question: bytes) -> tuple[bytes, bytes]:
    """Let the engine ask its client; return what came back to the engine, and what reached the client."""
    house.engine.sendto(question, house.last_address)
    got = house.come()
    house.client.settimeout(0.05)
    return b"".join(got), _received(house.client)


def test_a_client_that_answers_no_request_is_answered_for_while_it_sends(house: House) -> None:
    house.door.admit(IceCredentials("loud", PASSWORD), mute=MUTE)
    signed = request(ufrag=b"loud", tie_breaker=b"\x07" * 8)
    assert house.come(signed, SMALL) == [signed, SMALL], "as they are"
    answer, passed = ask(house, QUESTION)
    assert (answer[:2], answer[8:20], passed) == (b"\x01\x01", QUESTION[8:20], b"")
    other = request(ufrag=b"they")
    assert ask(house, other) == (b"", other)
    house.now += VOUCHED_S
    assert ask(house, QUESTION) == (b"", b"")
    assert house.come(SMALL) == [SMALL]
    assert ask(house, QUESTION)[0][:2] == b"\x01\x01"


def test_a_client_that_is_answered_for_signs_its_own_requests(house: House) -> None:
    house.door.admit(IceCredentials("loud", PASSWORD), mute=MUTE)
    assert house.come(request(ufrag=b"loud", password="another"), SMALL) == []


def test_a_port_that_is_taken(house: House, make_port: Callable[[], int]) -> None:
    with pytest.raises(OSError, match="in use"):
        SideDoor("127.0.0.1", house.door.port, ("127.0.0.1", make_port()))
