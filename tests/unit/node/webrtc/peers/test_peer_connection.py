import pytest

from fakes.node.offers import make_offer
from klieg.node.webrtc.peers.peer_connection import _is_address, _without_names

HIDDEN = "a=candidate:1 1 udp 2113937151 0d4bd2a8-1f0e-4f0e-8d6e.local 51234 typ host\r\n"
SHOWN = "a=candidate:2 1 udp 2113937151 192.0.2.7 51234 typ host\r\n"


def test_names_among_candidates_are_never_looked_up() -> None:
    offer = make_offer("recvonly")
    assert _without_names(offer) == offer
    assert _without_names(offer + HIDDEN + SHOWN) == offer + SHOWN


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        ("1 1 udp 1 192.0.2.7 9 typ host", True),
        ("1 1 udp 1 2001:db8::1 9 typ host", True),
        ("1 1 udp 1 example.org 9 typ host", False),
        ("1 1 udp", False),
        ("", False),
    ],
)
def test_what_is_an_address(*, candidate: str, expected: bool) -> None:
    assert _is_address(candidate) is expected
