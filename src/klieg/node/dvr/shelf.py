"""The shelf of one broadcast: its segments on their way into the object store, and out of it."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

import structlog

from klieg.media.hls.rendition import HlsRendition
from klieg.media.hls.segment import segment_uri
from klieg.storage.errors import ObjectMissingError, StoreError

_log = structlog.get_logger(__name__)

MAX_WAITING = 4096
"""Segments that wait to be written; beyond it the oldest are forgotten, which left memory long before."""

AT_ONCE = 4
"""Segments written at the same time for one broadcast."""

REMOVED_AT_ONCE = 500
"""Objects removed by one request."""

_LISTINGS = 5

RETRY_S = 1.0
"""Rest after a refusal."""


class Objects(Protocol):
    """What a shelf needs of the store (:class:`klieg.storage.object_store.ObjectStore`)."""

    async def put(self, name: str, data: bytes) -> None:
        """Write an object, whole or not at all."""

    async def remove(self, names: Sequence[str]) -> None:
        """Remove objects; one that is not there is no fault."""

    def names(self, folder: str) -> AsyncIterator[list[str]]:
        """Yield the names of all objects below a folder."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    rendition: HlsRendition
    msn: int


class Shelf:
    """Writes what a broadcast's renditions hand over and removes what left their playlists, in a task of its own.

    Whatever the store does, nobody waits for it: a segment that leaves memory before it is written is given up.

    Args:
        objects: The store.
        folder: Where the objects of this broadcast are; the shelf removes all of it at its end.
        on_state: Called each time the store was tried: with why it does not take segments, or None.

    Attributes:
        written: Segments written.
        done: The task.
    """

    def __init__(self, objects: Objects, folder: str, on_state: Callable[[str | None], None]) -> None:
        self.written = 0
        self._objects = objects
        self._folder = folder
        self._on_state = on_state
        self._waiting: deque[_Waiting] = deque(maxlen=MAX_WAITING)
        self._writing = 0
        self._left_out: deque[str] = deque()
        self._closed = False
        self._work = asyncio.Event()
        self.done = asyncio.get_running_loop().create_task(self._run())

    @property
    def waiting_count(self) -> int:
        """Segments that are to be written or being written."""
        return len(self._waiting) + self._writing

    def name(self, rendition: HlsRendition, msn: int) -> str:
        """Return the name of a segment's object."""
        return f"{self._folder}/{rendition.name}/{segment_uri(msn)}"

    def receive_change(self, rendition: HlsRendition) -> None:
        """Take over what a rendition wants written and removed."""
        stored = rendition.take_to_store()
        left_out = rendition.archive.take_left_out()
        if not stored and not left_out:
            return
        self._waiting += [_Waiting(rendition, segment.msn) for segment in stored]
        self._left_out += [self.name(rendition, msn) for msns in left_out for msn in msns]
        self._work.set()

    def close(self) -> None:
        """Write nothing more, and remove everything."""
        self._closed = True
        self._waiting.clear()
        self._work.set()

    async def _run(self) -> None:
        while not self._closed:
            await self._work.wait()
            self._work.clear()
            while self._waiting and not self._closed:
                await self._write()
            await self._remove_left_out()
        try:
            await remove_below(self._objects, self._folder)
        except StoreError as error:
            _log.warning("dvr_objects_left", folder=self._folder, error=str(error))

    async def _write(self) -> None:
        batch = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
        self._writing = len(batch)
        in_memory = [(waiting, waiting.rendition.segment(waiting.msn)) for waiting in batch]
        tried = [(waiting, pieces) for waiting, pieces in in_memory if pieces is not None]
        results = await asyncio.gather(*(self._put(waiting, pieces) for waiting, pieces in tried))
        self._writing = 0
        failed = [waiting for (waiting, _), fault in zip(tried, results, strict=True) if fault]
        self._waiting.extendleft(reversed(failed))
        fault = next((fault for fault in results if fault), None)
        if tried:
            self._on_state(fault)
        if fault:
            await asyncio.sleep(RETRY_S)

    async def _put(self, waiting: _Waiting, pieces: Sequence[bytes]) -> str | None:
        """Write one segment; return why it could not be."""
        try:
            await self._objects.put(self.name(waiting.rendition, waiting.msn), b"".join(pieces))
        except StoreError as error:
            return str(error)
        self.written += 1
        waiting.rendition.receive_stored(waiting.msn)
        return None

    async def _remove_left_out(self) -> None:
        names, self._left_out = list(self._left_out), deque()
        if not names:
            return
        try:
            await self._objects.remove(names)
        except StoreError as error:
            _log.warning("dvr_objects_left", folder=self._folder, error=str(error))


async def remove_below(objects: Objects, folder: str, *, but: str = "") -> int:
    """Remove the objects below a folder, except those below ``but``; return how many there were.

    Raises:
        StoreError: some are left.
    """
    names = [name for name in await _list_below(objects, folder) if not but or not name.startswith(f"{but}/")]
    for start in range(0, len(names), REMOVED_AT_ONCE):
        await objects.remove(names[start : start + REMOVED_AT_ONCE])
    return len(names)


async def _list_below(objects: Objects, folder: str) -> list[str]:
    """List all names before any is removed: a folder that goes while it is listed is a fault of a local store."""
    for _ in range(_LISTINGS - 1):
        with suppress(ObjectMissingError):  # removed by another hand meanwhile
            return [name async for listed in objects.names(folder) for name in listed]
    return [name async for listed in objects.names(folder) for name in listed]
