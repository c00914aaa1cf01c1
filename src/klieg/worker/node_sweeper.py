"""Ends sessions whose node is gone, or no longer holds them: a stuck "live" clears by itself.

While the bus is away nothing is known of any node, so nothing is ended; when it is back, nodes get the full grace
again. The other way round, a node that still holds a session control has ended is asked to drop it.
"""

import asyncio
from collections.abc import Collection, Mapping

import structlog

from klieg.adapters.database import Database
from klieg.contracts.facts import EndReason
from klieg.contracts.leases import NodeLease
from klieg.domains.live import (
    NodeControl,
    NodeDirectory,
    end_lost_session,
    is_lost,
    open_sessions,
    rules_view,
    unknown_or_ended,
)
from klieg.domains.work import instant
from klieg.kernel.clock import Clock
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import NodeId, StreamSessionId

_log = structlog.get_logger(__name__)
SWEEP_EVERY_S = 0.5
GRACE_S = 2.0
"""How long a session must look lost, at every sweep, before it is ended: lease 3 s + grace 2 s + sweep 0.5 s < 10 s."""
DROP_GRACE_S = 5.0
"""How long a node may hold a session that control has ended, before it is asked to drop it."""


class NodeSweeper:
    """Compares open sessions with leases."""

    def __init__(self, database: Database, nodes: NodeDirectory, node_control: NodeControl, clock: Clock) -> None:
        self._database = database
        self._nodes = nodes
        self._node_control = node_control
        self._clock = clock
        self._lost_since: dict[str, float] = {}
        self._ended_since: dict[str, float] = {}

    async def run(self) -> None:
        """Sweep for ever. Raises UnavailableError when the database or the bus is away."""
        self._forget()
        while True:
            await self.sweep_once()
            await asyncio.sleep(SWEEP_EVERY_S)

    async def sweep_once(self) -> None:
        """Look once. Raises UnavailableError, and begins every grace anew, when the bus or database is away."""
        try:
            leases = await self._nodes.all_leases()
            await self._end_lost(leases)
            await self._drop_ended(leases)
        except UnavailableError:
            self._forget()
            raise

    def _forget(self) -> None:
        self._lost_since.clear()
        self._ended_since.clear()

    async def _end_lost(self, leases: Mapping[NodeId, NodeLease]) -> None:
        async with self._database.read() as reading:
            found = await open_sessions(reading)
        now = instant(self._clock.wallclock())
        lost: dict[str, EndReason] = {}
        for session, _ in found:
            reason = is_lost(rules_view(session, now), leases.get(NodeId(session.node_id)))
            if reason is not None:
                lost[session.id] = reason
        for session_id in self._settled(self._lost_since, lost.keys(), GRACE_S):
            async with self._database.work() as work:
                if await end_lost_session(work, session_id, lost[session_id], now):
                    _log.warning("session_lost", session=session_id, reason=lost[session_id])

    async def _drop_ended(self, leases: Mapping[NodeId, NodeLease]) -> None:
        held = {session_id: lease for lease in leases.values() for session_id in lease.held_sessions}
        async with self._database.read() as reading:
            ended = await unknown_or_ended(reading, held.keys())
        for session_id in self._settled(self._ended_since, ended, DROP_GRACE_S):
            self._ended_since.pop(session_id)  # asked again after another grace, should it still be held
            try:
                await self._node_control.stop_stream(
                    held[StreamSessionId(session_id)], StreamSessionId(session_id), EndReason.NODE_LOST
                )
            except UnavailableError as error:
                _log.warning("drop_failed", session=session_id, error=str(error))

    def _settled(self, since: dict[str, float], names: Collection[str], grace_s: float) -> list[str]:
        now = self._clock.now()
        for name in set(since).difference(names):
            del since[name]
        return [name for name in names if now - since.setdefault(name, now) >= grace_s]
