"""Verbs of audit."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete

from klieg.domains.audit.models import AuditEntry
from klieg.domains.audit.rules import Actor, Deed
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


def note_revision(
    work: Work, actor: Actor, channel_name: str, *, owner_id: str | None, fields: Collection[str], now: datetime
) -> None:
    """Write down that somebody changed a channel which is not their own: owners dress theirs every day.

    Args:
        work: The unit of work of the deed.
        actor: Who.
        channel_name: Of which channel.
        owner_id: Id of the account it belongs to; none: the operator's.
        fields: What was changed.
        now: When.
    """
    if actor.account_id is not None and actor.account_id == owner_id:
        return
    by, details = (actor.account_id, actor.name), {"fields": ", ".join(sorted(fields))}
    note_deed(work, Deed.CHANNEL_REVISED, channel_name, by=by, address=actor.address, now=now, details=details)


async def forget_entries(work: Work, before: datetime) -> None:
    """Delete entries older than a moment."""
    await work.session.execute(delete(AuditEntry).where(AuditEntry.at < before))
