"""Rows of pictures for decisions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from klieg.domains.pictures.models import Picture
from klieg.domains.pictures.rules import PictureKind
from klieg.domains.work import Work


async def pictures_shown_by(work: Work, owner_id: str, kind: PictureKind | None) -> Sequence[Picture]:
    """Return what an owner shows, of one kind or of all, locked."""
    shown = select(Picture).where(Picture.owner_id == owner_id, Picture.remove_at.is_(None))
    if kind is not None:
        shown = shown.where(Picture.kind == kind.value)
    return (await work.session.scalars(shown.with_for_update())).all()


async def picture(work: Work, picture_id: str) -> Picture | None:
    """Return a picture, locked."""
    return await work.session.get(Picture, picture_id, with_for_update=True)


async def delete_unshown(work: Work, picture_id: str, now: datetime) -> None:
    """Delete the row of a picture whose time is over."""
    await work.session.execute(delete(Picture).where(Picture.id == picture_id, Picture.remove_at <= now))
