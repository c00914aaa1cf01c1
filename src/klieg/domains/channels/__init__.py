"""Durable places: a channel's name, title, latency mode and stream key. Knows nothing of what is on the air now.

A stream key is kept as a hash (to find its channel) and encrypted (so that its owner can see it again).
"""

from klieg.domains.channels.actions import create_channel, delete_channel, reset_stream_key, revise_channel
from klieg.domains.channels.errors import (
    ChannelNameReservedError,
    ChannelNameTakenError,
    ChannelNotFoundError,
    MalformedStreamKeyError,
    StreamKeyUnreadableError,
)
from klieg.domains.channels.events import ChannelCreated, ChannelDeleted, ChannelRevised, StreamKeyReset
from klieg.domains.channels.models import Channel
from klieg.domains.channels.ports import KeyCipher
from klieg.domains.channels.queries import (
    channel_by_stream_key,
    channel_for_change,
    find_channel,
    list_channels,
    read_stream_key,
)
from klieg.domains.channels.rules import NAME_MAX, NAME_MIN, NAME_PATTERN, RESERVED_NAMES, StreamKey, is_channel_name
from klieg.domains.channels.schemas import ChannelName, ChannelTitle, CreateChannel, ReviseChannel

__all__ = [
    "NAME_MAX",
    "NAME_MIN",
    "NAME_PATTERN",
    "RESERVED_NAMES",
    "Channel",
    "ChannelCreated",
    "ChannelDeleted",
    "ChannelName",
    "ChannelNameReservedError",
    "ChannelNameTakenError",
    "ChannelNotFoundError",
    "ChannelRevised",
    "ChannelTitle",
    "CreateChannel",
    "KeyCipher",
    "MalformedStreamKeyError",
    "ReviseChannel",
    "StreamKey",
    "StreamKeyReset",
    "StreamKeyUnreadableError",
    "channel_by_stream_key",
    "channel_for_change",
    "create_channel",
    "delete_channel",
    "find_channel",
    "is_channel_name",
    "list_channels",
    "read_stream_key",
    "reset_stream_key",
    "revise_channel",
]
