"""A second UDP port, for clients whom the engine's own port fails.

- Behind TURN servers: their requests lack a tie-breaker and would be refused
  (:mod:`klieg.media.stun.binding_request`). They get one here.
- Encoders built on FFmpeg: their WHIP muxer answers no request of ours once it is connected, so that consent to send
  (RFC 7675) runs out after thirty seconds though they send all the time. The door answers in their place as long as
  they do. They try one address only, so that theirs is the door's.

All else passes as it is, both ways; towards the engine each client has a socket of its own. The door opens to requests
that are signed with a password of ours, and to no others; whoever can do without is not answered, and takes the
engine's port.
"""

import contextlib
import selectors
import socket
from dataclasses import dataclass

from klieg.media.stun.binding_request import addressee, is_signed, with_tie_breaker
from klieg.media.stun.binding_response import write_response

MAX_CLIENTS = 500
IDLE_S = 30.0
"""A client that sent nothing for so long is gone; ICE peers ask for consent every few seconds."""
VOUCHED_S = 5.0
"""A client whose requests are answered here is taken to be there for so long after it sent something."""
DATAGRAMS_A_TURN = 64
"""Datagrams of one socket that are passed on before it is another's turn."""
_DATAGRAM_BYTES = 2048
_LEAST_NON_STUN = 4
"""First bytes below this are STUN's (RFC 7983, 7)."""

type _Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class IceCredentials:
    """What one side of a connection is called and signs with (RFC 8839, 5.4)."""

    ufrag: str
    password: str


@dataclass
class _Admitted:
    """Who may come: our password for it, and its own credentials when requests are answered in its place."""

    password: str
    mute: IceCredentials | None


@dataclass
class _Client:
    """Who came to the door: its address, and the socket by which it talks to the engine."""

    address: _Address
    inner: socket.socket
    heard_at: float
    mute: IceCredentials | None


class SideDoor:
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
        self._admitted: dict[str, _Admitted] = {}
        self._clients: dict[_Address, _Client] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._outer, selectors.EVENT_READ)
        self._tidied_at = 0.0

    def admit(self, ours: IceCredentials, *, mute: IceCredentials | None = None) -> None:
        """Let the client in that was given these credentials of ours.

        Args:
            ours: What it signs its requests with.
            mute: Its own, when it answers no requests itself.
        """
        self._admitted[ours.ufrag] = _Admitted(ours.password, mute)

    def forget(self, ufrag: str) -> None:
        """Let it in no more. Nothing happens when it never was."""
        self._admitted.pop(ufrag, None)

    def poll(self, now: float) -> None:
        """Pass on what came."""
        for key, _ in self._selector.select(0):
            if key.data is None:
                self._take_from_outside(now)
            else:
                self._take_from_engine(key.data, now)
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
                admitted = self._admitted.get(name)
                taken = None if admitted is None else _take_request(data, admitted)
                if admitted is None or taken is None:
                    continue
                data = taken
                client = client or self._let_in(address, admitted.mute, now)
            if client is not None:
                client.heard_at = now
                with contextlib.suppress(OSError):
                    client.inner.send(data)

    def _take_from_engine(self, client: _Client, now: float) -> None:
        for _ in range(DATAGRAMS_A_TURN):
            try:
                data = client.inner.recv(_DATAGRAM_BYTES)
                if client.mute is None or addressee(data) != client.mute.ufrag:
                    self._outer.sendto(data, client.address)
                elif now - client.heard_at < VOUCHED_S:
                    client.inner.send(write_response(data, client.mute.password, client.inner.getpeername()))
            except OSError:
                return

    def _let_in(self, address: _Address, mute: IceCredentials | None, now: float) -> _Client | None:
        if len(self._clients) >= MAX_CLIENTS:
            return None
        inner = _open_socket()
        inner.connect(self._engine)
        client = self._clients[address] = _Client(address, inner, now, mute)
        self._selector.register(inner, selectors.EVENT_READ, client)
        return client

    def _tidy(self, now: float) -> None:
        for client in [each for each in self._clients.values() if now - each.heard_at >= IDLE_S]:
            del self._clients[client.address]
            self._selector.unregister(client.inner)
            client.inner.close()


def _take_request(data: bytes, admitted: _Admitted) -> bytes | None:
    """Return a request as the engine gets it; None when it is not let in."""
    if admitted.mute is not None:
        return data if is_signed(data, admitted.password) else None
    return with_tie_breaker(data, admitted.password)


def _open_socket() -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.setblocking(False)
    return opened
