"""What a server connection tells its shell. Timestamps are unwrapped absolute milliseconds of the message stream."""

from dataclasses import dataclass
from enum import StrEnum

from klieg.media.rtmp.amf0 import AmfObject
from klieg.media.rtmp.errors import RtmpError


class EndReason(StrEnum):
    """How a publish came to its end while the connection lived."""

    UNPUBLISHED = "unpublished"
    """The encoder said goodbye: FCUnpublish, closeStream or deleteStream."""


@dataclass(frozen=True, slots=True)
class ConnectReceived:
    """Fired when the peer asks for an application; answer with ``accept_connect`` or ``refuse_connect``.

    Attributes:
        app: Application name without slashes around it or query after it.
        tc_url: The URL the encoder was given, as it sent it; may be empty.
        flash_version: How the encoder names itself (``FMLE/3.0 (compatible; FMSc/1.0)``); may be empty.
        properties: The whole command object.
    """

    app: str
    tc_url: str
    flash_version: str
    properties: AmfObject


@dataclass(frozen=True, slots=True)
class PublishReceived:
    """Fired when the peer asks to publish; answer with ``accept_publish`` or ``refuse_publish``.

    Attributes:
        stream_id: Message stream the media will come on.
        name: Stream name as sent, which for Klieg is the stream key, query included. A secret: never log it.
        publish_type: ``live``, ``record`` or ``append``.
    """

    stream_id: int
    name: str
    publish_type: str


@dataclass(frozen=True, slots=True)
class MetadataReceived:
    """Fired when the encoder describes itself (``@setDataFrame`` ``onMetaData``), during a publish."""

    values: AmfObject


@dataclass(slots=True)
class VideoReceived:
    """Fired for each video message of an accepted publish; ``payload`` is an FLV VideoTagHeader and its body."""

    timestamp_ms: int
    payload: bytes


@dataclass(slots=True)
class AudioReceived:
    """Fired for each audio message of an accepted publish; ``payload`` is an FLV AudioTagHeader and its body."""

    timestamp_ms: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class PublishEnded:
    """Fired when an accepted publish is over by the peer's own word. A lost connection fires nothing."""

    reason: EndReason


@dataclass(frozen=True, slots=True)
class ConnectionFailed:
    """Fired once, last, when the peer broke the protocol; drain what is to be sent, then close."""

    error: RtmpError


type Event = (
    ConnectReceived
    | PublishReceived
    | MetadataReceived
    | VideoReceived
    | AudioReceived
    | PublishEnded
    | ConnectionFailed
)
