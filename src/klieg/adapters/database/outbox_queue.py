"""The relay's side of the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from klieg.adapters.database.database import Database
from klieg.adapters.database.outbox import OutboxRow

BATCH = 100


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """An event to deliver, and the how-manieth attempt this is (from 1)."""

    id: int
    type: str
    payload: dict[str, Any]
    attempts: int


class OutboxQueue:
    """Several relays may take from it; a message goes to one at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, now: datetime, lease: timedelta) -> list[OutboxMessage]:
        """Return messages that are due, oldest first; each is hidden from others until ``lease`` has passed."""
        if not await self._any_due(now):
            return []
        async with self._database.work() as work:
            due = select(OutboxRow).where(OutboxRow.delivered_at.is_(None), OutboxRow.due_at <= now)
            due = due.order_by(OutboxRow.id).limit(BATCH).with_for_update(skip_locked=True)
            rows = (await work.session.scalars(due)).all()
            for row in rows:
                row.attempts += 1
                row.due_at = now + lease
            return [OutboxMessage(row.id, row.type, row.payload, row.attempts) for row in rows]

    async def settle(self, delivered: Sequence[int], failed: dict[int, datetime], now: datetime) -> None:
        """Mark messages delivered, and others due again at the given instants."""
        async with self._database.work() as work:
            if delivered:
                done = update(OutboxRow).where(OutboxRow.id.in_(delivered)).values(delivered_at=now)
                await work.session.execute(done)
            for message_id, due_at in failed.items():
                await work.session.execute(update(OutboxRow).where(OutboxRow.id == message_id).values(due_at=due_at))

    async def waiting(self) -> int:
        """Return how many messages are not delivered yet."""
        async with self._database.read() as reading:
            statement = select(func.count()).select_from(OutboxRow).where(OutboxRow.delivered_at.is_(None))
            return await reading.session.scalar(statement) or 0

    async def _any_due(self, now: datetime) -> bool:
        async with self._database.read() as reading:
            due = select(OutboxRow.id).where(OutboxRow.delivered_at.is_(None), OutboxRow.due_at <= now).limit(1)
            return await reading.session.scalar(due) is not None
