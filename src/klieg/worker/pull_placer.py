"""Has nodes fetch what channels pull: compares wishes with leases and tells nodes what to change, until both agree.

A node that dies takes its pulls out of its lease, so they are placed again. While the bus or the database is away
nothing is told; nodes go on fetching.
"""

import asyncio

import structlog

from klieg.adapters.database import Database
from klieg.domains.channels import KeyCipher, pull_sources
from klieg.domains.live import NodeDirectory, PullControl, PullOrder, plan_pulls
from klieg.kernel.errors import UnavailableError

_log = structlog.get_logger(__name__)
PLACE_EVERY_S = 1.0
"""A node's lease says what it keeps once a second."""


class PullPlacer:
    """One of possibly several; orders repeat, and repeating one changes nothing."""

    def __init__(self, database: Database, nodes: NodeDirectory, node_control: PullControl, cipher: KeyCipher) -> None:
        self._database = database
        self._nodes = nodes
        self._node_control = node_control
        self._cipher = cipher
        self._failed: set[PullOrder] = set()

    async def run(self) -> None:
        """Place for ever. Raises UnavailableError when the database or the bus is away."""
        while True:
            await self.place_once()
            await asyncio.sleep(PLACE_EVERY_S)

    async def place_once(self) -> None:
        """Compare once and give the orders that follow; what fails is tried again the next time."""
        async with self._database.read() as reading:
            sources = await pull_sources(reading, self._cipher)
        leases = await self._nodes.all_leases()
        orders = plan_pulls({channel_id: source.revision for channel_id, source in sources.items()}, leases)
        failed = set()
        for order in orders:
            try:
                if order.start:
                    source = sources[order.channel_id]
                    await self._node_control.start_pull(leases[order.node_id], order.channel_id, source)
                else:
                    await self._node_control.stop_pull(leases[order.node_id], order.channel_id)
            except UnavailableError as error:
                failed.add(order)
                if order not in self._failed:  # logged once, tried each time
                    _log.warning("pull_order_failed", channel=order.channel_id, node=order.node_id, error=str(error))
            else:
                _log.info("pull_ordered", channel=order.channel_id, node=order.node_id, start=order.start)
        self._failed = failed
