"""Applies what nodes tell, once each."""

from collections.abc import Callable

import structlog
from pydantic import ValidationError

from klieg.adapters.database import Database
from klieg.adapters.valkey import FactsQueue
from klieg.adapters.valkey.facts import QueuedFact
from klieg.contracts.facts import FACT
from klieg.domains.live import apply_fact
from klieg.domains.work import instant
from klieg.kernel.clock import Clock

_log = structlog.get_logger(__name__)
BLOCK_MS = 1000
STALE_MS = 10_000
"""A fact given to another control this long ago and not acknowledged: that control is dead."""
CLAIM_EVERY_S = 5.0

type CountFact = Callable[[str, str], None]


class FactsConsumer:
    """This control's share of the facts. A fact is acknowledged after the commit that applied it."""

    def __init__(self, database: Database, queue: FactsQueue, clock: Clock, count: CountFact) -> None:
        self._database = database
        self._queue = queue
        self._clock = clock
        self._count = count
        self._claimed_at = float("-inf")

    async def run(self) -> None:
        """Consume for ever. Raises UnavailableError when the bus or the database goes away; run again, none is lost."""
        await self._queue.join()
        while await self._apply(await self._queue.read(unacknowledged=True, block_ms=0)):
            pass
        while True:
            await self.consume_once(BLOCK_MS)

    async def consume_once(self, block_ms: int) -> int:
        """Apply what is there, waiting up to ``block_ms``; return how many facts were read."""
        if self._clock.now() - self._claimed_at > CLAIM_EVERY_S:
            self._claimed_at = self._clock.now()
            await self._apply(await self._queue.claim_stale(STALE_MS))
        return await self._apply(await self._queue.read(unacknowledged=False, block_ms=block_ms))

    async def _apply(self, facts: list[QueuedFact]) -> int:
        for queued in facts:
            await self._apply_one(queued)
            await self._queue.acknowledge([queued.entry_id])
        return len(facts)

    async def _apply_one(self, queued: QueuedFact) -> None:
        try:
            fact = FACT.validate_json(queued.text)
        except ValidationError as error:
            _log.error("fact_unreadable", entry=queued.entry_id, faults=error.error_count(), size=len(queued.text))
            self._count("unknown", "unreadable")
            return
        async with self._database.work() as work:
            first = await apply_fact(work, fact, instant(self._clock.wallclock()))
        self._count(fact.type, "applied" if first else "repeated")
        _log.info("fact_applied" if first else "fact_repeated", type=fact.type, fact=fact.id, node=fact.node_id)
