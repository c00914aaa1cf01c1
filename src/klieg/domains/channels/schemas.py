"""Shapes people send about channels."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from klieg.contracts.ingest import LatencyMode
from klieg.domains.channels.rules import NAME_MAX, NAME_MIN, NAME_PATTERN, TITLE_MAX, TITLE_PATTERN

type ChannelName = Annotated[
    str, StringConstraints(min_length=NAME_MIN, max_length=NAME_MAX, pattern=NAME_PATTERN, strict=True)
]
type ChannelTitle = Annotated[
    str, StringConstraints(min_length=1, max_length=TITLE_MAX, pattern=TITLE_PATTERN, strict=True)
]


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


class ReviseChannel(BaseModel):
    """What to change of a channel. A field that is absent stays; ``title: null`` removes the title."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra={"examples": [{"title": "Saturday", "latency_mode": "NORMAL"}]}
    )

    title: ChannelTitle | None = None
    latency_mode: LatencyMode | None = None
