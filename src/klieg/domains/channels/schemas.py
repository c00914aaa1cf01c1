"""Shapes people send about channels."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from klieg.contracts.ingest import ChannelType, LatencyMode, MultitrackPolicy, MultitrackResolution, TranscodePreset
from klieg.contracts.playback import PlaybackPolicy
from klieg.domains.channels.rules import (
    CATEGORY_MAX,
    DESCRIPTION_MAX,
    LINK_MAX,
    LINK_PATTERN,
    LINKS_MAX,
    NAME_MAX,
    NAME_MIN,
    NAME_PATTERN,
    PULL_URL_MAX,
    PULL_URL_PATTERN,
    TAG_MAX,
    TAG_PATTERN,
    TAGS_MAX,
    TEXT_PATTERN,
    TITLE_MAX,
    TITLE_PATTERN,
)

type ChannelName = Annotated[
    str, StringConstraints(min_length=NAME_MIN, max_length=NAME_MAX, pattern=NAME_PATTERN, strict=True)
]
type ChannelTitle = Annotated[
    str, StringConstraints(min_length=1, max_length=TITLE_MAX, pattern=TITLE_PATTERN, strict=True)
]


type ChannelDescription = Annotated[
    str, StringConstraints(min_length=1, max_length=DESCRIPTION_MAX, pattern=TEXT_PATTERN, strict=True)
]
type Category = Annotated[
    str, StringConstraints(min_length=1, max_length=CATEGORY_MAX, pattern=TITLE_PATTERN, strict=True)
]
type Tag = Annotated[str, StringConstraints(min_length=1, max_length=TAG_MAX, pattern=TAG_PATTERN, strict=True)]
type Link = Annotated[str, StringConstraints(max_length=LINK_MAX, pattern=LINK_PATTERN, strict=True)]


class Multitrack(BaseModel):
    """Whether the channel takes several pictures from one encoder, and how large they may be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    policy: MultitrackPolicy = MultitrackPolicy.REFUSE
    maximum_resolution: MultitrackResolution = MultitrackResolution.FULL_HD


class ReviseMultitrack(BaseModel):
    """What to change of that. A field that is absent or null stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    policy: MultitrackPolicy | None = None
    maximum_resolution: MultitrackResolution | None = None


class CreateChannel(BaseModel):
    """A channel to be."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"name": "demo", "title": "Friday demos", "latency_mode": "LOW"}]},
    )

    name: ChannelName
    title: ChannelTitle | None = None
    latency_mode: LatencyMode = LatencyMode.LOW
    type: ChannelType = ChannelType.BASIC
    preset: TranscodePreset | None = Field(None, description="Of ADVANCED channels only; null: the type's own")
    insecure_ingest: bool = Field(
        default=True,
        strict=True,
        description="Whether publishers may come without encryption: plain RTMP, SRT without passphrase",
    )
    multitrack: Multitrack = Field(Multitrack(), description="Other than REFUSE on STANDARD channels only")


class ReviseChannel(BaseModel):
    """What to change of a channel. A field that is absent stays; null removes title, description and category.

    ``preset: null`` is the type's own; a preset goes by itself when the type has none. Of the other fields null
    means that they stay.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra={"examples": [{"title": "Saturday", "latency_mode": "NORMAL"}]}
    )

    title: ChannelTitle | None = None
    description: ChannelDescription | None = None
    category: Category | None = None
    tags: Annotated[list[Tag], Field(max_length=TAGS_MAX)] | None = None
    links: Annotated[list[Link], Field(max_length=LINKS_MAX)] | None = None
    mature: bool | None = Field(None, strict=True)
    playback_policy: PlaybackPolicy | None = None
    latency_mode: LatencyMode | None = None
    type: ChannelType | None = None
    preset: TranscodePreset | None = None
    insecure_ingest: bool | None = Field(None, strict=True)
    multitrack: ReviseMultitrack | None = None


class PullFrom(BaseModel):
    """Where to fetch a channel's media from."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra={"examples": [{"url": "rtsp://camera.example/stream"}]}
    )

    url: str = Field(
        max_length=PULL_URL_MAX,
        pattern=PULL_URL_PATTERN,
        description="rtmp, rtmps, http, https, rtsp, rtsps or file; a node fetches what its settings allow",
    )
