"""A bad line: a UDP relay between a client and a server that loses media on their way to the client."""

import random
import select
import socket
import threading

_PIECE = 2048


class LossyRelay:
    """Relays one client. Handshakes pass; of packets that look like RTP or RTCP a fraction is lost.

    Attributes:
        port: Where the client sends to, on 127.0.0.1.
        dropped: Packets lost so far.
    """

    def __init__(self, server_port: int, loss: float) -> None:
        self._server = ("127.0.0.1", server_port)
        self._loss = loss
        self._dice = random.Random(7)
        self._near = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._far = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for each in (self._near, self._far):
            each.bind(("127.0.0.1", 0))
        self.port = int(self._near.getsockname()[1])
        self.dropped = 0
        threading.Thread(target=self._relay, daemon=True).start()

    def _relay(self) -> None:
        client: tuple[str, int] | None = None
        while True:
            ready, _, _ = select.select([self._near, self._far], [], [])
            if self._near in ready:
                packet, client = self._near.recvfrom(_PIECE)
                self._far.sendto(packet, self._server)
            if self._far in ready:
                packet = self._far.recv(_PIECE)
                is_media = 128 <= packet[0] <= 191
                if is_media and self._dice.random() < self._loss:
                    self.dropped += 1
                elif client is not None:
                    self._near.sendto(packet, client)
