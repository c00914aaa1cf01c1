"""A node asks control: may this publisher go on the air? ``POST /internal/v1/ingest/authorize`` on control."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, SecretStr

from klieg.kernel.ids import BootId, ChannelId, NodeId, StreamSessionId


class LatencyMode(StrEnum):
    """How close to live a channel is delivered: LOW is LL-HLS with parts, NORMAL is whole segments."""

    LOW = "LOW"
    NORMAL = "NORMAL"


class RefusalCode(StrEnum):
    """Why a publisher is refused. Each has one documented answer per ingest protocol (docs/protocols)."""

    UNKNOWN_KEY = "unknown_key"
    MALFORMED_KEY = "malformed_key"
    ALREADY_LIVE = "already_live"
    UNAVAILABLE = "unavailable"


class AuthorizePublish(BaseModel):
    """The question. ``held_sessions`` are the stream sessions this node has on the air or awaits back."""

    model_config = ConfigDict(frozen=True)

    node_id: NodeId
    boot_id: BootId
    protocol: Literal["rtmp"]
    stream_key: SecretStr
    client_address: str
    held_sessions: list[StreamSessionId]


class PublishAccepted(BaseModel):
    """Go on. ``resumed`` when the session is one the node already holds: an encoder came back in time."""

    model_config = ConfigDict(frozen=True)

    decision: Literal["accepted"] = "accepted"
    channel_id: ChannelId
    channel_name: str
    session_id: StreamSessionId
    latency_mode: LatencyMode
    resumed: bool


class PublishRefused(BaseModel):
    """No. ``description`` is one sentence fit for the person at the encoder."""

    model_config = ConfigDict(frozen=True)

    decision: Literal["refused"] = "refused"
    code: RefusalCode
    description: str


type PublishDecision = PublishAccepted | PublishRefused
