"""Command messages (RTMP 1.0, 7.1.1, 7.2): parsing those of a peer, building ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from klieg.media.rtmp import amf0
from klieg.media.rtmp.amf0 import AmfObject, AmfValue, Encodable
from klieg.media.rtmp.errors import MessageError
from klieg.media.rtmp.limits import Limits
from klieg.media.rtmp.messages import Message, MessageType


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the peer.

    Attributes:
        stream_id: Message stream it came on; 0 for NetConnection commands.
        name: Procedure name.
        transaction_id: 0 when no answer is wanted.
        properties: The command object; empty when the peer sent null.
        arguments: What follows the command object.
    """

    stream_id: int
    name: str
    transaction_id: float
    properties: AmfObject
    arguments: tuple[AmfValue, ...]

    def text(self, index: int) -> str:
        """Return an argument that is to be a string; empty when it is missing or something else."""
        value = self.arguments[index] if index < len(self.arguments) else None
        return value if isinstance(value, str) else ""


def parse_command(message: Message, limits: Limits) -> Command:
    """Decode a command message of either type id.

    Type 17 bodies are AMF0 as well behind one zero byte, as every client sends them that does not use AMF3 inside.

    Raises:
        MessageError: No name or transaction id.
        Amf0Error: The body is not AMF0.
        LimitExceededError: A maximum of AMF0 decoding.
    """
    values = amf0.decode(amf0_body(message), limits)
    match values:
        case [str(name), float(transaction_id), *rest]:
            properties = rest[0] if rest and isinstance(rest[0], dict) else {}
            return Command(message.stream_id, name, transaction_id, properties, tuple(rest[1:]))
        case [str(name)]:
            return Command(message.stream_id, name, 0.0, {}, ())
    raise MessageError("A command message does not begin with a name and a transaction id.")


def amf0_body(message: Message) -> bytes:
    """Return a command or data body without the format byte of the AMF3 message types."""
    if message.type_id in {MessageType.COMMAND_AMF3, MessageType.DATA_AMF3}:
        return message.payload.removeprefix(b"\x00")
    return message.payload


def build_result(transaction_id: float, properties: Mapping[str, Encodable] | None, *results: Encodable) -> Message:
    """Build the ``_result`` that answers a call on the control stream (7.2.1.2)."""
    return _command(0, "_result", transaction_id, properties, *results)


def build_error(transaction_id: float, code: str, description: str) -> Message:
    """Build the ``_error`` that refuses a call on the control stream (7.2.1.2)."""
    return _command(0, "_error", transaction_id, None, _information("error", code, description))


def build_status(stream_id: int, level: str, code: str, description: str) -> Message:
    """Build an ``onStatus`` (7.2.2) of a message stream; ``level`` is ``status`` or ``error``."""
    return _command(stream_id, "onStatus", 0, None, _information(level, code, description))


def build_on_fc_publish(stream_name_code: str, description: str) -> Message:
    """Build the ``onFCPublish`` that encoders of the FMLE family wait for after FCPublish."""
    return _command(0, "onFCPublish", 0, None, _information("status", stream_name_code, description))


def build_close() -> Message:
    """Build the ``close`` command of a NetConnection (7.2.1)."""
    return _command(0, "close", 0, None)


def _information(level: str, code: str, description: str) -> dict[str, Encodable]:
    return {"level": level, "code": code, "description": description}


def _command(stream_id: int, name: str, transaction_id: float, *values: Encodable) -> Message:
    return Message(MessageType.COMMAND_AMF0, stream_id, 0, amf0.encode(name, transaction_id, *values))
