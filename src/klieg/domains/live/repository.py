"""Rows of live for decisions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, bindparam, delete, func, select, text

from klieg.domains.live.models import AppliedFact, StreamSession, StreamSessionEvent
from klieg.domains.work import Instant, Work


async def open_session_of(work: Work, channel_id: str) -> StreamSession | None:
    """Return the channel's open session, locked until the work ends."""
    statement = (
        select(StreamSession)
        .where(StreamSession.channel_id == channel_id, StreamSession.ended_at.is_(None))
        .with_for_update()
    )
    return (await work.session.scalars(statement)).one_or_none()


async def open_session(work: Work, session_id: str) -> StreamSession | None:
    """Return the session if it is open, locked until the work ends."""
    statement = (
        select(StreamSession).where(StreamSession.id == session_id, StreamSession.ended_at.is_(None)).with_for_update()
    )
    return (await work.session.scalars(statement)).one_or_none()


async def open_sessions_of_earlier_boots(
    work: Work, node_id: str, boot_id: str, created_before: datetime
) -> Sequence[StreamSession]:
    """Return a node's open sessions that belong to other boots and are older than an instant, locked."""
    statement = (
        select(StreamSession)
        .where(
            StreamSession.node_id == node_id,
            StreamSession.boot_id != boot_id,
            StreamSession.created_at <= created_before,
            StreamSession.ended_at.is_(None),
        )
        .order_by(StreamSession.id)
        .with_for_update()
    )
    return (await work.session.scalars(statement)).all()


async def count_session_events(work: Work, session_id: str) -> int:
    """Return how many events a session has."""
    statement = select(func.count()).where(StreamSessionEvent.session_id == session_id)
    return await work.session.scalar(statement) or 0


async def remember_fact(work: Work, fact_id: str, now: datetime) -> bool:
    """Return True the first time, False ever after. Of two works at once, one waits for the other."""
    statement = text("INSERT INTO applied_facts (id, applied_at) VALUES (:id, :now) ON CONFLICT DO NOTHING").bindparams(
        bindparam("id", fact_id), bindparam("now", now, Instant)
    )
    result = await work.session.execute(statement)
    assert isinstance(result, CursorResult), "an INSERT returns a cursor result"
    return result.rowcount == 1


async def delete_facts_before(work: Work, before: datetime) -> None:
    """Forget the ids of facts applied before an instant."""
    await work.session.execute(delete(AppliedFact).where(AppliedFact.applied_at < before))


async def delete_session_events_before(work: Work, before: datetime) -> None:
    """Delete the events of sessions that ended before an instant; the sessions stay."""
    ended = select(StreamSession.id).where(StreamSession.ended_at < before)
    await work.session.execute(delete(StreamSessionEvent).where(StreamSessionEvent.session_id.in_(ended)))
