"""The directory's reads."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, or_, select

from klieg.domains.channels import Channel
from klieg.domains.directory.rules import LivePosition
from klieg.domains.following import Follow
from klieg.domains.identity import Account
from klieg.domains.live import StreamSession
from klieg.domains.work import Reading

_ON_AIR = and_(
    StreamSession.channel_id == Channel.id, StreamSession.ended_at.is_(None), StreamSession.started_at.is_not(None)
)


@dataclass(frozen=True, slots=True)
class LiveCategory:
    """A category of what is on the air.

    Attributes:
        name: As its channels write it.
        channel_ids: Those that are live in it.
    """

    name: str
    channel_ids: list[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is shown of a channel beside itself.

    Attributes:
        session: The one on the air, if any.
        owner: The account it belongs to, if to any.
        follower_count: How many follow it.
    """

    session: StreamSession | None
    owner: Account | None
    follower_count: int


async def list_live(
    reading: Reading, *, after: LivePosition | None, category: str | None, tag: str | None, limit: int
) -> list[tuple[Channel, LivePosition]]:
    """Return live channels, those that went live last first.

    Args:
        reading: Where to look.
        after: Only those further back.
        category: Only those of this category, in any case.
        tag: Only those with this tag.
        limit: How many at most.
    """
    statement = (
        select(Channel, StreamSession.started_at, StreamSession.id)
        .join(StreamSession, _ON_AIR)
        .order_by(StreamSession.started_at.desc(), StreamSession.id.desc())
        .limit(limit)
    )
    if after is not None:
        same = and_(StreamSession.started_at == after.started_at, StreamSession.id < after.session_id)
        statement = statement.where(or_(StreamSession.started_at < after.started_at, same))
    if category is not None:
        statement = statement.where(func.lower(Channel.category) == category.lower())
    if tag is not None:
        statement = statement.where(_has_tag(tag))
    found = await reading.session.execute(statement)
    return [
        (channel, LivePosition(started_at, session_id))
        for channel, started_at, session_id in found
        if started_at is not None
    ]


async def live_categories(reading: Reading, limit: int) -> list[LiveCategory]:
    """Return the categories of live channels, those with most channels first. Spellings in another case are one."""
    statement = (
        select(Channel.id, Channel.category)
        .join(StreamSession, _ON_AIR)
        .where(Channel.category.is_not(None))
        .order_by(StreamSession.started_at, StreamSession.id)
    )
    found: dict[str, LiveCategory] = {}
    for channel_id, category in await reading.session.execute(statement):
        assert category is not None, "asked for those that have one"
        found.setdefault(category.lower(), LiveCategory(category, [])).channel_ids.append(channel_id)
    return sorted(found.values(), key=lambda each: (-len(each.channel_ids), each.name.lower()))[:limit]


async def search_channels(reading: Reading, text: str, *, offset: int, limit: int) -> Sequence[Channel]:
    """Return channels whose name, title, category or tag contains a text: live ones first, then best fits."""
    wanted = text.strip().lower()
    name = Channel.name
    fits = or_(
        name.contains(wanted, autoescape=True),
        func.lower(Channel.title).contains(wanted, autoescape=True),
        func.lower(Channel.category).contains(wanted, autoescape=True),
        _has_tag(wanted),
    )
    rank = case((name == wanted, 0), (name.startswith(wanted, autoescape=True), 1), else_=2)
    statement = (
        select(Channel)
        .outerjoin(StreamSession, _ON_AIR)
        .where(fits)
        .order_by(StreamSession.started_at.is_(None), rank, name)
        .offset(offset)
        .limit(limit)
    )
    return (await reading.session.scalars(statement)).all()


async def find_surroundings(reading: Reading, channel_ids: Collection[str]) -> dict[str, Surroundings]:
    """Return what is around those channels, by channel id: one question, as every page that opens asks it."""
    followers = (
        select(func.count()).select_from(Follow).where(Follow.channel_id == Channel.id).correlate(Channel)
    ).scalar_subquery()
    statement = (
        select(Channel.id, StreamSession, Account, followers)
        .outerjoin(StreamSession, _ON_AIR)
        .outerjoin(Account, Account.id == Channel.owner_id)
        .where(Channel.id.in_(channel_ids))
    )
    return {
        channel_id: Surroundings(session, owner, count)
        for channel_id, session, owner, count in await reading.session.execute(statement)
    }


def _has_tag(tag: str) -> ColumnElement[bool]:
    """Tags are a JSON list of lower-case texts; a text in quotes is in it as such."""
    return cast(Channel.tags, Text).contains(json.dumps(tag.lower()), autoescape=True)
