import pytest

from fakes.node.offers import TRICKLED
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response
from klieg.node.webrtc.problem import RefusedRequestError
from klieg.node.webrtc.resources import MAX_CANDIDATES, MAX_REMEMBERED, PeerResource, PeerResources

FRAGMENT = b"application/trickle-ice-sdpfrag"


class Nobody:
    def send_later(self, exchange: Exchange, response: Response) -> None:
        raise AssertionError("everything here is answered at once")


class Desk:
    def __init__(self, *, max_peers: int = 3, max_per_address: int = 2) -> None:
        self.resources = PeerResources(max_peers=max_peers, max_per_address=max_per_address)
        self.left = 0
        self.candidates: list[str] = []

    def add(self, name: str, address: str = "192.0.2.1") -> PeerResource:
        self.resources.check_limits(address)
        resource = PeerResource(name, address, "abcd", self.leave, self.candidates.extend)
        self.resources.add(resource)
        return resource

    def leave(self) -> None:
        self.left += 1

    def ask(self, method: str, name: str, **fields: bytes) -> int:
        exchange = Exchange(Nobody())
        exchange.method, exchange.path = method, f"/whip/{name}"
        exchange.content_type = fields.get("content_type", FRAGMENT)
        exchange.if_match = fields.get("if_match", b"")
        exchange.body = fields.get("body", TRICKLED.encode())
        return self.resources.answer(exchange, name).status

    def refusal(self, method: str, name: str, **fields: bytes) -> tuple[int, str]:
        with pytest.raises(RefusedRequestError) as refused:
            self.ask(method, name, **fields)
        return refused.value.response.status, refused.value.code


def test_limits_in_all_and_by_address() -> None:
    desk = Desk()
    first = desk.add("one")
    desk.add("two")
    with pytest.raises(RefusedRequestError, match="full_for_address"):
        desk.add("three")
    desk.add("three", "192.0.2.2")
    with pytest.raises(RefusedRequestError, match="full"):
        desk.add("four", "192.0.2.3")
    desk.resources.remove(first.id)
    desk.add("five")
    assert len(desk.resources) == 3


def test_candidates_are_taken_under_the_etag() -> None:
    """RFC 9725, 4.3.1 and 4.3.2."""
    desk = Desk()
    etag = desk.add("whip_0123456789abc").etag.encode()
    name = "whip_0123456789abc"
    assert desk.ask("PATCH", name, if_match=etag) == 204
    assert desk.candidates == ["1 1 udp 2130706431 127.0.0.1 40000 typ host"]
    assert desk.refusal("PATCH", name) == (428, "if_match_missing")
    assert desk.refusal("PATCH", name, if_match=b'"x"') == (412, "if_match")
    assert desk.refusal("PATCH", name, if_match=b"*") == (422, "ice_restart")
    other = TRICKLED.replace("abcd", "other").encode()
    assert desk.refusal("PATCH", name, if_match=etag, body=other) == (422, "ice_restart")
    assert desk.refusal("PATCH", name, if_match=etag, body=b"\xff") == (400, "malformed")
    assert desk.refusal("PATCH", name, if_match=etag, content_type=b"application/sdp") == (415, "media_type")


def test_candidates_are_bounded() -> None:
    desk = Desk()
    etag = desk.add("one").etag.encode()
    for _ in range(MAX_CANDIDATES):
        desk.ask("PATCH", "one", if_match=etag)
    assert desk.refusal("PATCH", "one", if_match=etag) == (400, "candidates")
    assert len(desk.candidates) == MAX_CANDIDATES


def test_a_goodbye_is_said_once() -> None:
    desk = Desk()
    desk.add("one")
    assert desk.ask("DELETE", "one") == 200
    assert desk.left == 1
    assert desk.refusal("DELETE", "one") == (404, "gone")


def test_who_comes_late_learns_why_for_a_while() -> None:
    desk = Desk(max_peers=5, max_per_address=5)
    desk.add("one")
    desk.resources.remove("one", "The channel was deleted.")
    with pytest.raises(RefusedRequestError) as refused:
        desk.resources.find("one")
    assert b"The channel was deleted." in refused.value.response.body[0]
    for number in range(MAX_REMEMBERED):
        desk.add(f"x{number}")
        desk.resources.remove(f"x{number}")
    with pytest.raises(RefusedRequestError) as refused:
        desk.resources.find("one")
    assert b"There is no such session." in refused.value.response.body[0]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_other_methods_are_named(method: str) -> None:
    """RFC 9725, 4.2: reserved for the future."""
    assert Desk().ask(method, "one") == 405


def test_options_say_what_a_patch_is() -> None:
    exchange = Exchange(Nobody())
    exchange.method = "OPTIONS"
    head = Desk().resources.answer(exchange, "one").head
    assert b"accept-patch: application/trickle-ice-sdpfrag\r\n" in head
    assert b"allow: DELETE, OPTIONS, PATCH\r\n" in head
