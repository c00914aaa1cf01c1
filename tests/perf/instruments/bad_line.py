"""A bad line to a UDP port of this machine: packets are lost at random and come late, both ways, in no other order."""

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_HOST = "127.0.0.1"


@dataclass(frozen=True)
class Line:
    """What it does to a packet in one direction."""

    name: str
    loss: float = 0.0
    delay_s: float = 0.0


class _End(asyncio.DatagramProtocol):
    """One socket of the line; passes on what arrives to ``deliver``."""

    def __init__(self, line: "_BadLine") -> None:
        self._line = line
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport), "datagrams are what is asked for"
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._line.carry(self, data, addr)


class _BadLine:
    """The near end, and a far socket for each client so that the server tells them apart."""

    def __init__(self, line: Line, server_port: int) -> None:
        self._line = line
        self._server = (_HOST, server_port)
        self._dice = random.Random(1)
        self._far: dict[tuple[str, int], _End] = {}
        self._near: _End | None = None

    async def open(self) -> int:
        loop = asyncio.get_running_loop()
        transport, self._near = await loop.create_datagram_endpoint(lambda: _End(self), (_HOST, 0))
        port: int = transport.get_extra_info("sockname")[1]
        return port

    def carry(self, end: _End, data: bytes, address: tuple[str, int]) -> None:
        """Take a packet that arrived at one end."""
        if end is self._near and address not in self._far:
            self._far[address] = _End(self)
            asyncio.get_running_loop().create_task(self._open_far(address, data))
        elif self._dice.random() >= self._line.loss:
            asyncio.get_running_loop().call_later(self._line.delay_s, self._deliver, end, data, address)

    async def _open_far(self, client: tuple[str, int], data: bytes) -> None:
        end = self._far[client]
        await asyncio.get_running_loop().create_datagram_endpoint(lambda: end, (_HOST, 0))
        self._deliver(self._near, data, client)

    def _deliver(self, end: _End | None, data: bytes, address: tuple[str, int]) -> None:
        if end is self._near:
            _send(self._far[address], data, self._server)
        else:
            _send(self._near, data, next(client for client, far in self._far.items() if far is end))


def _send(end: _End | None, data: bytes, target: tuple[str, int]) -> None:
    if end is not None and end.transport is not None:
        end.transport.sendto(data, target)


@contextmanager
def bad_line(line: Line, server_port: int) -> Iterator[int]:
    """Keep the line up inside the block; yields the port that leads to ``server_port`` through it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(_BadLine(line, server_port).open(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
