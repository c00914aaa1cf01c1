"""Rows of moderation."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows


class ChannelBan(Rows):
    """An account that may not watch a channel. ``banned_by`` is the account that said so; none: the operator."""

    __tablename__ = "channel_bans"

    channel_id: Mapped[str] = mapped_column(ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True)
    banned_by: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(String(200))
    banned_at: Mapped[datetime] = mapped_column(Instant)


class ChannelModerator(Rows):
    """An account that may ban others from a channel which is not its own. ``appointed_by`` as with bans."""

    __tablename__ = "channel_moderators"

    channel_id: Mapped[str] = mapped_column(ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True)
    appointed_by: Mapped[str | None] = mapped_column(String(40))
    appointed_at: Mapped[datetime] = mapped_column(Instant)
