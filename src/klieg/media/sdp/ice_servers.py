"""STUN and TURN servers in a response's Link header (RFC 9725, 4.6)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IceServer:
    """One server for clients.

    Attributes:
        url: ``stun:host:port`` or ``turn(s):host:port?transport=udp|tcp`` (RFC 7064, 7065).
        username: For TURN; empty for STUN.
        credential: The password that goes with it.
    """

    url: str
    username: str = ""
    credential: str = ""


def link_header(server: IceServer) -> str:
    """Return the value of one Link header; one header a server.

    Raises:
        ValueError: A character that would leave its place in the header.
    """
    if any(character in server.url for character in '<> "\r\n'):
        raise ValueError(f"An ICE server's URL cannot hold spaces, quotes or angle brackets: {server.url!r}.")
    value = f'<{server.url}>; rel="ice-server"'
    if server.username:
        value += f"; username={_quoted(server.username)}; credential={_quoted(server.credential)}"
        value += '; credential-type="password"'
    return value


def _quoted(text: str) -> str:
    """Write a quoted-string (RFC 9110, 5.6.4)."""
    if not text.isprintable() or not text.isascii():
        raise ValueError("Credentials of an ICE server are printable ASCII.")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
