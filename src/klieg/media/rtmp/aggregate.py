"""Aggregate messages (RTMP 1.0, 7.1.6): several messages in the shape of FLV tags inside one."""

from klieg.media.rtmp.errors import LimitExceededError, MessageError
from klieg.media.rtmp.limits import Limits
from klieg.media.rtmp.messages import Message

_HEADER_BYTES = 11
_BACK_POINTER_BYTES = 4


def split(message: Message, limits: Limits) -> list[Message]:
    """Return the messages inside, on the stream of the aggregate and in its time.

    The first takes the timestamp of the aggregate, the others keep their distance from the first.

    Raises:
        MessageError: A sub-message is cut off.
        LimitExceededError: aggregate_messages.
    """
    payload = message.payload
    inner: list[Message] = []
    shift = 0
    position = 0
    while position < len(payload):
        if len(inner) == limits.aggregate_messages:
            raise LimitExceededError("aggregate_messages", limits.aggregate_messages)
        body = position + _HEADER_BYTES
        end = body + int.from_bytes(payload[position + 1 : position + 4])
        if body > len(payload) or end > len(payload):
            raise MessageError("A message inside an aggregate message is cut off.")
        timestamp = int.from_bytes(payload[position + 4 : position + 7]) | payload[position + 7] << 24
        if not inner:
            shift = message.timestamp - timestamp
        inner.append(Message(payload[position], message.stream_id, (timestamp + shift) & 0xFFFFFFFF, payload[body:end]))
        position = end + _BACK_POINTER_BYTES
    return inner
