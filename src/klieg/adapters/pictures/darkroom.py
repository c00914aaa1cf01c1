"""The darkroom: a process for each picture, so that a file made to harm a decoder harms nothing else."""

import asyncio
import sys
from collections.abc import Mapping

import structlog

from klieg.adapters.pictures.developing import HEAD, Outcome
from klieg.domains.pictures import (
    PictureBrokenError,
    PictureKind,
    PictureTooManyPixelsError,
    PictureUnsupportedError,
)
from klieg.kernel.errors import DomainError, UnavailableError

_log = structlog.get_logger(__name__)

AT_ONCE = 2
"""Pictures developed at the same time."""
WAITING = 16
"""Pictures that wait for that; more are turned away."""
LIMIT_S = 30.0
"""How long one may take, above the CPU time it allows itself."""

_REFUSALS: dict[int, type[DomainError]] = {
    Outcome.UNSUPPORTED: PictureUnsupportedError,
    Outcome.TOO_MANY_PIXELS: PictureTooManyPixelsError,
}
_MODULE = "klieg.adapters.pictures.developing"


class ProcessDarkroom:
    """Develops pictures (:class:`klieg.domains.pictures.Darkroom`)."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)
        self._inside = 0

    async def develop(self, data: bytes, kind: PictureKind) -> Mapping[int, bytes]:
        """Return the prints as WebP by width."""
        if self._inside >= AT_ONCE + WAITING:
            raise UnavailableError("Too many pictures are being made: try again in a moment.")
        self._inside += 1
        try:
            async with self._room:
                return await _run(data, kind)
        finally:
            self._inside -= 1


async def _run(data: bytes, kind: PictureKind) -> dict[int, bytes]:
    numbers = map(str, (*kind.aspect, *kind.widths))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", _MODULE, *numbers),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(LIMIT_S):
            written, _ = await process.communicate(data)
    except TimeoutError as error:
        raise PictureBrokenError from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    exit_code = await process.wait()
    if exit_code != Outcome.DEVELOPED:
        _log.info("picture_refused", exit_code=exit_code, length_bytes=len(data))
        raise _REFUSALS.get(exit_code, PictureBrokenError)
    return _read(written)


def _read(written: bytes) -> dict[int, bytes]:
    prints, start = {}, 0
    while start < len(written):
        width, length = HEAD.unpack_from(written, start)
        start += HEAD.size + length
        prints[width] = written[start - length : start]
    return prints
