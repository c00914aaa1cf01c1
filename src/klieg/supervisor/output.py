"""What children write: lines of our processes pass as they are, those of Valkey and the demo become log events."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable

import structlog

type Relay = Callable[[asyncio.StreamReader], Awaitable[None]]

_READ_BYTES = 65_536
_USUAL = ("overcommit_memory", "Received SIGTERM", "User requested shutdown", "ready to exit")
_log = structlog.get_logger()


async def relay_as_is(reader: asyncio.StreamReader) -> None:
    """Copy whole lines to standard error; each already names its process."""
    async for line in split_lines(reader):
        sys.stderr.buffer.write(line)
        sys.stderr.buffer.flush()


async def relay_demo(reader: asyncio.StreamReader) -> None:
    """Log each line of the demo, which writes plain sentences."""
    async for line in split_lines(reader):
        _log.info("demo says", line=_text(line))


async def relay_valkey(reader: asyncio.StreamReader) -> None:
    """Log each line of the bundled Valkey: it speaks up for warnings only, and at every start and stop."""
    async for line in split_lines(reader):
        text = _text(line)
        (_log.debug if any(phrase in text for phrase in _USUAL) else _log.warning)("valkey says", line=text)


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()


async def split_lines(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Yield lines with their ends; a line longer than 64 KiB comes in pieces, so that memory stays bounded."""
    rest = b""
    while data := await reader.read(_READ_BYTES):
        *lines, rest = (rest + data).splitlines(keepends=True)
        if rest.endswith(b"\n") or len(rest) > _READ_BYTES:
            lines, rest = [*lines, rest], b""
        for line in lines:
            yield line
    if rest:
        yield rest + b"\n"
