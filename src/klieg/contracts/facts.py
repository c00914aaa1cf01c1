"""Facts a node tells control on the Valkey stream ``klieg:facts`` (field ``fact``: JSON), at least once.

A consumer applies a fact by its ``id`` once; a fact about an unknown or ended session changes nothing.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from klieg.kernel.ids import BootId, FactId, NodeId, StreamSessionId

FACTS_STREAM = "klieg:facts"
FACTS_GROUP = "control"
FACTS_MAX_ENTRIES = 100_000
"""Entries kept on the bus; older ones are trimmed (approximately)."""


class EndReason(StrEnum):
    """Why a stream session ended."""

    PUBLISHER_LEFT = "publisher_left"
    PUBLISHER_LOST = "publisher_lost"
    STOPPED = "stopped"
    KEY_RESET = "key_reset"
    CHANNEL_DELETED = "channel_deleted"
    PROTOCOL_ERROR = "protocol_error"
    LIMIT_BREACH = "limit_breach"
    MULTITRACK_NOT_ALLOWED = "multitrack_not_allowed"
    MULTITRACK_REQUIRED = "multitrack_required"
    MULTITRACK_TRACK_COUNT = "multitrack_track_count"
    MULTITRACK_TRACK_MEDIA = "multitrack_track_media"
    NODE_LOST = "node_lost"
    NODE_STOPPED = "node_stopped"
    NEVER_STARTED = "never_started"


class StreamEventName(StrEnum):
    """What a node may say of a session while it is on the air, as the video service calls it where it has a name."""

    LIMIT_BREACH = "Limit Breach"
    RENDITIONS_SHED = "Renditions Shed"
    RENDITIONS_RESTORED = "Renditions Restored"
    PUBLISHER_MUTED = "Publisher Muted"
    DVR_WINDOW_REDUCED = "DVR Window Reduced"


class TrackDescription(BaseModel):
    """A track as measured by the node."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["video", "audio"]
    codec: str
    width: int | None = None
    height: int | None = None
    frame_rate: float | None = None
    sample_rate: int | None = None
    channels: int | None = None


class EncoderDescription(BaseModel):
    """What the encoder says of itself (``onMetaData`` and ``connect``, kept verbatim), and what arrived."""

    model_config = ConfigDict(frozen=True)

    software: str | None = None
    declared: dict[str, str | float | bool | None] = Field(default_factory=dict)
    tracks: list[TrackDescription] = Field(default_factory=list)


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: FactId
    node_id: NodeId
    boot_id: BootId
    occurred_at: float = Field(description="Seconds since the Unix epoch, the node's clock")


class NodeStarted(_Fact):
    """Fired when a node process begins: every session of an earlier boot of this node is over."""

    type: Literal["node_started"] = "node_started"


class StreamStarted(_Fact):
    """Fired when the first media of a session can be fetched by a viewer."""

    type: Literal["stream_started"] = "stream_started"
    session_id: StreamSessionId
    encoder: EncoderDescription


class EncoderDescribed(_Fact):
    """Fired when the tracks or the encoder's own description change while on the air."""

    type: Literal["encoder_described"] = "encoder_described"
    session_id: StreamSessionId
    encoder: EncoderDescription


class StreamNoted(_Fact):
    """Fired when something happened to a session that its owner should read in its list of events.

    ``code`` says more: of PUBLISHER_MUTED which of its tracks are silent or hidden now, as ``none``, ``audio``,
    ``video`` or ``audio,video``; of RENDITIONS_SHED and RENDITIONS_RESTORED the names of the renditions, with commas.
    """

    type: Literal["stream_noted"] = "stream_noted"
    session_id: StreamSessionId
    name: StreamEventName
    code: str | None = Field(None, description="Kept up to 40 characters")


class StreamEnded(_Fact):
    """Fired when a session will get no more media: the publisher left, was stopped, or did not come back in time."""

    type: Literal["stream_ended"] = "stream_ended"
    session_id: StreamSessionId
    reason: EndReason


type Fact = Annotated[
    NodeStarted | StreamStarted | EncoderDescribed | StreamNoted | StreamEnded, Field(discriminator="type")
]
FACT: TypeAdapter[Fact] = TypeAdapter(Fact)
