"""The front door: every listener of a node that encoders come in by."""

import asyncio
import socket

from klieg.kernel.settings import Settings
from klieg.node.ingest.admission import Admission
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.ingest.rtmp import RtmpListener
from klieg.node.ingest.rtmps import RtmpsListener
from klieg.node.ingest.tls_certificate import find_certificate

_BACKLOG = 512


class FrontDoor:
    """Opens and closes the listeners.

    Args:
        settings: Which there are, and on what.
        house: What publishers share.
        admission: Counts connections of all listeners together.
    """

    def __init__(self, settings: Settings, house: IngestHouse, admission: Admission) -> None:
        self._settings = settings
        self._rtmp = RtmpListener(house, admission, settings.ingest_handshake_timeout_s)
        self._servers: list[asyncio.Server] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, rtmp: socket.socket, rtmps: socket.socket | None) -> None:
        """Begin to take encoders on bound sockets.

        Raises:
            SettingsError: the certificate cannot be used.
        """
        loop = asyncio.get_running_loop()
        self._servers.append(await loop.create_server(self._rtmp, sock=rtmp, backlog=_BACKLOG))
        if rtmps is not None:
            encrypted = RtmpListener(self._rtmp.house, self._rtmp.admission, self._rtmp.handshake_timeout_s, "rtmps")
            listener = RtmpsListener(encrypted, await asyncio.to_thread(find_certificate, self._settings))
            self._servers.append(await loop.create_server(listener, sock=rtmps, backlog=_BACKLOG))
            self._tasks.append(loop.create_task(listener.watch_certificate()))

    def close(self) -> None:
        """Take no more encoders; those that are in stay."""
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
