"""Live for screens, for the edge and for the worker."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from klieg.domains.channels import Channel, channel_by_stream_key
from klieg.domains.live.models import StreamSession, StreamSessionEvent
from klieg.domains.work import Reading
from klieg.kernel.ids import BootId, NodeId


async def live_channel_ids(reading: Reading) -> set[str]:
    """Return the ids of every channel on the air now."""
    statement = select(StreamSession.channel_id).where(
        StreamSession.ended_at.is_(None), StreamSession.started_at.is_not(None)
    )
    return set(await reading.session.scalars(statement))


async def open_sessions(reading: Reading) -> Sequence[tuple[StreamSession, Channel]]:
    """Return every open session with its channel, oldest first."""
    statement = (
        select(StreamSession, Channel)
        .join(Channel, Channel.id == StreamSession.channel_id)
        .where(StreamSession.ended_at.is_(None))
        .order_by(StreamSession.id)
    )
    return [(session, channel) for session, channel in await reading.session.execute(statement)]


async def newest_open_sessions(
    reading: Reading, *, before: str | None, limit: int
) -> Sequence[tuple[StreamSession, Channel]]:
    """Return open sessions with their channels, newest first.

    Args:
        reading: Where to look.
        before: Only sessions older than the one of this id.
        limit: How many at most.
    """
    statement = (
        select(StreamSession, Channel)
        .join(Channel, Channel.id == StreamSession.channel_id)
        .where(StreamSession.ended_at.is_(None))
        .order_by(StreamSession.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(StreamSession.id < before)
    return [(session, channel) for session, channel in await reading.session.execute(statement)]


async def open_sessions_of(reading: Reading, session_ids: Collection[str]) -> set[str]:
    """Return which of those sessions are open."""
    statement = select(StreamSession.id).where(StreamSession.id.in_(session_ids), StreamSession.ended_at.is_(None))
    return set(await reading.session.scalars(statement))


async def unknown_or_ended(reading: Reading, session_ids: Collection[str]) -> set[str]:
    """Return which of those sessions control does not have on the air."""
    return set(session_ids) - await open_sessions_of(reading, session_ids) if session_ids else set()


async def foreign_holder(reading: Reading, key_text: str, node_id: NodeId) -> NodeId | None:
    """Return the node, other than ``node_id``, that has the key's channel on the air; whose lease decides, then.

    Raises:
        MalformedStreamKeyError: the text is not a key.
    """
    channel = await channel_by_stream_key(reading, key_text)
    if channel is None:
        return None
    statement = select(StreamSession.node_id).where(
        StreamSession.channel_id == channel.id, StreamSession.ended_at.is_(None)
    )
    holder = (await reading.session.scalars(statement)).one_or_none()
    return None if holder is None or holder == node_id else NodeId(holder)


async def holder_of(reading: Reading, channel_id: str) -> tuple[NodeId, BootId] | None:
    """Return the node, and its boot, that has a channel's session open; None when none is."""
    statement = select(StreamSession.node_id, StreamSession.boot_id).where(
        StreamSession.channel_id == channel_id, StreamSession.ended_at.is_(None)
    )
    found = (await reading.session.execute(statement)).one_or_none()
    return None if found is None else (NodeId(found[0]), BootId(found[1]))


async def channel_sessions(
    reading: Reading, channel_id: str, *, before: str | None, limit: int
) -> list[tuple[StreamSession, list[StreamSessionEvent]]]:
    """Return a channel's sessions, newest first, each with its events in order.

    Args:
        reading: Where to look.
        channel_id: Whose.
        before: Only sessions older than the one of this id.
        limit: How many at most.
    """
    statement = (
        select(StreamSession)
        .where(StreamSession.channel_id == channel_id)
        .order_by(StreamSession.created_at.desc(), StreamSession.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(StreamSession.id < before)
    sessions = (await reading.session.scalars(statement)).all()
    events: dict[str, list[StreamSessionEvent]] = {session.id: [] for session in sessions}
    found = select(StreamSessionEvent).where(StreamSessionEvent.session_id.in_(events)).order_by(StreamSessionEvent.id)
    for event in await reading.session.scalars(found):
        events[event.session_id].append(event)
    return [(session, events[session.id]) for session in sessions]
