"""Deletes what nobody needs any more."""

import asyncio
from datetime import timedelta

import structlog

from klieg.adapters.database import Database
from klieg.adapters.database.outbox import delete_delivered_before
from klieg.domains.audit import forget_entries
from klieg.domains.factors import forget_challenges
from klieg.domains.identity import forget_expired, purge_unverified
from klieg.domains.live import forget_before
from klieg.domains.mail import forget_mails_before
from klieg.domains.work import instant
from klieg.kernel.clock import Clock
from klieg.kernel.people_settings import PeopleSettings

_log = structlog.get_logger(__name__)
EVERY_S = 3600.0
FACTS = timedelta(days=7)
"""Far longer than a fact can wait on the bus or in a node."""
SESSION_EVENTS = timedelta(days=90)
OUTBOX = timedelta(days=2)
MAILS = timedelta(days=14)
"""They name addresses of people: no longer than it takes to look into a complaint."""


class Retention:
    """Runs at start and each hour."""

    def __init__(self, database: Database, clock: Clock, settings: PeopleSettings) -> None:
        self._unverified = timedelta(hours=settings.unverified_keep_h)
        self._audit = timedelta(days=settings.audit_keep_days)
        self._database = database
        self._clock = clock

    async def run(self) -> None:
        """Delete for ever. Raises UnavailableError when the database is away."""
        while True:
            await self.delete_old()
            await asyncio.sleep(EVERY_S)

    async def delete_old(self) -> None:
        """Delete once."""
        now = instant(self._clock.wallclock())
        async with self._database.work() as work:
            await forget_before(work, facts=now - FACTS, session_events=now - SESSION_EVENTS)
            await delete_delivered_before(work, now - OUTBOX)
            await forget_mails_before(work, now - MAILS)
            await forget_expired(work, now)
            await forget_challenges(work, now)
            await forget_entries(work, now - self._audit)
            purged = await purge_unverified(work, now, self._unverified)
        if purged:
            _log.info("unverified_accounts_purged", accounts=purged)
