"""What a node keeps true on the bus while it lives: key ``klieg:node:<node id>``, JSON, with a short expiry."""

from pydantic import BaseModel, ConfigDict, Field

from klieg.kernel.ids import BootId, ChannelId, NodeId, StreamSessionId

NODE_LEASE_PREFIX = "klieg:node:"
NODE_LEASE_TTL_MS = 3000
NODE_LEASE_RENEW_S = 1.0


class NodeLease(BaseModel):
    """A live node. Its absence for longer than the time to live means its streams are off the air."""

    model_config = ConfigDict(frozen=True)

    node_id: NodeId
    boot_id: BootId
    control_url: str
    held_sessions: list[StreamSessionId]
    pulls: dict[ChannelId, str] = Field(default_factory=dict, description="Revision of each pull it keeps, by channel")
