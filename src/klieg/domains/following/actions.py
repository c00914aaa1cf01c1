"""Verbs of following."""

from datetime import datetime

from sqlalchemy import bindparam, delete, text

from klieg.domains.channels import Channel, ChannelRevised
from klieg.domains.following.errors import OwnChannelError
from klieg.domains.following.models import Follow
from klieg.domains.work import Instant, Work


async def follow(work: Work, account_id: str, channel: Channel, now: datetime) -> None:
    """Follow a channel; who does so already goes on doing so, since when they did.

    Raises:
        OwnChannelError: it is the account's own.
    """
    if channel.owner_id == account_id:
        raise OwnChannelError
    added = text(
        "INSERT INTO follows (account_id, channel_id, followed_at) VALUES (:account_id, :channel_id, :now) "
        "ON CONFLICT DO NOTHING"
    )
    await work.session.execute(
        added.bindparams(bindparam("now", now, Instant)), {"account_id": account_id, "channel_id": channel.id}
    )
    work.record(ChannelRevised(channel_id=channel.id, channel_name=channel.name))


async def unfollow(work: Work, account_id: str, channel: Channel) -> None:
    """Follow a channel no longer, whether one did or not."""
    mine = (Follow.account_id == account_id) & (Follow.channel_id == channel.id)
    await work.session.execute(delete(Follow).where(mine))
    work.record(ChannelRevised(channel_id=channel.id, channel_name=channel.name))
