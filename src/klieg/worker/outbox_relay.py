"""Carries events from the outbox to the world: news for every control, and orders for nodes. At least once each."""

import asyncio
import json
from datetime import timedelta

import structlog

from klieg.adapters.database import Database, OutboxMessage, OutboxQueue
from klieg.adapters.valkey import News
from klieg.contracts.leases import NodeLease
from klieg.domains.channels import ViewingChanged
from klieg.domains.live import NodeControl, NodeDirectory, StopRequested, holder_of
from klieg.domains.work import instant
from klieg.kernel.clock import Clock
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import BootId, ChannelId, NodeId, StreamSessionId

_log = structlog.get_logger(__name__)
POLL_S = 0.3
"""How soon an event is noticed that another process wrote (the command line, another control)."""
LEASE = timedelta(seconds=30)
RETRY_FIRST_S = 0.5
RETRY_MOST_S = 30.0
STOP = "stop_requested"
VIEWING = "viewing_changed"
assert StopRequested.model_fields["type"].default == STOP, "the relay knows a stop by its type"
assert ViewingChanged.model_fields["type"].default == VIEWING, "and this one too"


class OutboxRelay:
    """One of possibly several relays on the same rows."""

    def __init__(
        self, database: Database, news: News, nodes: NodeDirectory, node_control: NodeControl, clock: Clock
    ) -> None:
        self._database = database
        self._queue = OutboxQueue(database)
        self._news = news
        self._nodes = nodes
        self._node_control = node_control
        self._clock = clock

    async def run(self) -> None:
        """Relay for ever. Raises UnavailableError when the database goes away."""
        while True:
            self._database.recorded.clear()
            while await self.relay_once():
                pass
            try:
                async with asyncio.timeout(POLL_S):
                    await self._database.recorded.wait()
            except TimeoutError:
                continue

    async def relay_once(self) -> int:
        """Deliver what is due; return how many messages were tried."""
        messages = await self._queue.take(instant(self._clock.wallclock()), LEASE)
        if not messages:
            return 0
        outcomes = await asyncio.gather(*(self._deliver(message) for message in messages))
        now = instant(self._clock.wallclock())
        delivered = [message.id for message, done in zip(messages, outcomes, strict=True) if done]
        failed = {
            message.id: now + timedelta(seconds=retry_wait_s(message.attempts))
            for message, done in zip(messages, outcomes, strict=True)
            if not done
        }
        await self._queue.settle(delivered, failed, now)
        return len(messages)

    async def _deliver(self, message: OutboxMessage) -> bool:
        try:
            if message.type == STOP:
                await self._stop(StopRequested.model_validate(message.payload))
            elif message.type == VIEWING:
                await self._tell_viewing(ViewingChanged.model_validate(message.payload))
            else:
                await self._news.publish(json.dumps(message.payload))
        except UnavailableError as error:
            _log.warning("outbox_retry", id=message.id, type=message.type, attempts=message.attempts, error=str(error))
            return False
        return True

    async def _stop(self, stop: StopRequested) -> None:
        lease = await self._lease_of(NodeId(stop.node_id), BootId(stop.boot_id))
        if lease is None:
            _log.info("stop_needless", session=stop.session_id, node=stop.node_id)  # what it held went with it
            return
        await self._node_control.stop_stream(lease, StreamSessionId(stop.session_id), stop.reason)
        _log.info("stop_delivered", session=stop.session_id, node=stop.node_id, reason=stop.reason)

    async def _tell_viewing(self, changed: ViewingChanged) -> None:
        """Tell the node that has the channel on the air; without one there is nothing to tell.

        Looked up at each attempt: a node that was let in and has not opened its broadcast yet is asked again.
        """
        async with self._database.read() as reading:
            holder = await holder_of(reading, changed.channel_id)
        lease = await self._lease_of(*holder) if holder is not None else None
        if lease is not None:
            await self._node_control.tell_viewing_changed(lease, ChannelId(changed.channel_id))
            _log.info("viewing_change_delivered", channel=changed.channel_name, node=lease.node_id)

    async def _lease_of(self, node_id: NodeId, boot_id: BootId) -> NodeLease | None:
        """Return the lease of a boot of a node, None when that is over."""
        lease = (await self._nodes.leases([node_id])).get(node_id)
        return lease if lease is not None and lease.boot_id == boot_id else None


def retry_wait_s(attempts: int) -> float:
    """Return how long to wait after the attempt of that number failed (from 1)."""
    return min(RETRY_FIRST_S * 2.0 ** min(attempts - 1, 10), RETRY_MOST_S)
