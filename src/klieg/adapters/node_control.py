"""Control speaks to a node over the node's own HTTP control API."""

import httpx

from klieg.contracts.facts import EndReason
from klieg.contracts.leases import NodeLease
from klieg.contracts.node_control import PullSource, StopStream
from klieg.domains.live import NodeOrders
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import ChannelId, StreamSessionId

TIMEOUT_S = 3.0


class HttpNodeControl(NodeOrders):
    """One pooled client for all nodes."""

    def __init__(self, secret: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {secret}"}, timeout=TIMEOUT_S, transport=transport, trust_env=False
        )

    async def stop_stream(self, lease: NodeLease, session_id: StreamSessionId, reason: EndReason) -> None:
        """Ask the node to end a session; raises UnavailableError unless it says it did."""
        body = StopStream(reason=reason).model_dump(mode="json")
        await self._order(lease, "POST", f"streams/{session_id}/stop", body)

    async def tell_viewing_changed(self, lease: NodeLease, channel_id: ChannelId) -> None:
        """Have the node ask anew who may watch; raises UnavailableError unless it says it will."""
        await self._order(lease, "POST", f"channels/{channel_id}/viewing-changed")

    async def start_pull(self, lease: NodeLease, channel_id: ChannelId, source: PullSource) -> None:
        """Have the node fetch a channel's media; raises UnavailableError unless it says it will."""
        await self._order(lease, "PUT", f"pulls/{channel_id}", source.model_dump(mode="json"))

    async def stop_pull(self, lease: NodeLease, channel_id: ChannelId) -> None:
        """Have the node fetch it no longer; raises UnavailableError unless it says so."""
        await self._order(lease, "DELETE", f"pulls/{channel_id}")

    async def _order(self, lease: NodeLease, method: str, path: str, body: object = None) -> None:
        url = f"{lease.control_url.rstrip('/')}/control/v1/{path}"
        try:
            response = await self._client.request(method, url, json=body)
        except httpx.HTTPError as error:
            raise UnavailableError(f"Node {lease.node_id} does not answer: {type(error).__name__}.") from error
        if response.status_code != httpx.codes.NO_CONTENT:
            raise UnavailableError(f"Node {lease.node_id} answered {response.status_code} to {method} {path}.")

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()
