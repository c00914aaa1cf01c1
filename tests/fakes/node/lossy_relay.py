"""A bad line: a UDP relay between clients and a server that loses media on their way to the clients, or everything."""

import random
import select
import socket
import threading

_PIECE = 2048


class LossyRelay:
    """Relays clients, each by a socket of its own. Handshakes pass; of RTP and RTCP to clients a fraction is lost.

    Attributes:
        port: Where clients send to, on 127.0.0.1.
        dropped: Media packets lost so far.
        cut: While true, nothing passes in either direction.
    """

    def __init__(self, server_port: int, loss: float = 0.0) -> None:
        self._server = ("127.0.0.1", server_port)
        self._loss = loss
        self._dice = random.Random(7)
        self._near = _open()
        self._clients: dict[socket.socket, tuple[str, int]] = {}
        self.port = int(self._near.getsockname()[1])
        self.dropped = 0
        self.cut = False
        threading.Thread(target=self._relay, daemon=True).start()

    def _relay(self) -> None:
        while True:
            ready, _, _ = select.select([self._near, *self._clients], [], [])
            for each in ready:
                packet, address = each.recvfrom(_PIECE)
                if self.cut:
                    continue
                if each is self._near:
                    self._far(address).sendto(packet, self._server)
                else:
                    self._pass_to_client(packet, self._clients[each])

    def _far(self, client: tuple[str, int]) -> socket.socket:
        found = next((far for far, address in self._clients.items() if address == client), None)
        if found is None:
            found = _open()
            self._clients[found] = client
        return found

    def _pass_to_client(self, packet: bytes, client: tuple[str, int]) -> None:
        is_media = 128 <= packet[0] <= 191
        if is_media and self._dice.random() < self._loss:
            self.dropped += 1
        else:
            self._near.sendto(packet, client)


def _open() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    return made
