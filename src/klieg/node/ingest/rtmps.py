"""RTMPS: a door that does the TLS handshake, behind which everything is RTMP."""

import asyncio
import ssl
from dataclasses import dataclass
from typing import cast

import structlog

from klieg.node.ingest.rtmp import RtmpListener
from klieg.node.ingest.tls_certificate import TlsCertificate

_log = structlog.get_logger(__name__)

RELOAD_EVERY_S = 5.0
"""How often the certificate's files are looked at."""


@dataclass(frozen=True)
class RtmpsListener:
    """What every RTMPS connection of a node shares; call it for a new one."""

    rtmp: RtmpListener
    certificate: TlsCertificate

    def __call__(self) -> "TlsDoor":
        """Make the protocol of one connection."""
        return TlsDoor(self)

    async def watch_certificate(self) -> None:
        """Take a changed certificate up, until cancelled."""
        while True:
            await asyncio.sleep(RELOAD_EVERY_S)
            self.certificate.reload_if_changed()


class TlsDoor(asyncio.Protocol):
    """One encoder's socket until it is encrypted: it counts among the connections from its first byte on."""

    def __init__(self, listener: RtmpsListener) -> None:
        self._listener = listener
        self._address = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection in and begin the handshake, or close it at once."""
        plain = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        self._address = str(peer[0]) if peer else ""
        rtmp = self._listener.rtmp
        if not rtmp.admission.admit(self._address, asyncio.get_running_loop().time()):
            plain.abort()
            return
        plain.pause_reading()
        rtmp.house.spawn(self._shake_hands(plain))

    async def _shake_hands(self, plain: asyncio.Transport) -> None:
        hall, rtmp = _Hall(), self._listener.rtmp
        encrypted: asyncio.Transport | None = None
        try:
            encrypted = await asyncio.get_running_loop().start_tls(
                plain,
                hall,
                self._listener.certificate.context,
                server_side=True,
                ssl_handshake_timeout=rtmp.handshake_timeout_s,
            )
        except (OSError, ssl.SSLError) as error:
            _log.info("rtmps_handshake_failed", address=self._address, error=type(error).__name__)
        finally:
            rtmp.admission.release(self._address)
        if encrypted is None or hall.is_lost:
            return
        shell = rtmp()
        encrypted.set_protocol(shell)
        shell.connection_made(encrypted)
        if hall.received:
            shell.data_received(bytes(hall.received))


class _Hall(asyncio.Protocol):
    """Keeps what comes with the last bytes of the handshake."""

    def __init__(self) -> None:
        self.received = bytearray()
        self.is_lost = False

    def data_received(self, data: bytes) -> None:
        self.received += data

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.is_lost = True
