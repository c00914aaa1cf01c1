"""Rows of channels."""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows


class Channel(Rows):
    """A durable place with configuration and a stream key.

    ``owner_id`` is an account; without one the channel is the operator's. An account has one channel at most. It is no
    foreign key: deleting an account ends its stream and deletes its channel by the verbs that say so to nodes.
    """

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
    owner_id: Mapped[str | None] = mapped_column(String(40), index=True, unique=True)
    playback_policy: Mapped[str] = mapped_column(String(10))
    description: Mapped[str | None] = mapped_column(String(2000))
    category: Mapped[str | None] = mapped_column(String(40), index=True)
    tags: Mapped[list[str]] = mapped_column(JSON)
    links: Mapped[list[str]] = mapped_column(JSON)
    mature: Mapped[bool]
    banner_picture: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant)
