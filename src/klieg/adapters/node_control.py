"""Control speaks to a node over the node's own HTTP control API."""

import httpx

from klieg.contracts.facts import EndReason
from klieg.contracts.leases import NodeLease
from klieg.contracts.node_control import StopStream
from klieg.domains.live import NodeControl
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import StreamSessionId

TIMEOUT_S = 3.0


class HttpNodeControl(NodeControl):
    """One pooled client for all nodes."""

    def __init__(self, secret: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {secret}"}, timeout=TIMEOUT_S, transport=transport, trust_env=False
        )

    async def stop_stream(self, lease: NodeLease, session_id: StreamSessionId, reason: EndReason) -> None:
        """Ask the node to end a session; raises UnavailableError unless it says it did."""
        url = f"{lease.control_url.rstrip('/')}/control/v1/streams/{session_id}/stop"
        try:
            response = await self._client.post(url, json=StopStream(reason=reason).model_dump(mode="json"))
        except httpx.HTTPError as error:
            raise UnavailableError(f"Node {lease.node_id} does not answer: {type(error).__name__}.") from error
        if response.status_code != httpx.codes.NO_CONTENT:
            raise UnavailableError(f"Node {lease.node_id} answered {response.status_code} to a stop.")

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()
