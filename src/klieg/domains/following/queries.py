"""Reads of following."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, func, select

from klieg.domains.channels import Channel
from klieg.domains.following import rules
from klieg.domains.following.models import Follow
from klieg.domains.live import StreamSession
from klieg.domains.work import Reading


async def is_following(reading: Reading, account_id: str, channel_id: str) -> bool:
    """Whether an account follows a channel."""
    return await reading.session.get(Follow, (account_id, channel_id)) is not None


async def count_followers(reading: Reading, channel_ids: Collection[str]) -> dict[str, int]:
    """Return how many follow those channels; a channel nobody follows is left out."""
    statement = (
        select(Follow.channel_id, func.count()).where(Follow.channel_id.in_(channel_ids)).group_by(Follow.channel_id)
    )
    rows = await reading.session.execute(statement)
    return dict(rows.all())


async def max_lines_of(reading: Reading, channel_id: str, needed: int) -> int | None:
    """Return how many lines a channel's pictures may have, None where nothing is held against it.

    Args:
        reading: Where to look.
        channel_id: Which. The operator's own are never held to it.
        needed: Followers that make a partner; 0: there are no partners.
    """
    channel = await reading.session.get(Channel, channel_id) if needed else None
    if channel is None or channel.owner_id is None:
        return None
    count = (await count_followers(reading, [channel_id])).get(channel_id, 0)
    return rules.max_lines(count, needed)


async def list_followed(reading: Reading, account_id: str, *, offset: int, limit: int) -> Sequence[Channel]:
    """Return the channels an account follows.

    Live ones come first, of them those that went live last; then the others, of them those followed last.
    """
    on_air = and_(
        StreamSession.channel_id == Channel.id,
        StreamSession.ended_at.is_(None),
        StreamSession.started_at.is_not(None),
    )
    statement = (
        select(Channel)
        .join(Follow, Follow.channel_id == Channel.id)
        .outerjoin(StreamSession, on_air)
        .where(Follow.account_id == account_id)
        .order_by(
            StreamSession.started_at.is_(None), StreamSession.started_at.desc(), Follow.followed_at.desc(), Channel.id
        )
        .offset(offset)
        .limit(limit)
    )
    return (await reading.session.scalars(statement)).all()
