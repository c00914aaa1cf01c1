"""Closing connections: it takes a moment, so a thread does it, and the objects are let go a while later."""

import threading
from collections import deque
from queue import SimpleQueue

from klieg.node.webrtc.peers.peer_connection import PeerConnection

KEEP_S = 2.0
"""How long a closed connection is kept: letting one go while the engine's threads still use it could hang."""

PATIENCE_S = 1.0


class Departures:
    """Connections on their way out."""

    def __init__(self) -> None:
        self._leaving: SimpleQueue[PeerConnection | threading.Event] = SimpleQueue()
        self._kept: deque[tuple[float, PeerConnection]] = deque()
        threading.Thread(target=self._close_each, daemon=True, name="departures").start()

    def add(self, connection: PeerConnection, now: float) -> None:
        """Close a connection soon."""
        self._kept.append((now + KEEP_S, connection))
        self._leaving.put(connection)

    def let_go(self, now: float) -> None:
        """Forget the connections that have been closed for long enough."""
        while self._kept and self._kept[0][0] <= now:
            self._kept.popleft()

    def wait_closed(self) -> None:
        """Wait until everything added so far is closed, for ``PATIENCE_S`` at most."""
        reached = threading.Event()
        self._leaving.put(reached)
        reached.wait(PATIENCE_S)

    def _close_each(self) -> None:
        while True:
            leaving = self._leaving.get()
            if isinstance(leaving, threading.Event):
                leaving.set()
            else:
                leaving.close()
