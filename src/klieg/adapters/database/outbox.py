"""Events written in the transaction that made them true, and kept until each is delivered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String, delete, text
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Event, Instant, Rows, Work

_UNDELIVERED = text("delivered_at IS NULL")


class OutboxRow(Rows):
    """An event on its way. ``due_at`` is when to try (again)."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due_at", "due_at", sqlite_where=_UNDELIVERED, postgresql_where=_UNDELIVERED),
        Index("ix_outbox_delivered_at", "delivered_at"),
    )

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    type: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    attempts: Mapped[int]
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)


def outbox_rows(events: Sequence[Event], now: datetime) -> list[OutboxRow]:
    """Return the rows that carry ``events``, in order."""
    return [
        OutboxRow(type=event.type, payload=event.model_dump(mode="json"), created_at=now, due_at=now, attempts=0)
        for event in events
    ]


async def delete_delivered_before(work: Work, before: datetime) -> None:
    """Delete what was delivered before an instant."""
    await work.session.execute(delete(OutboxRow).where(OutboxRow.delivered_at < before))
