"""Rows of mail for decisions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from klieg.domains.mail.models import Mail
from klieg.domains.work import Work


async def due_mails(work: Work, now: datetime, limit: int) -> Sequence[Mail]:
    """Return mails to try now, oldest first, locked; those another sender has locked are left out."""
    due = select(Mail).where(Mail.settled_at.is_(None), Mail.due_at <= now).order_by(Mail.due_at, Mail.id)
    return (await work.session.scalars(due.limit(limit).with_for_update(skip_locked=True))).all()


async def waiting_mail(work: Work, mail_id: str) -> Mail | None:
    """Return the mail if nothing has settled it yet, locked."""
    statement = select(Mail).where(Mail.id == mail_id, Mail.settled_at.is_(None)).with_for_update()
    return (await work.session.scalars(statement)).one_or_none()


async def delete_settled_before(work: Work, before: datetime) -> None:
    """Delete mails that were settled before an instant."""
    await work.session.execute(delete(Mail).where(Mail.settled_at < before))
