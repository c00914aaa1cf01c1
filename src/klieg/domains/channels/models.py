"""Rows of channels."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows


class Channel(Rows):
    """A durable place with configuration and a stream key."""

    __tablename__ = "channels"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    title: Mapped[str | None] = mapped_column(String(140))
    latency_mode: Mapped[str] = mapped_column(String(10))
    channel_type: Mapped[str] = mapped_column(String(20))
    preset: Mapped[str | None] = mapped_column(String(40))
    insecure_ingest: Mapped[bool]
    multitrack_policy: Mapped[str] = mapped_column(String(10))
    multitrack_resolution: Mapped[str] = mapped_column(String(10))
    stream_key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    stream_key_encrypted: Mapped[str] = mapped_column(String(400))
    srt_passphrase_encrypted: Mapped[str | None] = mapped_column(String(400))
    pull_url_encrypted: Mapped[str | None] = mapped_column(String(4000))
    created_at: Mapped[datetime] = mapped_column(Instant)
