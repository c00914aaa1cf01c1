"""Node leases in a dictionary."""

from collections.abc import Collection, Mapping

from klieg.contracts.leases import NodeLease
from klieg.domains.live import NodeDirectory
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import NodeId


class MemoryNodeDirectory(NodeDirectory):
    """Says what it was told; ``away`` makes it behave as a bus that does not answer."""

    def __init__(self) -> None:
        self.known: dict[NodeId, NodeLease] = {}
        self.away = False

    async def leases(self, nodes: Collection[NodeId]) -> Mapping[NodeId, NodeLease]:
        """Return the leases of those of ``nodes`` that live."""
        return {node_id: lease for node_id, lease in (await self.all_leases()).items() if node_id in nodes}

    async def all_leases(self) -> Mapping[NodeId, NodeLease]:
        """Return every lease."""
        if self.away:
            raise UnavailableError("The bus is away.")
        return dict(self.known)
