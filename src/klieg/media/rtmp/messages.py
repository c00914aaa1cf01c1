"""RTMP messages: types, and the bodies of protocol control and user control messages (RTMP 1.0, 5.4, 6.2, 7.1)."""

from dataclasses import dataclass
from enum import IntEnum

from klieg.media.rtmp.errors import MessageError


class MessageType(IntEnum):
    """Message type ids an encoder or we send (5.4, 7.1)."""

    SET_CHUNK_SIZE = 1
    ABORT = 2
    ACKNOWLEDGEMENT = 3
    USER_CONTROL = 4
    WINDOW_ACKNOWLEDGEMENT_SIZE = 5
    SET_PEER_BANDWIDTH = 6
    AUDIO = 8
    VIDEO = 9
    DATA_AMF3 = 15
    COMMAND_AMF3 = 17
    DATA_AMF0 = 18
    COMMAND_AMF0 = 20
    AGGREGATE = 22


class UserControlEvent(IntEnum):
    """User control events we act on (7.1.7)."""

    STREAM_BEGIN = 0
    PING_REQUEST = 6
    PING_RESPONSE = 7


class BandwidthLimitType(IntEnum):
    """How Set Peer Bandwidth limits (5.4.5)."""

    HARD = 0
    SOFT = 1
    DYNAMIC = 2


@dataclass(slots=True)
class Message:
    """One whole message.

    Attributes:
        type_id: Message type id; unknown ones are legal and ignored.
        stream_id: Message stream; 0 is the control stream.
        timestamp: Milliseconds modulo 2**32, as on the wire.
        payload: The body.
    """

    type_id: int
    stream_id: int
    timestamp: int
    payload: bytes


def read_u32(message: Message) -> int:
    """Return the four-byte value that types 1, 2, 3, 5 and 6 begin with.

    Raises:
        MessageError: The body is shorter.
    """
    if len(message.payload) < 4:
        raise MessageError(f"Message type {message.type_id} has {len(message.payload)} bytes, needs 4.")
    return int.from_bytes(message.payload[:4])


def read_user_control(message: Message) -> tuple[int, bytes]:
    """Return event type and event data of a user control message (7.1.7).

    Raises:
        MessageError: The body is shorter than an event type.
    """
    if len(message.payload) < 2:
        raise MessageError("A user control message has no event type.")
    return int.from_bytes(message.payload[:2]), message.payload[2:]


def control(type_id: MessageType, value: int, tail: bytes = b"") -> Message:
    """Build a protocol control message (5.4): message stream 0, timestamp ignored."""
    return Message(type_id, 0, 0, value.to_bytes(4) + tail)


def user_control(event: UserControlEvent, data: bytes) -> Message:
    """Build a user control message (7.1.7)."""
    return Message(MessageType.USER_CONTROL, 0, 0, event.to_bytes(2) + data)
