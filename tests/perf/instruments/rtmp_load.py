"""Many publishers in one light process: replays the FLV file in real time over RTMP, one write per tag.

``python -m perf.instruments.rtmp_load --host … --port … --app live KEY…`` prints ``ready`` when all are on the
air, publishes until its standard input ends, says goodbye and prints one JSON line: how late the latest write was.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import uvloop

from perf.instruments.flv_file import make_flv, read_tags
from perf.instruments.rtmp_wire import (
    HANDSHAKE_SIZE,
    Wire,
    make_connect,
    make_goodbye,
    make_publish,
    make_wire,
)

DEFAULT_CHUNK_SIZE = 4096
"""What OBS announces, and what ffmpeg takes over from servers such as nginx-rtmp."""
_ANSWER_TIMEOUT_S = 15.0
_GOP_MS = 2000

type Answer = Callable[[bytearray], bool]


@dataclass(frozen=True)
class Target:
    """Where to publish."""

    host: str
    port: int
    app: str = "live"
    chunk_size: int = DEFAULT_CHUNK_SIZE


class PublishError(Exception):
    """The server closed the connection or refused to take the stream."""


class Publisher(asyncio.Protocol):
    """One RTMP connection that publishes. Use ``connect``, then ``replay`` or ``burst``, then ``leave``."""

    def __init__(self, target: Target, key: str, wire: Wire) -> None:
        self._target = target
        self._key = key
        self._wire = wire
        self._received = bytearray()
        self._grew = asyncio.Event()
        self._is_publishing = False
        self._transport: asyncio.Transport | None = None
        self.latest_ms = 0.0
        self.failed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.set_write_buffer_limits(high=1 << 24)

    def data_received(self, data: bytes) -> None:
        if not self._is_publishing:
            self._received += data
            self._grew.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.failed = True
        self._grew.set()

    async def connect(self) -> None:
        """Shake hands, connect and publish; return when the server says the stream is on the air.

        Raises:
            PublishError: it said something else or hung up.
            TimeoutError: it said nothing.
        """
        loop = asyncio.get_running_loop()
        target = self._target
        await loop.create_connection(lambda: self, target.host, target.port)
        self._write(b"\x03" + bytes(HANDSHAKE_SIZE))
        await self._await_answer(lambda data: len(data) >= 1 + 2 * HANDSHAKE_SIZE)
        self._write(bytes(self._received[1 : 1 + HANDSHAKE_SIZE]))
        del self._received[: 1 + 2 * HANDSHAKE_SIZE]
        self._write(make_connect(target.host, target.port, target.app, target.chunk_size))
        await self._await_answer(lambda data: b"NetConnection.Connect.Success" in data)
        self._write(make_publish(self._key, target.chunk_size))
        await self._await_answer(lambda data: b"NetStream.Publish.Start" in data)
        self._is_publishing = True
        self._received.clear()
        self._write(self._wire.opening)

    async def replay(self) -> None:
        """Publish in real time until cancelled or cut off."""
        loop = asyncio.get_running_loop()
        period = (max(due for due, _ in self._wire.loop) // _GOP_MS + 1) * _GOP_MS
        start = loop.time()
        while not self.failed:
            for due_ms, data in self._wire.loop:
                ahead = start + due_ms / 1000 - loop.time()
                if ahead > 0:
                    await asyncio.sleep(ahead)
                else:
                    self.latest_ms = max(self.latest_ms, -ahead * 1000)
                self._write(data)
            start += period / 1000

    def burst(self, media_ms: int) -> None:
        """Publish the first ``media_ms`` of the file at once."""
        self._write(b"".join(data for due_ms, data in self._wire.loop if due_ms < media_ms))

    def leave(self) -> None:
        """Say goodbye and close."""
        self._write(make_goodbye(self._key, self._target.chunk_size))
        if self._transport is not None:
            self._transport.close()

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self.failed:
            self._transport.write(data)

    async def _await_answer(self, is_there: Answer) -> None:
        async with asyncio.timeout(_ANSWER_TIMEOUT_S):
            while not is_there(self._received):
                if self.failed or b"NetStream.Publish.Bad" in self._received:
                    raise PublishError(f"The server did not take the stream; it said {bytes(self._received[-200:])!r}.")
                self._grew.clear()
                await self._grew.wait()


async def publish_all(target: Target, keys: Sequence[str]) -> None:
    """Publish one stream for each key, keyframes spread evenly over a GOP, until standard input ends."""
    wire = make_wire(read_tags(make_flv()), target.chunk_size)
    publishers = [Publisher(target, key, wire) for key in keys]
    tasks = []
    for publisher in publishers:
        await publisher.connect()
        tasks.append(asyncio.create_task(publisher.replay()))
        await asyncio.sleep(_GOP_MS / 1000 / len(keys))
    print("ready", flush=True)
    for publisher in publishers:
        publisher.latest_ms = 0.0
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    report = {
        "failed": sum(publisher.failed for publisher in publishers),
        "latest_ms": round(max(publisher.latest_ms for publisher in publishers), 1),
    }
    for task, publisher in zip(tasks, publishers, strict=True):
        task.cancel()
        publisher.leave()
    await asyncio.sleep(0.3)  # the goodbyes leave
    print(json.dumps(report), flush=True)


def main() -> None:
    """Run from a command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--app", default="live")
    parser.add_argument("--chunk-size", type=int, default=DEFAULT_CHUNK_SIZE)
    parser.add_argument("keys", nargs="+")
    given = parser.parse_args()
    uvloop.run(publish_all(Target(given.host, given.port, given.app, given.chunk_size), given.keys))


if __name__ == "__main__":
    main()
