"""Rows of following."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows


class Follow(Rows):
    """One account follows one channel."""

    __tablename__ = "follows"
    __table_args__ = (Index("ix_follows_channel_id", "channel_id"),)

    account_id: Mapped[str] = mapped_column(String(40), ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    channel_id: Mapped[str] = mapped_column(String(40), ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True)
    followed_at: Mapped[datetime] = mapped_column(Instant)
