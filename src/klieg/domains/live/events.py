"""What live publishes."""

from typing import Literal

from klieg.contracts.facts import EndReason
from klieg.domains.work import Event


class SessionCreated(Event):
    """Fired when an encoder was let in; nothing can be watched yet."""

    type: Literal["session_created"] = "session_created"
    session_id: str


class SessionStarted(Event):
    """Fired when the first media of a session can be watched: the channel is live."""

    type: Literal["session_started"] = "session_started"
    session_id: str


class EncoderChanged(Event):
    """Fired when the encoder's description or the tracks of an open session changed."""

    type: Literal["encoder_changed"] = "encoder_changed"
    session_id: str


class SessionNoted(Event):
    """Fired when a node noted something of an open session."""

    type: Literal["session_noted"] = "session_noted"
    session_id: str


class SessionEnded(Event):
    """Fired when a session is over: the channel is not live."""

    type: Literal["session_ended"] = "session_ended"
    session_id: str
    reason: EndReason


class StopRequested(Event):
    """Fired when a node must drop a publisher that control has ended."""

    type: Literal["stop_requested"] = "stop_requested"
    session_id: str
    node_id: str
    boot_id: str
    reason: EndReason
