"""When a child answers over HTTP."""

import asyncio

from klieg.kernel.settings import reachable_host

_RETRY_S = 0.03
_REQUEST_TIMEOUT_S = 2.0


async def wait_until_ready(host: str, port: int) -> None:
    """Return when ``GET /status`` answers 200; the caller limits the time."""
    while await ask_status(host, port) != 200:  # noqa: ASYNC110 - another process has no event to wait for
        await asyncio.sleep(_RETRY_S)


async def ask_status(host: str, port: int) -> int | None:
    """Return the HTTP status of ``GET /status``, or None when nobody answers."""
    try:
        async with asyncio.timeout(_REQUEST_TIMEOUT_S):
            reader, writer = await asyncio.open_connection(reachable_host(host).strip("[]"), port)
            try:
                writer.write(f"GET /status HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
                fields = (await reader.readline()).split()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return None
    return int(fields[1]) if len(fields) > 1 and fields[1].isdigit() else None
