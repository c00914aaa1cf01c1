"""What live needs of the world."""

from collections.abc import Collection, Mapping
from typing import Protocol

from klieg.contracts.facts import EndReason
from klieg.contracts.leases import NodeLease
from klieg.contracts.node_control import PullSource
from klieg.kernel.ids import ChannelId, NodeId, StreamSessionId


class NodeDirectory(Protocol):
    """Which nodes live now, by their leases on the bus."""

    async def leases(self, nodes: Collection[NodeId]) -> Mapping[NodeId, NodeLease]:
        """Return the leases of those of ``nodes`` that live.

        Raises:
            UnavailableError: the bus does not answer, so nothing can be said of any node.
        """
        ...

    async def all_leases(self) -> Mapping[NodeId, NodeLease]:
        """Return the leases of every living node.

        Raises:
            UnavailableError: the bus does not answer.
        """
        ...


class NodeControl(Protocol):
    """Asks a node to do something, over the node's own control API."""

    async def stop_stream(self, lease: NodeLease, session_id: StreamSessionId, reason: EndReason) -> None:
        """End a session on its node: the encoder is told and dropped. Nothing happens when it is not held.

        Raises:
            UnavailableError: the node did not answer, or refused; asking again later may work.
        """
        ...

    async def tell_viewing_changed(self, lease: NodeLease, channel_id: ChannelId) -> None:
        """Have a node ask anew who may watch a channel it has on the air.

        Raises:
            UnavailableError: the node did not answer, or does not hold the channel (yet); asking again later may work.
        """
        ...


class PullControl(Protocol):
    """Has a node fetch media, over the node's own control API."""

    async def start_pull(self, lease: NodeLease, channel_id: ChannelId, source: PullSource) -> None:
        """Have a node fetch a channel's media, in place of what it fetched for that channel.

        Raises:
            UnavailableError: the node did not answer, or refused; asking again later may work.
        """
        ...

    async def stop_pull(self, lease: NodeLease, channel_id: ChannelId) -> None:
        """Have a node fetch a channel's media no longer. Nothing happens when it does not.

        Raises:
            UnavailableError: the node did not answer, or refused; asking again later may work.
        """
        ...


class NodeOrders(NodeControl, PullControl, Protocol):
    """All that control asks of nodes."""
