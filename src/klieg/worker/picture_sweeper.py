"""Removes pictures that nobody shows any more: objects first, then the row."""

import asyncio

import structlog

from klieg.adapters.database import Database
from klieg.domains.pictures import PictureKind, PictureStore, due_pictures, forget_picture, object_names
from klieg.domains.work import instant
from klieg.kernel.clock import Clock

_log = structlog.get_logger(__name__)
EVERY_S = 300.0
AT_ONCE = 100


class PictureSweeper:
    """Runs at start and every few minutes; two at once do no harm."""

    def __init__(self, database: Database, store: PictureStore, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._clock = clock

    async def run(self) -> None:
        """Remove for ever. Raises UnavailableError when database or store are away."""
        while True:
            while await self.sweep() == AT_ONCE:
                pass
            await asyncio.sleep(EVERY_S)

    async def sweep(self) -> int:
        """Remove pictures whose time is over, a hundred at most; return how many there were."""
        now = instant(self._clock.wallclock())
        async with self._database.read() as reading:
            due = await due_pictures(reading, now, AT_ONCE)
        for picture in due:
            await self._store.remove(object_names(picture.id, PictureKind(picture.kind)))
            async with self._database.work() as work:
                await forget_picture(work, picture.id, now)
        if due:
            _log.info("pictures_removed", pictures=len(due))
        return len(due)
