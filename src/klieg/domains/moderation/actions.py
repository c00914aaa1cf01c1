"""Verbs of moderation. The channel comes locked, so that its node is told of what was decided last."""

from datetime import datetime

from klieg.domains.channels import Channel, ViewingChanged
from klieg.domains.identity import Account
from klieg.domains.live import open_sessions
from klieg.domains.moderation import repository, rules
from klieg.domains.moderation.models import ChannelBan
from klieg.domains.work import Work


async def ban_viewer(
    work: Work, channel: Channel, account: Account, *, banned_by: str | None, reason: str | None, now: datetime
) -> None:
    """Let an account watch a channel no more. Of one that is banned already only the reason changes.

    Args:
        work: Where to write.
        channel: Which.
        account: Who.
        banned_by: Id of the account that says so; None: the operator.
        reason: Why, for those who see the list.
        now: The instant.

    Raises:
        OwnerBanError: it is the channel's owner.
        TooManyBansError: the channel has as many bans as it may.
    """
    ban = await repository.ban_of(work, channel.id, account.id)
    if ban is not None:
        ban.reason = reason
        return
    rules.check_ban(channel.owner_id, account.id, await repository.count_bans(work, channel.id))
    work.session.add(
        ChannelBan(channel_id=channel.id, account_id=account.id, banned_by=banned_by, reason=reason, banned_at=now)
    )
    work.record(ViewingChanged(channel_id=channel.id, channel_name=channel.name))


async def unban_viewer(work: Work, channel: Channel, account: Account) -> None:
    """Let an account watch again; nothing changes when it may."""
    ban = await repository.ban_of(work, channel.id, account.id)
    if ban is not None:
        await work.session.delete(ban)
        work.record(ViewingChanged(channel_id=channel.id, channel_name=channel.name))


async def enforce_suspensions(work: Work) -> None:
    """Have nodes ask anew who may watch what is on the air: an account was suspended, or let in again."""
    for _, channel in await open_sessions(work):
        work.record(ViewingChanged(channel_id=channel.id, channel_name=channel.name))
