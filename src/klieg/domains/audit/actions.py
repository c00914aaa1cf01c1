"""Verbs of audit."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete

from klieg.domains.audit.models import AuditEntry
from klieg.domains.audit.rules import Deed
from klieg.domains.work import Work


def note_deed(
    work: Work,
    deed: Deed,
    subject: str,
    *,
    by: tuple[str | None, str],
    address: str,
    now: datetime,
    details: Mapping[str, str] | None = None,
) -> None:
    """Write down what was done.

    Args:
        work: The unit of work of the deed.
        deed: What.
        subject: Name of the account or channel it was done to.
        by: Id (none for the operator) and name of who did it.
        address: From where; empty on the command line.
        now: When.
        details: More about it; never a secret.
    """
    work.session.add(
        AuditEntry(
            at=now,
            actor_id=by[0],
            actor_name=by[1][:40],
            deed=deed.value,
            subject=subject[:40],
            address=address[:45],
            details=dict(details or {}),
        )
    )


async def forget_entries(work: Work, before: datetime) -> None:
    """Delete entries older than a moment."""
    await work.session.execute(delete(AuditEntry).where(AuditEntry.at < before))
