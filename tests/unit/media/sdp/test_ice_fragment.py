import pytest

from klieg.media.sdp.errors import MalformedSdpError
from klieg.media.sdp.ice_fragment import (
    MAX_FRAGMENT_CANDIDATES,
    MAX_FRAGMENT_CHARACTERS,
    IceFragment,
    parse_ice_fragment,
)

_CANDIDATE = "1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1"
_FRAGMENT = (
    "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n"
    f"a=candidate:{_CANDIDATE}\r\na=end-of-candidates\r\n"
)


def test_a_fragment_has_credentials_and_candidates() -> None:
    assert parse_ice_fragment(_FRAGMENT.encode()) == IceFragment(
        "EsAw", "P2uYro0UCOQ4zxjKXaWCBui1", (_CANDIDATE,), complete=True
    )


def test_a_fragment_may_be_the_first_of_many() -> None:
    assert parse_ice_fragment(b"a=ice-ufrag:x\n") == IceFragment("x", "", (), complete=False)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"a=candidate:1\r\n",
        b"a=ice-ufrag:\r\n",
        b"a=ice-ufrag:x\r\nnonsense\r\n",
        b"\xff\xfe",
        b"a=ice-ufrag:x\r\n" + b"a=candidate:1\r\n" * (MAX_FRAGMENT_CANDIDATES + 1),
        b"a=ice-ufrag:x\r\n" + b"a=x\r\n" * MAX_FRAGMENT_CHARACTERS,
    ],
)
def test_what_is_no_fragment_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedSdpError):
        parse_ice_fragment(body)
