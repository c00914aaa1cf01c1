"""What the outside sees: the same names in the API, on the realtime socket and in the CLI's ``--json``."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from klieg.contracts.facts import EncoderDescription, EndReason
from klieg.contracts.ingest import (
    ChannelType,
    IngestProtocol,
    LatencyMode,
    MultitrackPolicy,
    MultitrackResolution,
    TranscodePreset,
)
from klieg.contracts.playback import PlaybackPolicy
from klieg.domains.live import MediaKind


class View(BaseModel):
    """Base of every answer: immutable, and every field is always there."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class PublicChannelView(View):
    """A channel as anybody may see it."""

    name: str = Field(examples=["demo"])
    display_name: str = Field(description="As its owner writes it", examples=["Demo"])
    color: str = Field(description="One of seven", examples=["turquoise"])
    avatar_url: str = Field(description="On the origin of the page, or elsewhere", examples=["/avatars/hedgehog.svg"])
    banner_url: str | None = Field(
        description="16:9, on the origin of the page; none: the colour alone",
        examples=["/pictures/pc_0123456789abcdefghjkmn/1280.webp"],
    )
    thumbnail_url: str | None = Field(
        description="What is on the air now, made anew every few seconds; 404 where there is no picture (yet)",
        examples=["http://localhost:8081/thumbnails/demo.jpg"],
    )
    title: str | None = Field(examples=["Friday demos"])
    description: str | None
    category: str | None = Field(examples=["Music"])
    tags: list[str]
    links: list[str]
    mature: bool
    playback_url: str = Field(examples=["http://localhost:8081/hls/demo/index.m3u8"])
    whep_url: str = Field(
        description="Where players ask for it by WebRTC", examples=["http://localhost:8081/whep/demo"]
    )
    is_live: bool
    follower_count: int = Field(ge=0)
    is_partner: bool = Field(description="So many follow it that it has a badge, where the operator gives one")
    viewer_count: int = Field(description="Playback sessions whose last beat is younger than the window", ge=0)
    started_at: datetime | None = Field(description="When the stream that is on the air could first be watched")
    latency_mode: LatencyMode
    session_id: str | None = Field(description="The stream session on the air")
    publisher_muted: list[MediaKind] = Field(description="What the publisher on the air has switched off for now")


class MultitrackView(View):
    """Whether several pictures from one encoder are taken, and how large they may be."""

    policy: MultitrackPolicy
    maximum_resolution: MultitrackResolution


class ChannelView(PublicChannelView):
    """A channel as its owner sees it."""

    owner: str | None = Field(description="Name of the account it belongs to; none: the operator's")
    playback_policy: PlaybackPolicy
    type: ChannelType
    preset: TranscodePreset | None = Field(description="Of ADVANCED channels")
    max_lines: int | None = Field(description="Of the shorter edge of a picture; none: as the type has it")
    insecure_ingest: bool
    multitrack: MultitrackView
    ingest_url: str = Field(examples=["rtmp://localhost:1935/live"])
    rtmps_url: str | None = Field(description="None when RTMPS is off", examples=["rtmps://localhost:1936/live"])
    srt_url: str | None = Field(
        description="With the stream key as stream id, and the passphrase where one is needed; none when SRT is off",
        examples=["srt://localhost:9000?streamid=sk_abcdefghijklmnopqrstuvwxyz234567"],
    )
    whip_url: str = Field(description="The stream key is the bearer token", examples=["http://localhost:8081/whip"])
    stream_key: str | None = Field(description="None when it was encrypted under a secret this control has not")
    srt_passphrase: str | None = Field(description="For SRT with encryption; none as the stream key")
    pull_url: str | None = Field(description="Where a node fetches its media from; passwords are masked")
    created_at: datetime
    encoder: EncoderDescription | None = Field(description="Of the stream on the air")


class ChannelPage(View):
    """Channels in order of name."""

    channels: list[PublicChannelView]
    next_after: str | None = Field(description="Pass as ``after`` to get more; null at the end")


class ChannelList(View):
    """Channels in the order that was asked for."""

    channels: list[PublicChannelView]
    next_offset: int | None = Field(description="Pass as ``offset`` to get more; null at the end")


class LivePage(View):
    """Live channels, those that went live last first."""

    channels: list[PublicChannelView]
    next_after: str | None = Field(description="Pass as ``after`` to get more; null at the end")


class CategoryView(View):
    """A category of what is live."""

    name: str
    live_count: int = Field(ge=1)
    viewer_count: int = Field(ge=0)


class CategoryList(View):
    """Categories, those with most live channels first."""

    categories: list[CategoryView]


class RelationView(View):
    """What somebody has to do with a channel."""

    is_owner: bool
    is_following: bool
    follower_count: int = Field(ge=0)


class StreamView(View):
    """A stream session that is open: live, or let in and about to be."""

    channel: str
    session_id: str
    is_live: bool
    protocol: IngestProtocol
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
    protocol: IngestProtocol = Field(description="How the publisher reached the node")
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
