"""Mails that were captured because there is no mail server yet: admins read them, to try things out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from klieg.adapters.mail import LetterWriter
from klieg.api.auth import AdminOnly
from klieg.api.control import Control, Controlled
from klieg.api.problem import problems
from klieg.api.views import View
from klieg.domains.mail import Mail, MailboxOffError, MailKind, captured_mails

router = APIRouter(prefix="/api/v1/admin/mailbox", tags=["administration"])


class MailView(View):
    """A captured mail, as it would have been sent."""

    id: str = Field(examples=["ml_0hk3v5q8m2d4n6p7r9s1t3v"])
    kind: MailKind
    to: str = Field(examples=["ada@example.org"])
    language: str = Field(examples=["en"])
    subject: str
    text: str
    html: str = Field(description="A page that fetches nothing")
    created_at: datetime


class MailboxPage(View):
    """Captured mails, newest first; ``next_before`` continues."""

    mails: list[MailView]
    next_before: str | None


@router.get("", dependencies=[AdminOnly], responses=problems(401, 403, 404, 422, 503))
async def read_mailbox(
    control: Controlled,
    response: Response,
    to: Annotated[str | None, Query(description="Only mails to this address", max_length=320)] = None,
    before: Annotated[
        str | None, Query(description="Only mails older than this one", pattern="^[a-z0-9_]{1,40}$")
    ] = None,
    limit: Annotated[int, Query(description="How many at most", ge=1, le=50)] = 20,
) -> MailboxPage:
    """Read the mails that were captured, newest first. There is no mailbox where a mail server is set."""
    if not control.settings.captures_mail:
        raise MailboxOffError
    response.headers["Cache-Control"] = "no-store"
    async with control.database.read() as reading:
        found = await captured_mails(reading, to=to, before=before, limit=limit + 1)
    views = _views(control, found[:limit])
    return MailboxPage(mails=views, next_before=views[-1].id if len(found) > limit else None)


def _views(control: Control, mails: Sequence[Mail]) -> list[MailView]:
    writer = LetterWriter(control.application.addresses.page)
    views = []
    for mail in mails:
        wording = writer.write(MailKind(mail.kind), mail.language, mail.details or {})
        views.append(
            MailView(
                id=mail.id,
                kind=MailKind(mail.kind),
                to=mail.recipient,
                language=wording.language,
                subject=wording.subject,
                text=wording.text,
                html=wording.html,
                created_at=mail.created_at,
            )
        )
    return views
