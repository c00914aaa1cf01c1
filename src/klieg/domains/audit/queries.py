"""The log for screens."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from klieg.domains.audit.models import AuditEntry
from klieg.domains.work import Reading


async def list_entries(
    reading: Reading, *, before: int | None = None, about: str = "", limit: int
) -> Sequence[AuditEntry]:
    """Return entries, newest first.

    Args:
        reading: Where to look.
        before: Only those with a smaller id.
        about: Only those of this actor or subject, in any case.
        limit: How many at most.
    """
    statement = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(AuditEntry.id < before)
    if about:
        named = about.lower()
        statement = statement.where(
            or_(func.lower(AuditEntry.actor_name) == named, func.lower(AuditEntry.subject) == named)
        )
    return (await reading.session.scalars(statement)).all()
