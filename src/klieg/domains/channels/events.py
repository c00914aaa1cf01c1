"""What channels publish."""

from typing import Literal

from klieg.domains.work import Event


class ChannelCreated(Event):
    """Fired when a channel comes to be."""

    type: Literal["channel_created"] = "channel_created"


class ChannelRevised(Event):
    """Fired when the title or the configuration changes."""

    type: Literal["channel_revised"] = "channel_revised"


class ChannelRenamed(Event):
    """Fired when a channel has another name; what followed the former one finds nothing there."""

    type: Literal["channel_renamed"] = "channel_renamed"
    former_name: str


class ViewingChanged(Event):
    """Fired when somebody may watch who might not, or may not who might: the node that has it on the air is told."""

    type: Literal["viewing_changed"] = "viewing_changed"


class PullChanged(Event):
    """Fired when a channel's media is to be fetched from elsewhere, or no longer."""

    type: Literal["pull_changed"] = "pull_changed"


class StreamKeyReset(Event):
    """Fired when the old stream key stopped being good."""

    type: Literal["stream_key_reset"] = "stream_key_reset"


class ChannelDeleted(Event):
    """Fired when a channel and its history are gone."""

    type: Literal["channel_deleted"] = "channel_deleted"
