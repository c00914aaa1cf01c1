"""What a node and its WebRTC worker tell each other beside tracks and units. Both ends are ours."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.track import TrackId

type GoneReason = Literal["left", "silent", "never_connected", "failed", "ended"]
"""Why a peer is closed that we did not close: see docs/protocols/whip.md."""


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True)


class SentSection(BaseModel):
    """One ``m=`` section of a viewer's offer that media are sent on, in the order of the engine's offer."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["video", "audio"]
    payload_type: int


# From the node.


class Configuration(_Message):
    """How peers are opened; JSON in the worker's command line.

    ``bind_address`` empty: every interface. ``silence_s``: a publisher that sends nothing for so long is gone.
    """

    port: int
    bind_address: str
    silence_s: float


class OpenPublisher(_Message):
    """Answer a publisher's offer; its units come under the name ``peer``."""

    type: Literal["open_publisher"] = "open_publisher"
    peer: str
    offer: str
    streams: list[ReceivedStream]


class OpenViewer(_Message):
    """Answer a viewer's offer; it is sent the units that come under the name ``broadcast``."""

    type: Literal["open_viewer"] = "open_viewer"
    peer: str
    broadcast: str
    offer: str
    sections: list[SentSection]


class AddCandidates(_Message):
    """Addresses a peer may be reached at, found after its offer."""

    type: Literal["add_candidates"] = "add_candidates"
    peer: str
    candidates: list[str]


class ClosePeer(_Message):
    """Close a peer's connection."""

    type: Literal["close_peer"] = "close_peer"
    peer: str


class AskKeyframe(_Message):
    """A viewer of what this publisher sends cannot go on without a keyframe."""

    type: Literal["ask_keyframe"] = "ask_keyframe"
    peer: str


class EndTrack(_Message):
    """No unit of one track of a broadcast will follow."""

    type: Literal["end_track"] = "end_track"
    broadcast: str
    track_id: TrackId


class CatchUp(_Message):
    """The next units of a broadcast come all at once; the first of them is ``span_s`` old."""

    type: Literal["catch_up"] = "catch_up"
    broadcast: str
    span_s: float


class EndBroadcast(_Message):
    """No unit of a broadcast will follow: its viewers are closed."""

    type: Literal["end_broadcast"] = "end_broadcast"
    broadcast: str


# From the worker.


class Ready(_Message):
    """Peers can be opened."""

    type: Literal["ready"] = "ready"


class PeerAnswered(_Message):
    """The answer to an offer."""

    type: Literal["answered"] = "answered"
    peer: str
    answer: str


class PeerRefused(_Message):
    """An offer that cannot be answered; the sentence is for whoever made it."""

    type: Literal["refused"] = "refused"
    peer: str
    sentence: str


class PeerConnected(_Message):
    """Media can flow."""

    type: Literal["connected"] = "connected"
    peer: str


class PeerGone(_Message):
    """A peer is closed, for a reason of its own: it left, fell silent, never connected, or failed."""

    type: Literal["gone"] = "gone"
    peer: str
    reason: GoneReason


class KeyframeWanted(_Message):
    """A viewer of this broadcast cannot go on without a keyframe."""

    type: Literal["keyframe_wanted"] = "keyframe_wanted"
    broadcast: str


class PublisherStatistics(_Message):
    """What arrived of one publisher: rates over the last seconds, times in milliseconds, counters since it came."""

    kbps: float = 0.0
    frame_rate: float = 0.0
    packets: int = 0
    lost: int = 0
    recovered: int = 0
    jitter_ms: float = 0.0
    round_trip_ms: float | None = None


class ViewerStatistics(_Message):
    """What one viewer told of its line."""

    estimated_kbps: float | None = None
    loss: float = 0.0


class WorkerStatistics(_Message):
    """Once a second: counters since the worker started, and what is known of each peer."""

    type: Literal["statistics"] = "statistics"
    packets_received: int
    packets_sent: int
    packets_resent: int
    send_faults: int
    cpu_seconds: float
    publishers: dict[str, PublisherStatistics]
    viewers: dict[str, ViewerStatistics]


type ToWorker = Annotated[
    OpenPublisher | OpenViewer | AddCandidates | ClosePeer | AskKeyframe | EndTrack | CatchUp | EndBroadcast,
    Field(discriminator="type"),
]
type FromWorker = Annotated[
    Ready | PeerAnswered | PeerRefused | PeerConnected | PeerGone | KeyframeWanted | WorkerStatistics,
    Field(discriminator="type"),
]
TO_WORKER: TypeAdapter[ToWorker] = TypeAdapter(ToWorker)
FROM_WORKER: TypeAdapter[FromWorker] = TypeAdapter(FromWorker)
