"""Rows of pictures."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows

_UNSHOWN = text("remove_at IS NOT NULL")


class Picture(Rows):
    """A picture in the object store. ``remove_at`` is when it goes; NULL while its owner shows it.

    ``owner_id`` is an account's or a channel's and no foreign key: objects have to go first.
    """

    __tablename__ = "pictures"
    __table_args__ = (
        Index("ix_pictures_owner_id", "owner_id"),
        Index("ix_pictures_remove_at", "remove_at", sqlite_where=_UNSHOWN, postgresql_where=_UNSHOWN),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    owner_id: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant)
    remove_at: Mapped[datetime | None] = mapped_column(Instant)
