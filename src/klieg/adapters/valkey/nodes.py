"""Living nodes, by the leases they renew."""

from collections.abc import Collection, Mapping

import structlog
from pydantic import ValidationError
from valkey.exceptions import ValkeyError

from klieg.adapters.valkey.bus import Bus
from klieg.contracts.leases import NODE_LEASE_PREFIX, NodeLease
from klieg.domains.live import NodeDirectory
from klieg.kernel.ids import NodeId

_log = structlog.get_logger(__name__)
_SCAN_COUNT = 1000


class ValkeyNodeDirectory(NodeDirectory):
    """Reads ``klieg:node:<id>``."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def leases(self, nodes: Collection[NodeId]) -> Mapping[NodeId, NodeLease]:
        """Return the leases of those of ``nodes`` that live."""
        if not nodes:
            return {}
        try:
            values = await self._bus.client.mget([NODE_LEASE_PREFIX + node_id for node_id in nodes])
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error
        found = [_read_lease(value) for value in values if value is not None]
        return {lease.node_id: lease for lease in found if lease is not None}

    async def all_leases(self) -> Mapping[NodeId, NodeLease]:
        """Return every lease."""
        try:
            keys = [
                str(key) async for key in self._bus.client.scan_iter(match=f"{NODE_LEASE_PREFIX}*", count=_SCAN_COUNT)
            ]
        except (ValkeyError, OSError) as error:
            raise self._bus.unavailable(error) from error
        return await self.leases([NodeId(key.removeprefix(NODE_LEASE_PREFIX)) for key in keys])


def _read_lease(value: str) -> NodeLease | None:
    try:
        return NodeLease.model_validate_json(value)
    except ValidationError:
        _log.warning("lease_unreadable", size=len(value))
        return None
