"""What the outside sees: the same names in the API, on the realtime socket and in the CLI's ``--json``."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from klieg.contracts.facts import EncoderDescription, EndReason
from klieg.contracts.ingest import LatencyMode


class View(BaseModel):
    """Base of every answer: immutable, and every field is always there."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class PublicChannelView(View):
    """A channel as anybody may see it."""

    name: str = Field(examples=["demo"])
    title: str | None = Field(examples=["Friday demos"])
    playback_url: str = Field(examples=["http://localhost:8081/hls/demo/index.m3u8"])
    is_live: bool
    viewer_count: int = Field(description="Playback sessions whose last beat is younger than the window", ge=0)
    started_at: datetime | None = Field(description="When the stream that is on the air could first be watched")
    latency_mode: LatencyMode
    session_id: str | None = Field(description="The stream session on the air")


class ChannelView(PublicChannelView):
    """A channel as its owner sees it."""

    ingest_url: str = Field(examples=["rtmp://localhost:1935/live"])
    stream_key: str | None = Field(description="None when it was encrypted under a secret this control has not")
    created_at: datetime
    encoder: EncoderDescription | None = Field(description="Of the stream on the air")


class ChannelPage(View):
    """Channels in order of name."""

    channels: list[PublicChannelView]
    next_after: str | None = Field(description="Pass as ``after`` to get more; null at the end")


class StreamView(View):
    """A stream session that is open: live, or let in and about to be."""

    channel: str
    session_id: str
    is_live: bool
    node_id: str
    created_at: datetime
    started_at: datetime | None
    viewer_count: int
    encoder: EncoderDescription | None


class SessionEventView(View):
    """Something that happened in a stream session."""

    name: str = Field(examples=["Stream Start"])
    code: str | None
    time: datetime


class SessionView(View):
    """One time on the air."""

    session_id: str
    node_id: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    end_reason: EndReason | None
    encoder: EncoderDescription | None
    events: list[SessionEventView]


class SessionPage(View):
    """Stream sessions, newest first."""

    sessions: list[SessionView]
    next_before: str | None = Field(description="Pass as ``before`` to get older ones; null at the end")


class StoppedView(View):
    """A stream that was stopped."""

    channel: str
    session_id: str
