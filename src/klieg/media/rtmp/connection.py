"""An RTMP connection as a server sees it: bytes and now in, events and bytes out."""

from klieg.media.rtmp import aggregate, amf0
from klieg.media.rtmp.chunk_reader import ChunkReader
from klieg.media.rtmp.chunk_writer import ChunkWriter
from klieg.media.rtmp.commands import amf0_body, parse_command
from klieg.media.rtmp.dialogue import Dialogue
from klieg.media.rtmp.errors import LimitExceededError, RtmpError
from klieg.media.rtmp.events import (
    AudioReceived,
    ConnectionFailed,
    Event,
    MetadataReceived,
    VideoReceived,
)
from klieg.media.rtmp.flow import Flow
from klieg.media.rtmp.handshake import ServerHandshake
from klieg.media.rtmp.limits import DEFAULT_LIMITS, Limits
from klieg.media.rtmp.messages import (
    Message,
    MessageType,
    UserControlEvent,
    control,
    read_u32,
    read_user_control,
    user_control,
)
from klieg.media.rtmp.states import READING_STATES, Input, State
from klieg.media.rtmp.timestamps import TimestampUnwrapper

SENT_CHUNK_BYTES = 4096
_CONTROL_CHUNK_STREAM = 2
_COMMAND_CHUNK_STREAM = 3
_STATUS_CHUNK_STREAM = 5
_COMMANDS = frozenset({MessageType.COMMAND_AMF0, MessageType.COMMAND_AMF3})
_DATA = frozenset({MessageType.DATA_AMF0, MessageType.DATA_AMF3})


class ServerConnection:
    """The server's side of one connection, for a publisher.

    While an answer of the shell is owed (``accept_*``, ``refuse_*``) nothing more is read, so a peer that talks ahead
    is understood in order; call ``receive_data(b"", now)`` after answering to go on with what came meanwhile.

    Args:
        random: The 1528 random bytes of the handshake.
        limits: Every maximum.

    Attributes:
        close_requested: After draining ``data_to_send``, close the socket.
    """

    def __init__(self, *, random: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._handshake: ServerHandshake | None = ServerHandshake(random)
        self._reader = ChunkReader(limits)
        self._writer = ChunkWriter()
        self._flow = Flow()
        self._dialogue = Dialogue(self._send, limits)
        self._clock = TimestampUnwrapper()
        self._outgoing: list[bytes] = []
        self._idle_bytes = 0
        self._second = 0

    @property
    def close_requested(self) -> bool:
        """True once the connection is over from our side."""
        return self._dialogue.state is State.CLOSED

    @property
    def state(self) -> State:
        """Where the dialogue stands."""
        return self._dialogue.state

    def receive_data(self, data: bytes, now: float) -> list[Event]:
        """Take bytes from the socket at ``now`` (monotonic seconds).

        Never raises on the peer's faults: the last event is then ConnectionFailed and ``close_requested`` is true.
        """
        events: list[Event] = []
        if self._dialogue.state is State.CLOSED:
            return events
        try:
            self._count(data, now)
            self._receive(data, now, events)
            self._acknowledge()
        except RtmpError as error:
            self._dialogue.state = State.CLOSED
            events.append(ConnectionFailed(error))
        return events

    def data_to_send(self) -> bytes:
        """Return and forget the bytes to write."""
        outgoing = b"".join(self._outgoing)
        self._outgoing.clear()
        return outgoing

    def accept_connect(self) -> None:
        """Let the peer in (answers ConnectReceived)."""
        self._dialogue.accept_connect(
            [
                control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, self._flow.sent_window),
                self._flow.peer_bandwidth(),
                control(MessageType.SET_CHUNK_SIZE, SENT_CHUNK_BYTES),
            ],
        )

    def refuse_connect(self, description: str) -> None:
        """Turn the peer away (answers ConnectReceived) with a sentence for the person at the encoder."""
        self._dialogue.refuse_connect(description)

    def accept_publish(self, stream_id: int) -> None:
        """Let the publish begin (answers PublishReceived)."""
        if self._dialogue.accept_publish(stream_id):
            self._send(user_control(UserControlEvent.STREAM_BEGIN, stream_id.to_bytes(4)))
            self._clock = TimestampUnwrapper()
            self._idle_bytes = 0

    def refuse_publish(self, stream_id: int, code: str, description: str) -> None:
        """Refuse the publish (answers PublishReceived) by an onStatus code and a sentence, then close."""
        self._dialogue.refuse_publish(stream_id, code, description)

    def end_publish(self, code: str, description: str) -> None:
        """End the accepted publish by an onStatus code and a sentence, then close. Harmless when it is over."""
        self._dialogue.end_publish(code, description)

    def _count(self, data: bytes, now: float) -> None:
        self._flow.received_bytes += len(data)
        if self._second != (second := int(now)):
            self._second = second
            self._reader.headers_left = self._limits.headers_per_second
        if self._dialogue.state is not State.PUBLISHING:
            self._idle_bytes += len(data)
            if self._idle_bytes > self._limits.bytes_before_publish:
                raise LimitExceededError("bytes_before_publish", self._limits.bytes_before_publish)

    def _receive(self, data: bytes, now: float, events: list[Event]) -> None:
        if self._handshake is not None:
            answer = self._handshake.receive_data(data, int(now * 1000))
            if answer:
                self._outgoing.append(answer)
            if not self._handshake.complete:
                return
            data = self._handshake.rest
            self._handshake = None
            self._dialogue.state = State.OPEN
        reader = self._reader
        reader.receive_data(data)
        while self._dialogue.state in READING_STATES:
            message = reader.next_message()
            if message is None:
                return
            self._receive_message(message, events)

    def _receive_message(self, message: Message, events: list[Event]) -> None:
        type_id = message.type_id
        if type_id in {MessageType.VIDEO, MessageType.AUDIO}:
            self._receive_media(message, events)
        elif type_id in _COMMANDS:
            event = self._dialogue.receive_command(parse_command(message, self._limits))
            if event is not None:
                events.append(event)
        elif type_id in _DATA:
            self._receive_metadata(message, events)
        elif type_id == MessageType.AGGREGATE:
            for inner in aggregate.split(message, self._limits):
                if inner.type_id in {MessageType.VIDEO, MessageType.AUDIO}:
                    self._receive_media(inner, events)
                elif inner.type_id in _DATA:
                    self._receive_metadata(inner, events)
        else:
            self._receive_control(message)

    def _receive_media(self, message: Message, events: list[Event]) -> None:
        dialogue = self._dialogue
        if not dialogue.step(Input.MEDIA) or message.stream_id != dialogue.publishing_stream_id:
            return
        timestamp_ms = self._clock.unwrap(message.timestamp)
        received = VideoReceived if message.type_id == MessageType.VIDEO else AudioReceived
        events.append(received(timestamp_ms, message.payload))

    def _receive_metadata(self, message: Message, events: list[Event]) -> None:
        """Fire for onMetaData, with or without the @setDataFrame in front; other data messages mean nothing here."""
        if not self._dialogue.step(Input.METADATA):
            return
        match amf0.decode(amf0_body(message), self._limits):
            case ["@setDataFrame", "onMetaData", dict(values), *_] | ["onMetaData", dict(values), *_]:
                events.append(MetadataReceived(values))

    def _receive_control(self, message: Message) -> None:
        """Protocol control (5.4) and user control (7.1.7); unknown message types are ignored."""
        match message.type_id:
            case MessageType.SET_CHUNK_SIZE:
                self._reader.set_chunk_size(read_u32(message))
            case MessageType.ABORT:
                self._reader.abort(read_u32(message))
            case MessageType.ACKNOWLEDGEMENT:
                self._flow.peer_acknowledged = read_u32(message)
            case MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE:
                self._flow.receive_window(read_u32(message))
            case MessageType.SET_PEER_BANDWIDTH:
                answer = self._flow.receive_peer_bandwidth(message)
                if answer is not None:
                    self._send(answer)
            case MessageType.USER_CONTROL:
                event, data = read_user_control(message)
                if event == UserControlEvent.PING_REQUEST:
                    self._send(user_control(UserControlEvent.PING_RESPONSE, data[:4]))

    def _acknowledge(self) -> None:
        acknowledgement = self._flow.acknowledgement()
        if acknowledgement is not None:
            self._send(acknowledgement)

    def _send(self, message: Message) -> None:
        if message.type_id not in _COMMANDS:
            chunk_stream_id = _CONTROL_CHUNK_STREAM
        else:
            chunk_stream_id = _STATUS_CHUNK_STREAM if message.stream_id else _COMMAND_CHUNK_STREAM
        self._outgoing.append(self._writer.write(message, chunk_stream_id))
        if message.type_id == MessageType.SET_CHUNK_SIZE:
            self._writer.chunk_bytes = read_u32(message)
