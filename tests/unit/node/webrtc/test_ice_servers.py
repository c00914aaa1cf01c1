import hmac
from base64 import b64encode

from klieg.node.webrtc.ice_servers import CREDENTIAL_S, IceServers

URLS = ("stun:stun.example.org", "turn:turn.example.org:3478?transport=tcp")


def test_a_fixed_account_is_for_turn_alone() -> None:
    stun, turn = IceServers(URLS, username="klieg", credential="secret").for_client("whip_1", 1000.0)
    assert (stun.username, stun.credential) == ("", "")
    assert (turn.username, turn.credential) == ("klieg", "secret")


def test_credentials_of_limited_time_prove_themselves() -> None:
    """draft-uberti-behave-turn-rest, 2.2: the user name is until:name, the password its HMAC-SHA1 in base 64."""
    _, turn = IceServers(URLS, secret="shared").for_client("whip_1", 1000.9)
    assert turn.username == f"{1000 + CREDENTIAL_S}:whip_1"
    assert turn.credential == b64encode(hmac.digest(b"shared", turn.username.encode(), "sha1")).decode()


def test_each_is_a_link() -> None:
    """RFC 9725, 4.6."""
    lines = IceServers(URLS, username="klieg", credential="secret").header_lines("whip_1", 0.0)
    assert lines == (
        'link: <stun:stun.example.org>; rel="ice-server"\r\n'
        'link: <turn:turn.example.org:3478?transport=tcp>; rel="ice-server"; username="klieg"; '
        'credential="secret"; credential-type="password"\r\n'
    )
    assert IceServers().header_lines("whip_1", 0.0) == ""
