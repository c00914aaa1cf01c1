"""Bans and moderators for screens, and who may watch for nodes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from klieg.contracts.playback import PlaybackPolicy, ViewingRules
from klieg.domains.channels import Channel
from klieg.domains.identity import Account
from klieg.domains.moderation.models import ChannelBan, ChannelModerator
from klieg.domains.work import Reading
from klieg.kernel.ids import ViewerId


@dataclass(frozen=True, slots=True)
class Ban:
    """A ban, whom it binds, and who said so, if that account is still there."""

    row: ChannelBan
    account: Account
    banned_by: Account | None


@dataclass(frozen=True, slots=True)
class Moderator:
    """An appointment, whose it is, and who made it, if that account is still there."""

    row: ChannelModerator
    account: Account
    appointed_by: Account | None


async def is_banned(reading: Reading, channel_id: str, account_id: str) -> bool:
    """Whether an account may not watch a channel."""
    return await reading.session.get(ChannelBan, (channel_id, account_id)) is not None


async def list_bans(reading: Reading, channel_id: str, *, after: str = "", limit: int) -> list[Ban]:
    """Return a channel's bans in order of name.

    Args:
        reading: Where to look.
        channel_id: Which.
        after: Only names, in lower case, after this one.
        limit: How many at most.
    """
    by = aliased(Account)
    statement = (
        select(ChannelBan, Account, by)
        .join(Account, Account.id == ChannelBan.account_id)
        .join(by, by.id == ChannelBan.banned_by, isouter=True)
        .where(ChannelBan.channel_id == channel_id, Account.name_key > after)
        .order_by(Account.name_key)
        .limit(limit)
    )
    return [Ban(*row) for row in await reading.session.execute(statement)]


async def is_moderator(reading: Reading, channel_id: str, account_id: str) -> bool:
    """Whether an account was appointed to moderate a channel."""
    return await reading.session.get(ChannelModerator, (channel_id, account_id)) is not None


async def list_moderators(reading: Reading, channel_id: str) -> list[Moderator]:
    """Return a channel's moderators in order of name."""
    by = aliased(Account)
    statement = (
        select(ChannelModerator, Account, by)
        .join(Account, Account.id == ChannelModerator.account_id)
        .join(by, by.id == ChannelModerator.appointed_by, isouter=True)
        .where(ChannelModerator.channel_id == channel_id)
        .order_by(Account.name_key)
    )
    return [Moderator(*row) for row in await reading.session.execute(statement)]


async def moderated_channels(reading: Reading, account_id: str, limit: int) -> Sequence[Channel]:
    """Return the channels that an account was appointed to moderate, in order of name."""
    statement = (
        select(Channel)
        .join(ChannelModerator, ChannelModerator.channel_id == Channel.id)
        .where(ChannelModerator.account_id == account_id)
        .order_by(Channel.name)
        .limit(limit)
    )
    return (await reading.session.scalars(statement)).all()


async def banned_from(reading: Reading, account_id: str, channel_ids: Collection[str]) -> frozenset[str]:
    """Return from which of those channels an account is banned."""
    mine = (ChannelBan.account_id == account_id) & ChannelBan.channel_id.in_(channel_ids)
    return frozenset(await reading.session.scalars(select(ChannelBan.channel_id).where(mine)))


async def moderator_of(reading: Reading, account_id: str, channel_ids: Collection[str]) -> frozenset[str]:
    """Return which of those channels an account was appointed to moderate."""
    mine = (ChannelModerator.account_id == account_id) & ChannelModerator.channel_id.in_(channel_ids)
    return frozenset(await reading.session.scalars(select(ChannelModerator.channel_id).where(mine)))


async def viewing_rules(reading: Reading, channel_id: str) -> ViewingRules | None:
    """Return who may watch a channel, as its node has to know; None when there is no such channel."""
    channel = await reading.session.get(Channel, channel_id)
    if channel is None:
        return None
    banned_here = select(ChannelBan.account_id).where(ChannelBan.channel_id == channel_id)
    statement = banned_here.union(select(Account.id).where(Account.suspended_at.is_not(None)))
    banned = frozenset(map(ViewerId, await reading.session.scalars(statement)))
    return ViewingRules(policy=PlaybackPolicy(channel.playback_policy), banned=banned)
