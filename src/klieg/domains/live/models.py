"""Rows of live."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows

_OPEN = text("ended_at IS NULL")


class StreamSession(Rows):
    """One time on the air of a channel. Open until ``ended_at``; live from ``started_at`` until then."""

    __tablename__ = "stream_sessions"
    __table_args__ = (
        Index("uq_stream_sessions_open_channel", "channel_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_stream_sessions_channel_id_created_at", "channel_id", "created_at"),
        Index("ix_stream_sessions_ended_at", "ended_at"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    channel_id: Mapped[str] = mapped_column(ForeignKey("channels.id", ondelete="CASCADE"))
    node_id: Mapped[str] = mapped_column(String(40))
    boot_id: Mapped[str] = mapped_column(String(40))
    protocol: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[str | None] = mapped_column(String(40))
    encoder: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    publisher_muted: Mapped[str | None] = mapped_column(String(20))


class StreamSessionEvent(Rows):
    """Something that happened in a session; ``id`` gives the order."""

    __tablename__ = "stream_session_events"
    __table_args__ = (Index("ix_stream_session_events_session_id", "session_id"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("stream_sessions.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    code: Mapped[str | None] = mapped_column(String(40))
    occurred_at: Mapped[datetime] = mapped_column(Instant)


class AppliedFact(Rows):
    """A node's fact that was applied; it will not be again."""

    __tablename__ = "applied_facts"
    __table_args__ = (Index("ix_applied_facts_applied_at", "applied_at"),)

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    applied_at: Mapped[datetime] = mapped_column(Instant)
