"""Facts of nodes, read by a consumer group: each by one control, again by another when that one dies."""

from dataclasses import dataclass

from valkey.exceptions import ResponseError, ValkeyError

from klieg.adapters.valkey.bus import Bus
from klieg.contracts.facts import FACTS_GROUP, FACTS_STREAM

BATCH = 100
_DEAD_CONSUMER_IDLE_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class QueuedFact:
    """An entry of the stream: ``text`` is the fact's JSON, or empty when the entry carries none."""

    entry_id: str
    text: str


class FactsQueue:
    """This process's place in the consumer group. Every method raises UnavailableError when the bus is away."""

    def __init__(self, bus: Bus, consumer: str) -> None:
        self._bus = bus
        self._consumer = consumer

    async def join(self) -> None:
        """Make the group (from the stream's beginning) if it is not there, and drop consumers long dead and idle."""
        client = self._bus.waiting_client
        try:
            await client.xgroup_create(FACTS_STREAM, FACTS_GROUP, id="0", mkstream=True)
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):
                raise self._bus.unavailable(error) from error
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error
        try:
            for consumer in await client.xinfo_consumers(FACTS_STREAM, FACTS_GROUP):
                if consumer["pending"] == 0 and consumer["idle"] > _DEAD_CONSUMER_IDLE_MS:
                    await client.xgroup_delconsumer(FACTS_STREAM, FACTS_GROUP, consumer["name"])
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error

    async def read(self, *, unacknowledged: bool, block_ms: int) -> list[QueuedFact]:
        """Return the next facts, waiting up to ``block_ms`` for one.

        Args:
            unacknowledged: Those given to this consumer before and never acknowledged, rather than new ones.
            block_ms: How long to wait when there is none; not with ``unacknowledged``.
        """
        try:
            answer = await self._bus.waiting_client.xreadgroup(
                FACTS_GROUP,
                self._consumer,
                {FACTS_STREAM: "0" if unacknowledged else ">"},
                count=BATCH,
                block=None if unacknowledged else block_ms,
            )
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error
        return [_queued(entry) for _, entries in answer or [] for entry in entries]

    async def claim_stale(self, idle_ms: int) -> list[QueuedFact]:
        """Take over facts another consumer was given ``idle_ms`` ago and never acknowledged."""
        try:
            answer = await self._bus.waiting_client.xautoclaim(
                FACTS_STREAM, FACTS_GROUP, self._consumer, min_idle_time=idle_ms, start_id="0-0", count=BATCH
            )
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error
        return [_queued(entry) for entry in answer[1]]

    async def acknowledge(self, entry_ids: list[str]) -> None:
        """Say that these need not be given again."""
        try:
            await self._bus.client.xack(FACTS_STREAM, FACTS_GROUP, *entry_ids)
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error


def _queued(entry: tuple[str, dict[str, str] | None]) -> QueuedFact:
    entry_id, fields = entry
    return QueuedFact(entry_id, (fields or {}).get("fact", ""))
