"""Verbs of mail."""

from collections.abc import Mapping
from datetime import datetime

from klieg.domains.mail.models import Mail
from klieg.domains.mail.rules import MailKind, MailState, check_details
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


def post_mail(work: Work, *, to: str, kind: MailKind, language: str, values: Mapping[str, str], now: datetime) -> None:
    """Have a mail sent once ``work`` is committed: never lost then, never sent when it is rolled back.

    Args:
        work: The unit of work of the verb that causes the mail.
        to: The mailbox, one.
        kind: What it is about.
        language: Of its reader, such as ``de``; one we have no words in gets English.
        values: Exactly ``kind.fields``. A ``link`` is a path of the web app with its query, such as
            ``/reset?username=ada&code=…``: the sender puts the public address before it, never a request's Host.
        now: When.
    """
    check_details(kind, values)
    work.session.add(
        Mail(
            id=new_id("ml", now.timestamp()),
            kind=kind.value,
            recipient=to,
            language=language[:10],
            details=dict(values),
            state=MailState.QUEUED.value,
            attempts=0,
            created_at=now,
            due_at=now,
        )
    )
