"""The gallery: pictures are made, shown, served and removed."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from klieg.adapters.database import Database
from klieg.domains import pictures
from klieg.domains.pictures import PictureKind
from klieg.domains.work import instant
from klieg.kernel.clock import Clock

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Gallery:
    """The verbs. Who may do it is asked before: an owner is the id of an account or of a channel."""

    database: Database
    darkroom: pictures.Darkroom
    store: pictures.PictureStore
    clock: Clock

    async def set_picture(self, owner_id: str, kind: PictureKind, data: bytes) -> str:
        """Make a picture of a file and let its owner show it in place of another; return its id.

        Raises:
            DomainError: the file is none that can be used; see the errors of pictures.
            UnavailableError: the store does not answer; what was shown is shown on.
        """
        pictures.check_length(kind, len(data))
        variants = await self.darkroom.develop(data, kind)
        async with self.database.work() as work:
            picture_id = pictures.begin_picture(work, owner_id, kind, self._now()).id
        for width, variant in variants.items():
            await self.store.put(pictures.object_name(picture_id, width), variant)
        async with self.database.work() as work:
            await pictures.show_picture(work, picture_id, self._now())
        _log.info("picture_set", kind=kind.value, owner=owner_id, picture=picture_id)
        return picture_id

    async def remove_picture(self, owner_id: str, kind: PictureKind) -> None:
        """Let an owner show no such picture; nothing happens when there is none."""
        async with self.database.work() as work:
            removed = await pictures.remove_pictures(work, owner_id, self._now(), kind=kind)
        if removed:
            _log.info("picture_removed", kind=kind.value, owner=owner_id)

    async def read(self, picture_id: str, width: str) -> bytes:
        """Return a variant as WebP.

        Raises:
            PictureMissingError: there is none.
            UnavailableError: the store does not answer.
        """
        return await self.store.read(pictures.object_name(picture_id, pictures.parse_width(picture_id, width)))

    def _now(self) -> datetime:
        return instant(self.clock.wallclock())


def picture_url(picture: pictures.Picture, width: int) -> str:
    """Return the address of a variant, on the origin of the page. What is there never changes."""
    return f"/pictures/{picture.id}/{width}.webp"
