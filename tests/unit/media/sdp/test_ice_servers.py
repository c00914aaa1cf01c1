import pytest

from klieg.media.sdp.ice_servers import IceServer, link_header


def test_stun_needs_no_credentials() -> None:
    assert link_header(IceServer("stun:stun.example.net")) == '<stun:stun.example.net>; rel="ice-server"'


def test_turn_has_credentials() -> None:
    server = IceServer("turn:turn.example.net?transport=udp", "user", 'pass"word\\')
    assert link_header(server) == (
        '<turn:turn.example.net?transport=udp>; rel="ice-server"; username="user"; credential="pass\\"word\\\\"; '
        'credential-type="password"'
    )


@pytest.mark.parametrize("url", ["turn:a>b", "turn:a b", "turn:a\r\nSet-Cookie: x", 'turn:"'])
def test_a_url_cannot_leave_its_place(url: str) -> None:
    with pytest.raises(ValueError, match="URL"):
        link_header(IceServer(url))


@pytest.mark.parametrize("text", ["a\r\nb", "ä", "\x00"])
def test_credentials_are_printable_ascii(text: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        link_header(IceServer("turn:a", "user", text))
