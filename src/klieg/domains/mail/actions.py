"""Verbs of mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from klieg.domains.mail import repository
from klieg.domains.mail.models import Mail
from klieg.domains.mail.rules import (
    REASON_MAX,
    Delivery,
    MailKind,
    MailState,
    check_details,
    next_state,
    retry_after,
)
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


@dataclass(frozen=True, slots=True)
class DueMail:
    """A mail to be sent now, and the how-manieth attempt this is (from 1)."""

    id: str
    kind: MailKind
    recipient: str
    language: str
    details: Mapping[str, str]
    attempts: int


async def take_due_mails(work: Work, now: datetime, *, lease: timedelta, limit: int) -> list[DueMail]:
    """Return mails to send now, oldest first; each is hidden from other senders until ``lease`` has passed.

    What waited longer than it is good for, because nothing ran, is given up instead.
    """
    due = []
    for mail in await repository.due_mails(work, now, limit):
        kind = MailKind(mail.kind)
        if now > mail.created_at + kind.good_for:
            _settle(mail, MailState.GIVEN_UP, now)
            continue
        mail.attempts += 1
        mail.due_at = now + lease
        due.append(DueMail(mail.id, kind, mail.recipient, mail.language, mail.details or {}, mail.attempts))
    return due


async def settle_mail(work: Work, mail_id: str, delivery: Delivery, now: datetime) -> MailState:
    """Write down what became of a mail; return its state.

    Codes and links are erased with the last attempt, but for captured mails, which are there to be read.
    """
    mail = await repository.waiting_mail(work, mail_id)
    if mail is None:  # a second sender was quicker
        return delivery.state
    retry_at = now + retry_after(mail.attempts)
    state = next_state(MailKind(mail.kind), delivery, created_at=mail.created_at, retry_at=retry_at)
    mail.last_error = delivery.reason and delivery.reason[:REASON_MAX]
    if state is MailState.QUEUED:
        mail.due_at = retry_at
    else:
        _settle(mail, state, now)
    return state


async def forget_mails_before(work: Work, before: datetime) -> None:
    """Delete what was settled before an instant: sent, given up or captured."""
    await repository.delete_settled_before(work, before)


def _settle(mail: Mail, state: MailState, now: datetime) -> None:
    mail.state = state.value
    mail.settled_at = now
    if state is not MailState.CAPTURED:
        mail.details = None
