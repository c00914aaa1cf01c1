"""Sends posted mails, with retries: at least once each, so a letter that comes twice has the same Message-ID."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from klieg.adapters.database import Database
from klieg.adapters.mail import LetterWriter
from klieg.domains.mail import (
    Delivery,
    DueMail,
    Letter,
    MailState,
    Post,
    any_mail_due,
    settle_mail,
    take_due_mails,
)
from klieg.domains.work import instant
from klieg.kernel.clock import Clock

_log = structlog.get_logger(__name__)
POLL_S = 1.0
"""How soon a mail is noticed, which any process may have posted."""
BATCH = 10
LEASE = timedelta(minutes=20)
"""Longer than a slow server takes for a batch."""


class MailSender:
    """One of possibly several senders on the same rows."""

    def __init__(
        self,
        database: Database,
        post: Post,
        writer: LetterWriter,
        clock: Clock,
        on_state: Callable[[MailState], None],
    ) -> None:
        self._database = database
        self._post = post
        self._writer = writer
        self._clock = clock
        self._on_state = on_state

    async def run(self) -> None:
        """Send for ever. Raises UnavailableError when the database goes away."""
        while True:
            while await self.send_once():
                pass
            await asyncio.sleep(POLL_S)

    async def send_once(self) -> int:
        """Send what is due; return how many mails were tried."""
        now = instant(self._clock.wallclock())
        async with self._database.read() as reading:
            if not await any_mail_due(reading, now):
                return 0
        async with self._database.work() as work:
            due = await take_due_mails(work, now, lease=LEASE, limit=BATCH)
        deliveries = await self._post.send([self._write(mail) for mail in due])
        await self._settle(due, deliveries)
        return len(due)

    def _write(self, mail: DueMail) -> Letter:
        wording = self._writer.write(mail.kind, mail.language, mail.details)
        return Letter(id=mail.id, recipient=mail.recipient, wording=wording)

    async def _settle(self, due: Sequence[DueMail], deliveries: Sequence[Delivery]) -> None:
        now = instant(self._clock.wallclock())
        async with self._database.work() as work:
            settled = [
                (mail, delivery, await settle_mail(work, mail.id, delivery, now))
                for mail, delivery in zip(due, deliveries, strict=True)
            ]
        for mail, delivery, state in settled:
            self._on_state(state)
            log = _log.info if delivery.reason is None else _log.warning
            log("mail", id=mail.id, kind=mail.kind, state=state, attempts=mail.attempts, reason=delivery.reason)
