"""The whole server connection: bytes in slices, answers of the shell in between, nothing raised but our own bugs."""

from contextlib import suppress

from fakes.mutation import mutations
from fakes.rtmp_publisher import HANDSHAKE
from klieg.media.rtmp import amf0
from klieg.media.rtmp.aggregate import split
from klieg.media.rtmp.chunk_writer import ChunkWriter
from klieg.media.rtmp.connection import ServerConnection
from klieg.media.rtmp.errors import RtmpError
from klieg.media.rtmp.events import ConnectionFailed, ConnectReceived, PublishReceived
from klieg.media.rtmp.handshake import ServerHandshake
from klieg.media.rtmp.limits import DEFAULT_LIMITS
from klieg.media.rtmp.messages import Message, MessageType, control
from klieg.media.rtmp.states import State


def _wire() -> bytes:
    writer = ChunkWriter()
    command = MessageType.COMMAND_AMF0
    script = (
        (control(MessageType.SET_CHUNK_SIZE, 200), 2),
        (Message(command, 0, 0, amf0.encode("connect", 1, {"app": "live", "capsEx": 15})), 3),
        (Message(command, 0, 0, amf0.encode("createStream", 2, None)), 3),
        (Message(command, 1, 0, amf0.encode("publish", 3, None, "key", "live")), 4),
        (Message(MessageType.DATA_AMF0, 1, 0, amf0.encode("@setDataFrame", "onMetaData", {"width": 1})), 4),
        (Message(MessageType.VIDEO, 1, 0, bytes(700)), 6),
        (Message(MessageType.AUDIO, 1, 0x1000000, bytes(300)), 70),
        (Message(MessageType.AGGREGATE, 1, 7, b"\x08\x00\x00\x01" + bytes(7) + b"a" + bytes(4)), 400),
        (Message(MessageType.USER_CONTROL, 0, 0, b"\x00\x06abcd"), 2),
        (Message(command, 0, 0, amf0.encode("deleteStream", 4, None, 1)), 3),
    )
    pieces: list[bytes] = []
    for message, chunk_stream_id in script:
        pieces.append(writer.write(message, chunk_stream_id))
        if message.type_id == MessageType.SET_CHUNK_SIZE:
            writer.chunk_bytes = 200
    return b"".join(pieces)


SEEDS = (b"\x40" + _wire(), b"\x07" + _wire(), b"\xc9" + _wire()[:700])


def fuzz_one(data: bytes) -> None:
    if not data:
        return
    slice_bytes, refuse = (data[0] & 0x3F) * 8 + 1, data[0] & 0xC0 == 0xC0
    connection = ServerConnection(random=bytes(1528))
    connection.receive_data(HANDSHAKE, 0.0)
    failed = False
    for at in range(1, len(data), slice_bytes):
        piece = data[at : at + slice_bytes]
        while events := connection.receive_data(piece, at / 1000):
            assert not failed, "a failed connection says nothing more"
            for event in events:
                failed = isinstance(event, ConnectionFailed)
                assert not failed or event is events[-1], "the failure is the last event"
                _answer(connection, event, refuse=refuse)
            piece = b""
    assert not failed or connection.close_requested
    if connection.state is State.PUBLISHING:
        connection.end_publish("NetStream.Publish.Denied", "Over.")
    connection.data_to_send()
    _parts(data)


def _answer(connection: ServerConnection, event: object, *, refuse: bool) -> None:
    if isinstance(event, ConnectReceived):
        connection.accept_connect()
    elif isinstance(event, PublishReceived) and refuse:
        connection.refuse_publish(event.stream_id, "NetStream.Publish.BadName", "No.")
    elif isinstance(event, PublishReceived):
        connection.accept_publish(event.stream_id)


def _parts(data: bytes) -> None:
    """The parts that a good beginning hides."""
    with suppress(RtmpError):
        ServerHandshake(bytes(1528)).receive_data(data, 0)
    with suppress(RtmpError):
        split(Message(MessageType.AGGREGATE, 1, 0, data), DEFAULT_LIMITS)


def test_a_short_run() -> None:
    for data in mutations(SEEDS, 2000):
        fuzz_one(data)
