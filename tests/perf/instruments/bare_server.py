"""The least a Python server can do for held requests: one uvloop process that writes the same bytes to everyone.

No routing, no streams, no limits: a ceiling for the machine, measured beside Klieg in the same run. Started as
``python -m perf.instruments.bare_server PORT BYTES PERIOD_S``; every period all held requests are answered.
"""

import asyncio
import sys
from typing import cast

import uvloop

_WAITING: list[asyncio.Transport] = []


class _Connection(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        _WAITING.append(self._transport)


async def serve(port: int, size: int, period_s: float) -> None:
    """Answer all held requests with ``size`` bytes each period."""
    body = b"x" * size
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    loop = asyncio.get_running_loop()
    await loop.create_server(_Connection, "127.0.0.1", port, backlog=4096)
    while True:
        await asyncio.sleep(period_s)
        woken = _WAITING.copy()
        _WAITING.clear()
        for transport in woken:
            transport.write(answer)


def main() -> None:
    """Run from a command line."""
    uvloop.run(serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))


if __name__ == "__main__":
    main()
