"""The RTMP shell: sockets around the engine. Feeds it, writes what it answers, keeps one timer; knows no codec."""

import asyncio
import secrets
from dataclasses import dataclass
from typing import cast

from klieg.contracts.ingest import IngestProtocol
from klieg.media.rtmp.connection import ServerConnection
from klieg.node.ingest.admission import Admission
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.ingest.rtmp_publisher import RtmpPublisher

_RANDOM_BYTES = 1528
GOODBYE_TIMEOUT_S = 2.0
"""How long a dropped encoder may take to read why, before its socket is closed under it."""

WRITE_BUFFER_MAX_BYTES = 256 * 1024
"""Unread answers above which an encoder is dropped: we owe it a few hundred bytes a second at most."""


@dataclass(frozen=True)
class RtmpListener:
    """What every RTMP connection of a node shares; call it for a new one."""

    house: IngestHouse
    admission: Admission
    handshake_timeout_s: float
    protocol: IngestProtocol = "rtmp"

    def __call__(self) -> "RtmpShell":
        """Make the protocol of one connection."""
        return RtmpShell(self)


class RtmpShell(asyncio.Protocol):
    """One encoder's socket."""

    def __init__(self, listener: RtmpListener) -> None:
        self._listener = listener
        self._loop = asyncio.get_running_loop()
        self._engine = ServerConnection(random=secrets.token_bytes(_RANDOM_BYTES))
        self._received_at = 0.0
        self._opened_at = 0.0
        self._closing_since: float | None = None
        self._address = ""
        self._timer: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None
        self._publisher: RtmpPublisher | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection in, or close it at once."""
        self._transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if peer else ""
        self._opened_at = self._received_at = self._loop.time()
        if not self._listener.admission.admit(address, self._opened_at):
            self._transport.abort()
            return
        self._address = address
        self._transport.set_write_buffer_limits(high=WRITE_BUFFER_MAX_BYTES)
        self._publisher = RtmpPublisher(
            self._engine,
            self._listener.house,
            protocol=self._listener.protocol,
            address=address,
            flush=self._go_on_after_answer,
        )
        self._arm()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the publisher know, and count the connection out."""
        del exc
        self._transport = None
        if self._timer is not None:
            self._timer.cancel()
        if self._publisher is not None:
            publisher, self._publisher = self._publisher, None
            publisher.desk.lose()
            self._listener.admission.release(self._address)

    def data_received(self, data: bytes) -> None:
        """Feed the engine and act on what it understood."""
        if self._publisher is None or self._closing_since is not None:
            return
        now = self._received_at = self._loop.time()
        self._publisher.desk.count(len(data), now)
        self._feed(data)

    def pause_writing(self) -> None:
        """Drop a peer that sends but never reads."""
        if self._transport is not None:
            self._transport.abort()

    def _feed(self, data: bytes) -> None:
        publisher = self._publisher
        events = self._engine.receive_data(data, self._received_at)
        while events and publisher is not None:
            for event in events:
                publisher.receive_event(event)
            # The engine reads no further than a question; once that is answered it has more to say.
            events = [] if publisher.is_publishing else self._engine.receive_data(b"", self._received_at)
        self._write()

    def _go_on_after_answer(self) -> None:
        self._feed(b"")
        if self._closing_since is None:
            self._arm()

    def _write(self) -> None:
        transport = self._transport
        if transport is None:
            return
        outgoing = self._engine.data_to_send()
        if outgoing:
            transport.write(outgoing)
        if self._engine.close_requested and self._closing_since is None:
            self._closing_since = self._loop.time()
            if transport.can_write_eof():  # TLS cannot; its encoders leave by themselves, or after the goodbye
                transport.write_eof()  # and go on reading: closing with unread bytes would reset what is told
            self._arm()

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(self._deadline(), self._time_out)

    def _deadline(self) -> float:
        if self._closing_since is not None:
            return self._closing_since + GOODBYE_TIMEOUT_S
        if self._publisher is not None and self._publisher.is_publishing:
            return self._received_at + self._listener.house.idle_timeout_s
        return self._opened_at + self._listener.handshake_timeout_s

    def _time_out(self) -> None:
        """Act when the deadline has come; while bytes arrive it moves, and the timer only follows."""
        if self._loop.time() < self._deadline():
            self._arm()
        elif self._closing_since is None and self._publisher is not None and self._publisher.is_publishing:
            self._publisher.desk.fall_silent()
        elif self._transport is not None:
            self._transport.abort()
