"""STUN and TURN servers for clients: whom to name, and credentials that are good for a while.

With a secret shared with the TURN server (coturn: ``use-auth-secret``) each client gets a user name of its own, which
says until when it is good, and the HMAC that proves it (draft-uberti-behave-turn-rest, 2.2).
"""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from klieg.media.sdp.ice_servers import IceServer, link_header

CREDENTIAL_S = 24 * 3600
"""How long a credential is good: a client keeps its relay as long as it stays."""


@dataclass(frozen=True, slots=True, repr=False)
class IceServers:
    """What the operator configured.

    Attributes:
        urls: ``stun:`` and ``turn:`` or ``turns:`` addresses.
        username: For TURN, when it is always the same; ``credential`` goes with it.
        secret: Shared with the TURN server, for credentials of limited time; used instead when not empty.
    """

    urls: Sequence[str] = ()
    username: str = ""
    credential: str = ""
    secret: str = ""

    def for_client(self, name: str, wallclock: float) -> list[IceServer]:
        """Return the servers for one client, whose credentials begin to age at ``wallclock``."""
        username, credential = self.username, self.credential
        if self.secret:
            username = f"{int(wallclock) + CREDENTIAL_S}:{name}"
            digest = hmac.digest(self.secret.encode(), username.encode(), "sha1")  # what TURN servers understand
            credential = b64encode(digest).decode()
        return [IceServer(url, username, credential) if url.startswith("turn") else IceServer(url) for url in self.urls]

    def header_lines(self, name: str, wallclock: float) -> str:
        """Return the Link header lines for one client (RFC 9725, 4.6)."""
        return "".join(f"link: {link_header(server)}\r\n" for server in self.for_client(name, wallclock))
