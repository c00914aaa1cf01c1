"""What a publisher says on the wire, for tests of the RTMP engine; and a reader of what the server answers."""

from collections.abc import Iterable

from klieg.media.rtmp import amf0
from klieg.media.rtmp.amf0 import AmfValue, Encodable
from klieg.media.rtmp.chunk_reader import ChunkReader
from klieg.media.rtmp.chunk_writer import ChunkWriter
from klieg.media.rtmp.commands import amf0_body
from klieg.media.rtmp.connection import ServerConnection
from klieg.media.rtmp.events import Event
from klieg.media.rtmp.limits import DEFAULT_LIMITS, Limits
from klieg.media.rtmp.messages import Message, MessageType, read_u32

HANDSHAKE = b"\x03" + bytes(1536 * 2)
S0_S1_S2_BYTES = 1 + 1536 * 2


class Publisher:
    """Drives a ServerConnection through its bytes; accepts nothing by itself."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.connection = ServerConnection(random=bytes(1528), limits=limits)
        self.writer = ChunkWriter()
        self.now = 100.0
        self._reader = ChunkReader()

    def give(self, data: bytes) -> list[Event]:
        """Send raw bytes."""
        return self.connection.receive_data(data, self.now)

    def shake(self) -> None:
        """Do the whole handshake and swallow its answer."""
        assert self.give(HANDSHAKE) == []
        assert len(self.connection.data_to_send()) == S0_S1_S2_BYTES

    def send(self, message: Message, chunk_stream_id: int = 3) -> list[Event]:
        """Send one message."""
        return self.give(self.writer.write(message, chunk_stream_id))

    def call(self, name: str, transaction_id: float, *values: Encodable, stream_id: int = 0) -> list[Event]:
        """Send one AMF0 command."""
        body = amf0.encode(name, transaction_id, *values)
        return self.send(Message(MessageType.COMMAND_AMF0, stream_id, 0, body))

    def media(self, type_id: MessageType, timestamp: int, payload: bytes, stream_id: int = 1) -> list[Event]:
        """Send one audio or video message."""
        return self.send(Message(type_id, stream_id, timestamp, payload), 4 if type_id == MessageType.AUDIO else 6)

    def connect(self, **properties: Encodable) -> None:
        """Connect to the application ``live`` and be let in."""
        self.shake()
        self.call("connect", 1, {"app": "live", **properties})
        self.connection.accept_connect()

    def publish(self, name: str = "key") -> None:
        """Connect, create a stream, publish and be let on the air; swallow the answers."""
        self.connect()
        self.call("createStream", 2, None)
        self.call("publish", 3, None, name, "live", stream_id=1)
        self.connection.accept_publish(1)
        self.answers()

    def answers(self) -> list[Message]:
        """Return what the server sent since the last time, without a handshake."""
        self._reader.receive_data(self.connection.data_to_send())
        found: list[Message] = []
        while (message := self._reader.next_message()) is not None:
            if message.type_id == MessageType.SET_CHUNK_SIZE:
                self._reader.set_chunk_size(read_u32(message))
            found.append(message)
        return found

    def commands(self) -> list[list[AmfValue]]:
        """Return the commands among the answers, decoded."""
        return commands(self.answers())


def commands(messages: Iterable[Message]) -> list[list[AmfValue]]:
    """Return the commands among messages, decoded."""
    return [amf0.decode(amf0_body(one)) for one in messages if one.type_id == MessageType.COMMAND_AMF0]


def codes(decoded: Iterable[list[AmfValue]]) -> list[tuple[str, str]]:
    """Return level and code of each status among decoded commands."""
    found: list[tuple[str, str]] = []
    for values in decoded:
        information = values[-1]
        if isinstance(information, dict) and "code" in information:
            found.append((str(information["level"]), str(information["code"])))
    return found
