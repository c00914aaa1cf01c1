"""A small blocking server around the sans-IO engine: takes one publisher and keeps all that came."""

import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from klieg.media.containers.flv.translator import FlvTranslator
from klieg.media.rtmp.connection import ServerConnection
from klieg.media.rtmp.events import (
    AudioReceived,
    ConnectReceived,
    Event,
    MetadataReceived,
    PublishReceived,
    VideoReceived,
)
from klieg.media.unit import Unit

type Answer = Callable[[ServerConnection, Event], None]
TIMEOUT_S = 60.0


def accept_all(connection: ServerConnection, event: Event) -> None:
    """Let everybody in and on the air."""
    if isinstance(event, ConnectReceived):
        connection.accept_connect()
    elif isinstance(event, PublishReceived):
        connection.accept_publish(event.stream_id)


@dataclass
class RtmpSink:
    """Use as a context; ``join`` waits for the publisher to leave. What came is kept in the order it came;
    ``url`` is where to publish."""

    answer: Answer = accept_all
    events: list[Event] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    wire: bytearray = field(default_factory=bytearray)
    translator: FlvTranslator = field(default_factory=FlvTranslator)
    url: str = ""

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"rtmp://127.0.0.1:{self._listener.getsockname()[1]}/live/key"
        self._listener.settimeout(TIMEOUT_S)
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self._thread.join(TIMEOUT_S)

    @property
    def tc_url(self) -> str:
        """The same without the stream name."""
        return self.url.rpartition("/")[0]

    @property
    def metadata(self) -> MetadataReceived:
        """The encoder's first description of itself."""
        return next(event for event in self.events if isinstance(event, MetadataReceived))

    def join(self) -> None:
        """Wait until the connection is over; raise what went wrong in it."""
        self._thread.join(TIMEOUT_S)
        assert not self._thread.is_alive(), "the publisher left in time"
        if self._fault is not None:
            raise self._fault

    def _run(self) -> None:
        try:
            peer, _ = self._listener.accept()
            with peer:
                peer.settimeout(TIMEOUT_S)
                self._serve(peer)
        except BaseException as fault:  # noqa: BLE001 — handed to the test by join
            self._fault = fault

    def _serve(self, peer: socket.socket) -> None:
        connection = ServerConnection(random=os.urandom(1528))
        while data := _receive(peer):
            self.wire += data
            events = connection.receive_data(data, time.monotonic())
            while events:
                for event in events:
                    self._keep(connection, event)
                events = connection.receive_data(b"", time.monotonic())
            if answer := connection.data_to_send():
                with suppress(ConnectionError):  # the publisher said goodbye and did not wait for an answer
                    peer.sendall(answer)
            if connection.close_requested:
                break
        with suppress(OSError):
            peer.shutdown(socket.SHUT_WR)
        while _receive(peer):
            continue  # so that the last answer is read before the connection is reset

    def _keep(self, connection: ServerConnection, event: Event) -> None:
        if isinstance(event, VideoReceived):
            self.units += self.translator.receive_video(event.timestamp_ms, event.payload)
        elif isinstance(event, AudioReceived):
            self.units += self.translator.receive_audio(event.timestamp_ms, event.payload)
        else:
            self.events.append(event)
        self.answer(connection, event)


def _receive(peer: socket.socket) -> bytes:
    """Return what came, nothing when the publisher is gone in whatever way."""
    try:
        return peer.recv(256 * 1024)
    except ConnectionError:
        return b""
