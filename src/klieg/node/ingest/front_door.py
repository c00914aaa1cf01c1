"""The front door: every listener of a node that encoders come in by."""

import asyncio
import socket

from klieg.kernel.settings import Settings
from klieg.node.ingest.admission import Admission
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.ingest.pull.service import PullService
from klieg.node.ingest.rtmp import RtmpListener
from klieg.node.ingest.rtmps import RtmpsListener
from klieg.node.ingest.srt.service import PassphraseDirectory, SrtService
from klieg.node.ingest.tls_certificate import find_certificate

_BACKLOG = 512


class FrontDoor:
    """Opens and closes the listeners.

    Args:
        settings: Which there are, and on what.
        house: What publishers share.
        directory: Knows the passphrases of SRT callers.

    Attributes:
        admission: Counts connections of the RTMP listeners together.
        pulls: What is fetched from elsewhere.
    """

    def __init__(self, settings: Settings, house: IngestHouse, directory: PassphraseDirectory) -> None:
        self._settings = settings
        self.pulls = PullService(settings, house)
        self._srt = SrtService(settings, house, directory) if settings.srt_port else None
        self.admission = Admission(
            max_connections=settings.ingest_max_connections,
            max_per_address=settings.ingest_max_connections_per_address,
        )
        self._rtmp = RtmpListener(house, self.admission, settings.ingest_handshake_timeout_s)
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
        if self._srt is not None:
            self._srt.start()

    @property
    def srt_state(self) -> str:
        """Whether SRT callers are taken, for ``/status``."""
        return "off" if self._srt is None else self._srt.state

    def close(self) -> None:
        """Take no more encoders by RTMP; those that are in stay."""
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()

    async def aclose(self) -> None:
        """End the worker processes, once encoders were told."""
        await self.pulls.stop()
        if self._srt is not None:
            await self._srt.stop()
