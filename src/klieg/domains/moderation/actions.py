"""Verbs of moderation. The channel comes locked, so that its node is told of what was decided last."""

from datetime import datetime

from klieg.domains.channels import Channel, ViewingChanged
from klieg.domains.identity import Account
from klieg.domains.live import open_sessions
from klieg.domains.moderation import repository, rules
from klieg.domains.moderation.models import ChannelBan, ChannelModerator
from klieg.domains.work import Work


async def ban_viewer(
    work: Work, channel: Channel, account: Account, *, by: rules.Authority, reason: str | None, now: datetime
) -> None:
    """Let an account watch a channel no more, nor moderate it. Of one that is banned already only the reason changes.

    Args:
        work: Where to write.
        channel: Which.
        account: Who.
        by: Who says so.
        reason: Why, for those who see the list.
        now: The instant.

    Raises:
        OwnerBanError: it is the channel's owner.
        ModeratorBanError: both moderate the channel.
        TooManyBansError: the channel has as many bans as it may.
    """
    ban = await repository.ban_of(work, channel.id, account.id)
    if ban is not None:
        ban.reason = reason
        return
    rules.check_ban(channel.owner_id, account.id, await repository.count_bans(work, channel.id))
    appointment = await repository.appointment_of(work, channel.id, account.id)
    rules.check_rank(by, moderates=appointment is not None)
    if appointment is not None:
        await work.session.delete(appointment)
    work.session.add(
        ChannelBan(channel_id=channel.id, account_id=account.id, banned_by=by.account_id, reason=reason, banned_at=now)
    )
    work.record(ViewingChanged(channel_id=channel.id, channel_name=channel.name))


async def unban_viewer(work: Work, channel: Channel, account: Account) -> None:
    """Let an account watch again; nothing changes when it may."""
    ban = await repository.ban_of(work, channel.id, account.id)
    if ban is not None:
        await work.session.delete(ban)
        work.record(ViewingChanged(channel_id=channel.id, channel_name=channel.name))


async def appoint_moderator(
    work: Work, channel: Channel, account: Account, *, by: rules.Authority, now: datetime
) -> None:
    """Let an account ban and unban on a channel; nothing changes when it may.

    Raises:
        DomainError: it owns the channel, it is banned from it, or there are too many.
    """
    if await repository.appointment_of(work, channel.id, account.id) is not None:
        return
    banned = await repository.ban_of(work, channel.id, account.id) is not None
    count = await repository.count_moderators(work, channel.id)
    rules.check_appointment(channel.owner_id, account.id, banned=banned, count=count)
    work.session.add(
        ChannelModerator(channel_id=channel.id, account_id=account.id, appointed_by=by.account_id, appointed_at=now)
    )


async def dismiss_moderator(work: Work, channel: Channel, account_id: str) -> None:
    """Let an account moderate a channel no longer, whether it did or not. Its bans stay."""
    appointment = await repository.appointment_of(work, channel.id, account_id)
    if appointment is not None:
        await work.session.delete(appointment)


async def enforce_suspensions(work: Work) -> None:
    """Have nodes ask anew who may watch what is on the air: an account was suspended, or let in again."""
    for _, channel in await open_sessions(work):
        work.record(ViewingChanged(channel_id=channel.id, channel_name=channel.name))
