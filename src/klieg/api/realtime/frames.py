"""The frames of the realtime socket."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from klieg.domains.channels import ChannelName
from klieg.domains.playback import PLAYBACK_SESSION_PATTERN
from klieg.kernel.errors import ProtocolError

MAX_FRAME_BYTES = 1024


class FrameError(ProtocolError):
    """A client's frame cannot be used."""


class _Frame(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Watch(_Frame):
    """Follow a channel."""

    type: Literal["watch"]
    channel: ChannelName


class Unwatch(_Frame):
    """No longer follow a channel."""

    type: Literal["unwatch"]
    channel: ChannelName


class Directory(_Frame):
    """Follow all channels on the air."""

    type: Literal["directory"]


type PlaybackSessionText = Annotated[str, Field(pattern=PLAYBACK_SESSION_PATTERN)]


class BeatFrame(_Frame):
    """This player plays."""

    type: Literal["beat"]
    channel: ChannelName
    playback_session_id: PlaybackSessionText


class Bye(_Frame):
    """This player stopped."""

    type: Literal["bye"]
    channel: ChannelName
    playback_session_id: PlaybackSessionText


type AnyClientFrame = Watch | Unwatch | Directory | BeatFrame | Bye
_CLIENT_FRAME: TypeAdapter[AnyClientFrame] = TypeAdapter(
    Annotated[Watch | Unwatch | Directory | BeatFrame | Bye, Field(discriminator="type")]
)


def parse_client_frame(text: str) -> AnyClientFrame:
    """Return the frame in ``text``.

    Raises:
        FrameError: too long, not JSON, or not one of the frames.
    """
    if len(text) > MAX_FRAME_BYTES:
        raise FrameError(f"A frame is at most {MAX_FRAME_BYTES} characters.")
    try:
        return _CLIENT_FRAME.validate_json(text.encode("utf-8", "replace"))
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, fault["loc"])) or "frame"
        raise FrameError(f"{place[:60]}: {fault['msg'][:160]}") from error
