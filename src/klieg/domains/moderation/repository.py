"""Rows of moderation for decisions."""

from sqlalchemy import func, select

from klieg.domains.moderation.models import ChannelBan, ChannelModerator
from klieg.domains.work import Work


async def ban_of(work: Work, channel_id: str, account_id: str) -> ChannelBan | None:
    """Return an account's ban from a channel."""
    return await work.session.get(ChannelBan, (channel_id, account_id))


async def count_bans(work: Work, channel_id: str) -> int:
    """Return how many accounts may not watch a channel."""
    statement = select(func.count()).where(ChannelBan.channel_id == channel_id)
    return await work.session.scalar(statement) or 0


async def appointment_of(work: Work, channel_id: str, account_id: str) -> ChannelModerator | None:
    """Return an account's appointment as moderator of a channel."""
    return await work.session.get(ChannelModerator, (channel_id, account_id))


async def count_moderators(work: Work, channel_id: str) -> int:
    """Return how many accounts moderate a channel, besides its owner."""
    statement = select(func.count()).where(ChannelModerator.channel_id == channel_id)
    return await work.session.scalar(statement) or 0
