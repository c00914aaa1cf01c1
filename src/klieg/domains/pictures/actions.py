"""Verbs of pictures.

A picture has its row before its first object, with a time at which it is removed, so that whatever breaks off in
between leaves nothing behind for good.
"""

from datetime import datetime

from klieg.domains.pictures import repository
from klieg.domains.pictures.errors import PictureMissingError
from klieg.domains.pictures.models import Picture
from klieg.domains.pictures.rules import REPLACED_FOR, UNUSED_FOR, PictureKind
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


def begin_picture(work: Work, owner_id: str, kind: PictureKind, now: datetime) -> Picture:
    """Return a picture whose objects may be written once ``work`` is committed; nobody shows it yet."""
    made = Picture(
        id=new_id("pc", now.timestamp()),
        kind=kind.value,
        owner_id=owner_id,
        created_at=now,
        remove_at=now + UNUSED_FOR,
    )
    work.session.add(made)
    return made


async def show_picture(work: Work, picture_id: str, now: datetime) -> Picture:
    """Let its owner show a picture whose objects are written; the one shown so far goes.

    Raises:
        PictureMissingError: its time is over.
    """
    found = await repository.picture(work, picture_id)
    if found is None or (found.remove_at is not None and found.remove_at <= now):
        raise PictureMissingError
    await remove_pictures(work, found.owner_id, now, kind=PictureKind(found.kind))
    found.remove_at = None
    return found


async def remove_pictures(work: Work, owner_id: str, now: datetime, *, kind: PictureKind | None = None) -> bool:
    """Let an owner show no picture any more, of one kind or of all; return whether there was one."""
    shown = await repository.pictures_shown_by(work, owner_id, kind)
    for picture in shown:
        picture.remove_at = now + REPLACED_FOR
    return bool(shown)


async def forget_picture(work: Work, picture_id: str, now: datetime) -> None:
    """Forget a picture whose objects are removed."""
    await repository.delete_unshown(work, picture_id, now)
