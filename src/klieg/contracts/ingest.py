"""What a node asks control, by HTTP with the internal secret.

``POST /internal/v1/ingest/authorize``: may this publisher go on the air? :class:`AuthorizePublish` → a decision.
``POST /internal/v1/ingest/srt-passphrase``: which passphrase has the channel of this stream key?
:class:`AskSrtPassphrase` → :class:`SrtPassphraseAnswer`.
"""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from klieg.contracts.playback import ViewingRules
from klieg.kernel.ids import BootId, ChannelId, NodeId, StreamSessionId


class LatencyMode(StrEnum):
    """How close to live a channel is delivered.

    ULTRA_LOW is WebRTC beside LL-HLS, LOW is LL-HLS with parts, NORMAL is whole segments.
    """

    ULTRA_LOW = "ULTRA_LOW"
    LOW = "LOW"
    NORMAL = "NORMAL"


class ChannelType(StrEnum):
    """What becomes of a publisher's picture, as the video service calls it.

    BASIC passes it on within tight limits, STANDARD passes it on beside a ladder of smaller ones, ADVANCED_SD and
    ADVANCED_HD make a ladder up to 480 and 720 lines.
    """

    BASIC = "BASIC"
    STANDARD = "STANDARD"
    ADVANCED_SD = "ADVANCED_SD"
    ADVANCED_HD = "ADVANCED_HD"


class TranscodePreset(StrEnum):
    """Which bit rates the ladder of an ADVANCED channel has."""

    HIGHER_BANDWIDTH_DELIVERY = "HIGHER_BANDWIDTH_DELIVERY"
    CONSTRAINED_BANDWIDTH_DELIVERY = "CONSTRAINED_BANDWIDTH_DELIVERY"


class MultitrackPolicy(StrEnum):
    """Whether a STANDARD channel takes several pictures from one encoder: not at all, if it likes, or nothing else."""

    REFUSE = "REFUSE"
    ALLOW = "ALLOW"
    REQUIRE = "REQUIRE"


class MultitrackResolution(StrEnum):
    """The largest picture of a multitrack publisher, by its longer edge: 864, 1280 or 1920 pixels."""

    SD = "SD"
    HD = "HD"
    FULL_HD = "FULL_HD"


class PublishRules(BaseModel):
    """What a channel's configuration asks of its publisher and of the node that takes it."""

    model_config = ConfigDict(frozen=True)

    channel_type: ChannelType = ChannelType.BASIC
    preset: TranscodePreset = TranscodePreset.HIGHER_BANDWIDTH_DELIVERY
    multitrack: MultitrackPolicy = MultitrackPolicy.REFUSE
    multitrack_resolution: MultitrackResolution = MultitrackResolution.FULL_HD
    max_lines: int | None = Field(None, description="Pixels of the shorter edge that a picture may have at most")


type IngestProtocol = Literal["rtmp", "rtmps", "srt", "whip", "pull"]
"""How a publisher reached the node."""


class RefusalCode(StrEnum):
    """Why a publisher is refused. Each has one documented answer per ingest protocol (docs/protocols)."""

    UNKNOWN_KEY = "unknown_key"
    MALFORMED_KEY = "malformed_key"
    ALREADY_LIVE = "already_live"
    INSECURE_INGEST = "insecure_ingest"
    UNAVAILABLE = "unavailable"


class AuthorizePublish(BaseModel):
    """The question. ``held_sessions`` are the stream sessions this node has on the air or awaits back."""

    model_config = ConfigDict(frozen=True)

    node_id: NodeId
    boot_id: BootId
    protocol: IngestProtocol
    stream_key: SecretStr
    client_address: str
    held_sessions: list[StreamSessionId]
    encrypted: bool = Field(False, description="Whether SRT carries it encrypted; other protocols speak for themselves")


class PublishAccepted(BaseModel):
    """Go on.

    Attributes:
        resumed: The session is one the node already holds: an encoder came back in time.
        viewing: Who may watch. Of a resumed session the node goes by what it knows: it was told of every change.
    """

    model_config = ConfigDict(frozen=True)

    decision: Literal["accepted"] = "accepted"
    channel_id: ChannelId
    channel_name: str
    session_id: StreamSessionId
    latency_mode: LatencyMode
    resumed: bool
    rules: PublishRules = PublishRules()
    viewing: ViewingRules = ViewingRules()


class PublishRefused(BaseModel):
    """No. ``description`` is one sentence fit for the person at the encoder."""

    model_config = ConfigDict(frozen=True)

    decision: Literal["refused"] = "refused"
    code: RefusalCode
    description: str


type PublishDecision = PublishAccepted | PublishRefused


class AskSrtPassphrase(BaseModel):
    """Asked within SRT's handshake, before its encryption is agreed; opens nothing."""

    model_config = ConfigDict(frozen=True)

    stream_key: SecretStr


class SrtPassphraseAnswer(BaseModel):
    """What an encrypted caller must have used.

    Attributes:
        passphrase: 24 characters; None when no channel has the key, or control cannot read what it encrypted.
        required: Whether a caller without encryption will be refused with INSECURE_INGEST.
    """

    model_config = ConfigDict(frozen=True)

    passphrase: str | None = Field(repr=False)
    required: bool
