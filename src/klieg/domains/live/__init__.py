"""What is on the air: stream sessions, their events, who may publish, and how a session ends.

The media itself is a node's; here is only what nodes ask (``authorise_publish``) and tell (``apply_fact``). At most one
session of a channel is open at a time, by a unique index. Every ending is idempotent: the first reason stays.
"""

from klieg.domains.live.actions import (
    apply_fact,
    authorise_publish,
    end_lost_session,
    end_stream,
    forget_before,
    require_off_air,
    rules_view,
    stop_stream,
)
from klieg.domains.live.errors import ChannelNotLiveError, ChannelOnAirError
from klieg.domains.live.events import (
    EncoderChanged,
    SessionCreated,
    SessionEnded,
    SessionNoted,
    SessionStarted,
    StopRequested,
)
from klieg.domains.live.models import StreamSession, StreamSessionEvent
from klieg.domains.live.ports import NodeControl, NodeDirectory, NodeOrders, PullControl
from klieg.domains.live.queries import (
    channel_sessions,
    foreign_holder,
    holder_of,
    live_channel_ids,
    newest_open_sessions,
    open_sessions,
    open_sessions_of,
    unknown_or_ended,
)
from klieg.domains.live.rules import (
    Holder,
    MediaKind,
    OpenSession,
    PullOrder,
    SessionEventName,
    is_lost,
    muted_kinds,
    plan_pulls,
)

__all__ = [
    "ChannelNotLiveError",
    "ChannelOnAirError",
    "EncoderChanged",
    "Holder",
    "MediaKind",
    "NodeControl",
    "NodeDirectory",
    "NodeOrders",
    "OpenSession",
    "PullControl",
    "PullOrder",
    "SessionCreated",
    "SessionEnded",
    "SessionEventName",
    "SessionNoted",
    "SessionStarted",
    "StopRequested",
    "StreamSession",
    "StreamSessionEvent",
    "apply_fact",
    "authorise_publish",
    "channel_sessions",
    "end_lost_session",
    "end_stream",
    "foreign_holder",
    "forget_before",
    "holder_of",
    "is_lost",
    "live_channel_ids",
    "muted_kinds",
    "newest_open_sessions",
    "open_sessions",
    "open_sessions_of",
    "plan_pulls",
    "require_off_air",
    "rules_view",
    "stop_stream",
    "unknown_or_ended",
]
