"""Rows of mail."""

from datetime import datetime

from sqlalchemy import JSON, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows

_QUEUED = text("settled_at IS NULL")


class Mail(Rows):
    """A mail to one person. ``due_at`` is when to try (again); ``settled_at`` is when nothing more happens to it.

    ``details`` are what its words are filled in with. They hold codes and links, so they are NULL once it is sent or
    given up. ``kind`` and ``state`` are of ``MailKind`` and ``MailState``.
    """

    __tablename__ = "mails"
    __table_args__ = (
        Index("ix_mails_due_at", "due_at", sqlite_where=_QUEUED, postgresql_where=_QUEUED),
        Index("ix_mails_settled_at", "settled_at"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(10))
    details: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    last_error: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
