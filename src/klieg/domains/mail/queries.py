"""Mails for screens and for the sender's look around."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from klieg.domains.mail.models import Mail
from klieg.domains.mail.rules import MailState
from klieg.domains.work import Reading


async def any_mail_due(reading: Reading, now: datetime) -> bool:
    """Whether a mail is to be tried now: a look that holds up no writer."""
    statement = select(Mail.id).where(Mail.settled_at.is_(None), Mail.due_at <= now).limit(1)
    return await reading.session.scalar(statement) is not None


async def captured_mails(reading: Reading, *, to: str | None, before: str | None, limit: int) -> Sequence[Mail]:
    """Return captured mails, newest first: only those to one address if asked, only those older than a mail if asked.

    Args:
        reading: The look at the rows.
        to: An address; upper and lower case are the same.
        before: Id of a mail.
        limit: How many at most.
    """
    statement = select(Mail).where(Mail.state == MailState.CAPTURED.value)
    if to is not None:
        statement = statement.where(func.lower(Mail.recipient) == to.lower())
    if before is not None:
        statement = statement.where(Mail.id < before)
    return (await reading.session.scalars(statement.order_by(Mail.id.desc()).limit(limit))).all()
