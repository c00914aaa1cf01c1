"""Reads of pictures."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from klieg.domains.pictures.models import Picture
from klieg.domains.pictures.rules import PictureKind
from klieg.domains.work import Reading


async def shown_pictures(reading: Reading, owner_ids: Collection[str]) -> dict[tuple[str, PictureKind], Picture]:
    """Return what these owners show; of two shown at once, by a race, the newer one."""
    if not owner_ids:
        return {}
    shown = select(Picture).where(Picture.owner_id.in_(owner_ids), Picture.remove_at.is_(None)).order_by(Picture.id)
    found = await reading.session.scalars(shown)
    return {(picture.owner_id, PictureKind(picture.kind)): picture for picture in found}


async def due_pictures(reading: Reading, now: datetime, limit: int) -> Sequence[Picture]:
    """Return pictures whose time is over, those longest so first."""
    due = select(Picture).where(Picture.remove_at <= now).order_by(Picture.remove_at, Picture.id).limit(limit)
    return (await reading.session.scalars(due)).all()
