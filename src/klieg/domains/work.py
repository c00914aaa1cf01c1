"""What every domain writes through: rows, events, and the unit of work whose one commit is at the edge."""

from datetime import UTC, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from sqlalchemy import DateTime, Dialect, MetaData
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A UTC instant, aware in Python on every database (SQLite itself forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write an aware instant as UTC."""
        del dialect
        assert value is None or value.tzinfo is not None, "an instant without a zone is ambiguous"
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read an instant as aware UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Rows(DeclarativeBase):
    """Base of every row class: one metadata, so that migrations and foreign keys see all tables."""

    metadata = MetaData(naming_convention=_NAMES)


class Event(BaseModel):
    """A fact a domain publishes. Subclasses give ``type`` a literal, stable name and say when they are fired."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True)

    type: str
    channel_id: str
    channel_name: str


class Reading:
    """A consistent look at the rows. Queries take this; nothing written through it is kept."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session


class Work(Reading):
    """A unit of work. Actions change rows and record events; the edge that opened it commits both, or neither."""

    def __init__(self, session: AsyncSession) -> None:
        super().__init__(session)
        self.events: list[Event] = []

    def record(self, event: Event) -> None:
        """Remember ``event``; it is written to the outbox in the same transaction as the rows."""
        self.events.append(event)


def instant(wallclock: float) -> datetime:
    """Return seconds since the Unix epoch as an aware UTC instant."""
    return datetime.fromtimestamp(wallclock, UTC)
