"""Durable places: a channel's name, title, configuration and credentials. Knows nothing of what is on the air now.

A stream key is kept as a hash (to find its channel) and encrypted (so that its owner can see it again).
"""

from klieg.domains.channels.actions import (
    create_channel,
    delete_channel,
    mint_missing_passphrases,
    reset_stream_key,
    revise_channel,
    set_pull,
)
from klieg.domains.channels.errors import (
    ChannelConfigurationError,
    ChannelNameReservedError,
    ChannelNameTakenError,
    ChannelNotFoundError,
    MalformedStreamKeyError,
    StreamKeyUnreadableError,
)
from klieg.domains.channels.events import ChannelCreated, ChannelDeleted, ChannelRevised, PullChanged, StreamKeyReset
from klieg.domains.channels.models import Channel
from klieg.domains.channels.ports import KeyCipher
from klieg.domains.channels.queries import (
    channel_by_stream_key,
    channel_for_change,
    find_channel,
    lacks_passphrases,
    list_channels,
    pull_sources,
    read_pull_url,
    read_srt_passphrase,
    read_stream_key,
)
from klieg.domains.channels.rules import (
    NAME_MAX,
    NAME_MIN,
    NAME_PATTERN,
    RESERVED_NAMES,
    Credential,
    PullUrl,
    SrtPassphrase,
    StreamKey,
    is_channel_name,
)
from klieg.domains.channels.schemas import ChannelName, ChannelTitle, CreateChannel, Multitrack, PullFrom, ReviseChannel

__all__ = [
    "NAME_MAX",
    "NAME_MIN",
    "NAME_PATTERN",
    "RESERVED_NAMES",
    "Channel",
    "ChannelConfigurationError",
    "ChannelCreated",
    "ChannelDeleted",
    "ChannelName",
    "ChannelNameReservedError",
    "ChannelNameTakenError",
    "ChannelNotFoundError",
    "ChannelRevised",
    "ChannelTitle",
    "CreateChannel",
    "Credential",
    "KeyCipher",
    "MalformedStreamKeyError",
    "Multitrack",
    "PullChanged",
    "PullFrom",
    "PullUrl",
    "ReviseChannel",
    "SrtPassphrase",
    "StreamKey",
    "StreamKeyReset",
    "StreamKeyUnreadableError",
    "channel_by_stream_key",
    "channel_for_change",
    "create_channel",
    "delete_channel",
    "find_channel",
    "is_channel_name",
    "lacks_passphrases",
    "list_channels",
    "mint_missing_passphrases",
    "pull_sources",
    "read_pull_url",
    "read_srt_passphrase",
    "read_stream_key",
    "reset_stream_key",
    "revise_channel",
    "set_pull",
]
