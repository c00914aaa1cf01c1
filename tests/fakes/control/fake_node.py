"""A media node as control sees it: asks, tells, keeps a lease, and is asked to stop streams."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import TypedDict

import httpx
from pydantic import TypeAdapter

from klieg.adapters.valkey import Bus
from klieg.contracts.facts import (
    FACTS_STREAM,
    EncoderDescription,
    EndReason,
    Fact,
    NodeStarted,
    StreamEnded,
    StreamEventName,
    StreamNoted,
    StreamStarted,
    TrackDescription,
)
from klieg.contracts.ingest import IngestProtocol, PublishAccepted, PublishRefused
from klieg.contracts.leases import NODE_LEASE_PREFIX, NODE_LEASE_TTL_MS, NodeLease
from klieg.contracts.node_control import PullSource
from klieg.domains.live import NodeOrders
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import BootId, ChannelId, FactId, NodeId, StreamSessionId, new_id

NODE = NodeId("node-1")
ENCODER = EncoderDescription(
    software="obs-output module",
    declared={"width": 1280.0, "encoder": "obs"},
    tracks=[TrackDescription(kind="video", codec="avc1.64001f", width=1280, height=720, frame_rate=30.0)],
)
_DECISION: TypeAdapter[PublishAccepted | PublishRefused] = TypeAdapter(PublishAccepted | PublishRefused)


class _Stamp(TypedDict):
    id: FactId
    node_id: NodeId
    boot_id: BootId
    occurred_at: float


@dataclass
class FakeNode(NodeOrders):
    """Plays a node. ``deaf`` makes it answer no stop."""

    bus: Bus
    node_id: NodeId = NODE
    boot_id: BootId = field(default_factory=lambda: BootId(new_id("boot", time.time())))
    held: set[StreamSessionId] = field(default_factory=set)
    stopped: dict[StreamSessionId, EndReason] = field(default_factory=dict)
    stop_asked: asyncio.Event = field(default_factory=asyncio.Event)
    pulls: dict[ChannelId, PullSource] = field(default_factory=dict)
    viewing_changes: list[ChannelId] = field(default_factory=list)
    deaf: bool = False

    async def authorize(
        self, control: httpx.AsyncClient, stream_key: str, *, protocol: IngestProtocol = "rtmp", encrypted: bool = False
    ) -> PublishAccepted | PublishRefused:
        """Ask control; hold the session it names."""
        body = {
            "node_id": self.node_id,
            "boot_id": self.boot_id,
            "protocol": protocol,
            "encrypted": encrypted,
            "stream_key": stream_key,
            "client_address": "192.0.2.7",
            "held_sessions": sorted(self.held),
        }
        response = await control.post("/internal/v1/ingest/authorize", json=body)
        assert response.status_code == httpx.codes.OK, response.text
        decision = _DECISION.validate_json(response.content)
        if isinstance(decision, PublishAccepted):
            self.held.add(decision.session_id)
        return decision

    async def renew_lease(self) -> None:
        """Say that it lives."""
        lease = NodeLease(
            node_id=self.node_id,
            boot_id=self.boot_id,
            control_url="http://127.0.0.1:1",
            held_sessions=sorted(self.held),
            pulls={channel_id: source.revision for channel_id, source in self.pulls.items()},
        )
        await self.bus.client.set(NODE_LEASE_PREFIX + self.node_id, lease.model_dump_json(), px=NODE_LEASE_TTL_MS)

    async def lose_lease(self) -> None:
        """Die without a word."""
        await self.bus.client.delete(NODE_LEASE_PREFIX + self.node_id)

    def started(self, session_id: StreamSessionId) -> StreamStarted:
        """Return the fact that a session can be watched."""
        return StreamStarted(**self._stamp(), session_id=session_id, encoder=ENCODER)

    def ended(self, session_id: StreamSessionId, reason: EndReason = EndReason.PUBLISHER_LEFT) -> StreamEnded:
        """Return the fact that a session is over."""
        self.held.discard(session_id)
        return StreamEnded(**self._stamp(), session_id=session_id, reason=reason)

    def noted(self, session_id: StreamSessionId, name: StreamEventName, code: str | None) -> StreamNoted:
        """Return the fact that something happened in a session."""
        return StreamNoted(**self._stamp(), session_id=session_id, name=name, code=code)

    def booted(self) -> NodeStarted:
        """Begin again, holding nothing; return the fact."""
        self.boot_id = BootId(new_id("boot", time.time()))
        self.held.clear()
        return NodeStarted(**self._stamp())

    async def tell(self, *facts: Fact) -> None:
        """Put facts on the bus."""
        for fact in facts:
            await self.bus.client.xadd(FACTS_STREAM, {"fact": fact.model_dump_json()})

    async def stop_stream(self, lease: NodeLease, session_id: StreamSessionId, reason: EndReason) -> None:
        """Take an order of control's."""
        self.stop_asked.set()
        if self.deaf:
            raise UnavailableError("The node does not answer.")
        assert lease.node_id == self.node_id
        self.stopped[session_id] = reason
        self.held.discard(session_id)

    async def tell_viewing_changed(self, lease: NodeLease, channel_id: ChannelId) -> None:
        """Take an order of control's."""
        assert lease.node_id == self.node_id
        if self.deaf:
            raise UnavailableError("The node does not answer.")
        self.viewing_changes.append(channel_id)

    async def start_pull(self, lease: NodeLease, channel_id: ChannelId, source: PullSource) -> None:
        """Take an order of control's."""
        assert lease.node_id == self.node_id
        self.pulls[channel_id] = source

    async def stop_pull(self, lease: NodeLease, channel_id: ChannelId) -> None:
        """Take an order of control's."""
        assert lease.node_id == self.node_id
        self.pulls.pop(channel_id, None)

    def _stamp(self) -> _Stamp:
        return {
            "id": FactId(new_id("fa", time.time())),
            "node_id": self.node_id,
            "boot_id": self.boot_id,
            "occurred_at": time.time(),
        }
