"""A second UDP port, for clients behind TURN servers whose requests the engine would refuse.

See :mod:`klieg.media.stun.binding_request`. The door gives such a client's requests a tie-breaker and passes everything
else on as it is, both ways; towards the engine each client has a socket of its own. It opens to requests that are
signed with a password of ours, and to no others; whoever can do without is not answered, and takes the engine's port.
"""

import contextlib
import selectors
import socket
from dataclasses import dataclass

from klieg.media.stun.binding_request import addressee, with_tie_breaker

MAX_CLIENTS = 500
IDLE_S = 30.0
"""A client that sent nothing for so long is gone; ICE peers ask for consent every few seconds."""
DATAGRAMS_A_TURN = 64
"""Datagrams of one socket that are passed on before it is another's turn."""
_DATAGRAM_BYTES = 2048
_LEAST_NON_STUN = 4
"""First bytes below this are STUN's (RFC 7983, 7)."""

type _Address = tuple[str, int]


@dataclass
class _Client:
    """Who came to the door: its address, and the socket by which it talks to the engine."""

    address: _Address
    inner: socket.socket
    heard_at: float


class RelayDoor:
    """Passes datagrams on whenever it is polled. ``now`` is monotonic seconds.

    Args:
        host: Where to listen; an IPv4 address.
        port: Likewise.
        engine: The engine's port.

    Raises:
        OSError: the port cannot be had.
    """

    def __init__(self, host: str, port: int, engine: _Address) -> None:
        self._engine = engine
        self._outer = _open_socket()
        try:
            self._outer.bind((host, port))
        except OSError:
            self._outer.close()
            raise
        self.port = int(self._outer.getsockname()[1])
        self._passwords: dict[str, str] = {}
        self._clients: dict[_Address, _Client] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._outer, selectors.EVENT_READ)
        self._tidied_at = 0.0

    def admit(self, ufrag: str, password: str) -> None:
        """Let the client in that was given these ICE credentials of ours."""
        self._passwords[ufrag] = password

    def forget(self, ufrag: str) -> None:
        """Let it in no more. Nothing happens when it never was."""
        self._passwords.pop(ufrag, None)

    def poll(self, now: float) -> None:
        """Pass on what came."""
        for key, _ in self._selector.select(0):
            if key.data is None:
                self._take_from_outside(now)
            else:
                self._take_from_engine(key.data)
        if now - self._tidied_at >= 1:
            self._tidied_at = now
            self._tidy(now)

    def close(self) -> None:
        """Close all sockets."""
        for client in self._clients.values():
            client.inner.close()
        self._clients.clear()
        self._selector.close()
        self._outer.close()

    def _take_from_outside(self, now: float) -> None:
        for _ in range(DATAGRAMS_A_TURN):
            try:
                data, address = self._outer.recvfrom(_DATAGRAM_BYTES)
            except OSError:  # nothing more, or an answer of the network that somebody is not there
                return
            client = self._clients.get(address)
            if data and data[0] < _LEAST_NON_STUN and (name := addressee(data)) is not None:
                mended = with_tie_breaker(data, self._passwords.get(name, ""))
                if name not in self._passwords or mended is None:
                    continue
                data = mended
                client = client or self._let_in(address, now)
            if client is not None:
                client.heard_at = now
                with contextlib.suppress(OSError):
                    client.inner.send(data)

    def _take_from_engine(self, client: _Client) -> None:
        for _ in range(DATAGRAMS_A_TURN):
            try:
                self._outer.sendto(client.inner.recv(_DATAGRAM_BYTES), client.address)
            except OSError:
                return

    def _let_in(self, address: _Address, now: float) -> _Client | None:
        if len(self._clients) >= MAX_CLIENTS:
            return None
        inner = _open_socket()
        inner.connect(self._engine)
        client = self._clients[address] = _Client(address, inner, now)
        self._selector.register(inner, selectors.EVENT_READ, client)
        return client

    def _tidy(self, now: float) -> None:
        for client in [each for each in self._clients.values() if now - each.heard_at >= IDLE_S]:
            del self._clients[client.address]
            self._selector.unregister(client.inner)
            client.inner.close()


def _open_socket() -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.setblocking(False)
    return opened
