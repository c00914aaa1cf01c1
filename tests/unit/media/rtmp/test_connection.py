import pytest

from fakes.rtmp_publisher import HANDSHAKE, Publisher, codes
from klieg.media.rtmp import amf0
from klieg.media.rtmp.amf0 import EcmaArray
from klieg.media.rtmp.errors import (
    Amf0Error,
    ChunkError,
    DialogueError,
    HandshakeError,
    LimitExceededError,
    MessageError,
    RtmpError,
)
from klieg.media.rtmp.events import (
    AudioReceived,
    ConnectionFailed,
    ConnectReceived,
    MetadataReceived,
    PublishEnded,
    PublishReceived,
    VideoReceived,
)
from klieg.media.rtmp.limits import Limits
from klieg.media.rtmp.messages import Message, MessageType, control
from klieg.media.rtmp.states import State


def test_from_handshake_to_goodbye() -> None:
    peer = Publisher()
    peer.shake()
    (asked,) = peer.call("connect", 1, {"app": "live"})
    assert isinstance(asked, ConnectReceived)
    peer.connection.accept_connect()
    peer.call("createStream", 2, None)
    assert peer.call("publish", 3, None, "key", "live", stream_id=1) == [PublishReceived(1, "key", "live")]
    peer.connection.accept_publish(1)
    assert peer.media(MessageType.VIDEO, 40, b"v") == [VideoReceived(40, b"v")]
    assert peer.media(MessageType.AUDIO, 41, b"a") == [AudioReceived(41, b"a")]
    (ended,) = peer.call("deleteStream", 4, None, 1)
    assert isinstance(ended, PublishEnded)
    assert not peer.connection.close_requested
    assert peer.connection.state is State.CONNECTED


def test_a_peer_that_talks_ahead_is_understood_in_order() -> None:
    peer = Publisher()
    wire = HANDSHAKE
    for stream_id, values in (
        (0, ("connect", 1, {"app": "live"})),
        (0, ("createStream", 2, None)),
        (1, ("publish", 3, None, "key", "live")),
    ):
        wire += peer.writer.write(Message(MessageType.COMMAND_AMF0, stream_id, 0, amf0.encode(*values)), 3)
    wire += peer.writer.write(Message(MessageType.VIDEO, 1, 0, b"v"), 6)
    assert [type(event) for event in peer.give(wire)] == [ConnectReceived]
    assert peer.give(b"") == []
    peer.connection.accept_connect()
    assert [type(event) for event in peer.give(b"")] == [PublishReceived]
    peer.connection.accept_publish(1)
    assert peer.give(b"") == [VideoReceived(0, b"v")]


@pytest.mark.parametrize("type_id", [MessageType.DATA_AMF0, MessageType.DATA_AMF3])
def test_metadata_is_kept_as_it_came(type_id: MessageType) -> None:
    peer = Publisher()
    peer.publish()
    values = EcmaArray(encoder="obs", width=1920.0, custom=[1.0, None])
    prefix = b"\x00" if type_id == MessageType.DATA_AMF3 else b""
    for body in (amf0.encode("@setDataFrame", "onMetaData", values), amf0.encode("onMetaData", values)):
        assert peer.send(Message(type_id, 1, 0, prefix + body)) == [MetadataReceived(values)]


def test_other_data_messages_mean_nothing() -> None:
    peer = Publisher()
    peer.publish()
    assert peer.send(Message(MessageType.DATA_AMF0, 1, 0, amf0.encode("onCuePoint", {}))) == []


def test_a_chunk_size_holds_at_once() -> None:
    peer = Publisher()
    peer.publish()
    peer.send(control(MessageType.SET_CHUNK_SIZE, 4096), 2)
    peer.writer.chunk_bytes = 4096
    assert peer.media(MessageType.VIDEO, 0, bytes(5000)) == [VideoReceived(0, bytes(5000))]


def test_media_of_another_message_stream_is_ignored() -> None:
    peer = Publisher()
    peer.publish()
    assert peer.media(MessageType.VIDEO, 0, b"v", stream_id=2) == []


def test_aggregates_come_apart() -> None:
    peer = Publisher()
    peer.publish()
    data = amf0.encode("onMetaData", {"a": 1})
    tags = [(8, b"a"), (9, b"v"), (18, data), (20, b"?")]
    inner = b"".join(bytes((kind,)) + len(body).to_bytes(3) + bytes(7) + body + bytes(4) for kind, body in tags)
    events = peer.send(Message(MessageType.AGGREGATE, 1, 70, inner))
    assert events == [AudioReceived(70, b"a"), VideoReceived(70, b"v"), MetadataReceived({"a": 1.0})]


def test_unknown_message_types_are_ignored() -> None:
    peer = Publisher()
    peer.publish()
    assert peer.send(Message(99, 1, 0, b"?")) == []
    assert peer.send(control(MessageType.ACKNOWLEDGEMENT, 5)) == []


def test_a_second_publish_after_a_goodbye_starts_its_own_time() -> None:
    peer = Publisher()
    peer.publish()
    peer.media(MessageType.VIDEO, 0xFFFFFFF0, b"v")
    peer.call("FCUnpublish", 4, None, "key")
    peer.call("publish", 5, None, "key", "live", stream_id=1)
    peer.connection.accept_publish(1)
    assert peer.media(MessageType.VIDEO, 5, b"v") == [VideoReceived(5, b"v")]


def test_the_kill_switch_says_why_and_asks_to_close() -> None:
    peer = Publisher()
    peer.publish()
    peer.connection.end_publish("NetStream.Publish.Denied", "Stopped by the operator.")
    assert ("error", "NetStream.Publish.Denied") in codes(peer.commands())
    assert peer.connection.close_requested
    assert peer.media(MessageType.VIDEO, 0, b"v") == []


@pytest.mark.parametrize("refuse", [True, False])
def test_refusals_ask_to_close(*, refuse: bool) -> None:
    peer = Publisher()
    peer.shake()
    peer.call("connect", 1, {"app": "nope"})
    if refuse:
        peer.connection.refuse_connect("No.")
    else:
        peer.connection.accept_connect()
        peer.call("createStream", 2, None)
        peer.call("publish", 3, None, "key", stream_id=1)
        peer.connection.refuse_publish(1, "NetStream.Publish.BadName", "No.")
    assert peer.connection.close_requested
    assert codes(peer.commands())[-1] == ("error", "NetStream.Publish.Rejected")


def test_what_we_send_is_forgotten_once_drained() -> None:
    peer = Publisher()
    peer.connect()
    assert peer.connection.data_to_send() != b""
    assert peer.connection.data_to_send() == b""


def _command(*values: str) -> Message:
    return Message(MessageType.COMMAND_AMF0, 0, 0, amf0.encode(*values))


@pytest.mark.parametrize(
    ("message", "error"),
    [
        (control(MessageType.SET_CHUNK_SIZE, 0), ChunkError),
        (Message(MessageType.ABORT, 0, 0, b"\x00"), MessageError),
        (Message(MessageType.USER_CONTROL, 0, 0, b""), MessageError),
        (control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 0), MessageError),
        (control(MessageType.SET_PEER_BANDWIDTH, 5), MessageError),
        (Message(MessageType.COMMAND_AMF0, 0, 0, b"\x07"), Amf0Error),
        (_command("connect", "x"), MessageError),
        (Message(MessageType.COMMAND_AMF0, 0, 0, amf0.encode("connect", 1, {})), DialogueError),
        (Message(MessageType.AGGREGATE, 1, 0, b"?"), MessageError),
        (Message(MessageType.DATA_AMF0, 1, 0, b"\x02\xff"), Amf0Error),
        (Message(MessageType.VIDEO, 1, 0, bytes(2000)), LimitExceededError),
    ],
)
def test_each_fault_of_the_peer_fails_the_connection_once(message: Message, error: type[RtmpError]) -> None:
    peer = Publisher(Limits(message_bytes=1000))
    peer.publish()
    events = peer.send(message)
    assert [type(event) for event in events] == [ConnectionFailed]
    assert isinstance(events[0], ConnectionFailed)
    assert type(events[0].error) is error
    assert peer.connection.close_requested
    assert peer.give(b"more") == []


def test_what_came_before_the_fault_is_told_first() -> None:
    peer = Publisher()
    peer.publish()
    good = peer.writer.write(Message(MessageType.VIDEO, 1, 7, b"v"), 6)
    events = peer.give(good + b"\xff")
    assert [type(event) for event in events] == [VideoReceived, ConnectionFailed]


def test_not_rtmp_fails_at_once() -> None:
    (failed,) = Publisher().give(b"GET / HTTP/1.1\r\n")
    assert isinstance(failed, ConnectionFailed)
    assert isinstance(failed.error, HandshakeError)


def test_bytes_before_a_publish_are_bounded_also_while_an_answer_is_owed() -> None:
    peer = Publisher(Limits(bytes_before_publish=5000))
    peer.shake()
    peer.call("connect", 1, {"app": "live"})
    assert peer.give(bytes(1000)) == []
    (failed,) = peer.give(bytes(1000))
    assert isinstance(failed, ConnectionFailed)
    assert "bytes_before_publish = 5000" in str(failed.error)


def test_bytes_of_a_publish_are_not_counted_against_the_time_before() -> None:
    peer = Publisher(Limits(bytes_before_publish=5000))
    peer.publish()
    for _ in range(10):
        assert len(peer.media(MessageType.VIDEO, 0, bytes(1000))) == 1


def test_headers_a_second_are_bounded_and_refilled_by_the_clock() -> None:
    peer = Publisher(Limits(headers_per_second=20))
    peer.publish()
    for _ in range(5):
        peer.now += 1.0
        for _ in range(20):
            assert len(peer.media(MessageType.AUDIO, 0, b"a")) == 1
    (failed,) = peer.media(MessageType.AUDIO, 0, b"a")
    assert isinstance(failed, ConnectionFailed)
    assert "headers_per_second" in str(failed.error)


def test_an_abort_lets_the_chunk_stream_begin_anew() -> None:
    peer = Publisher()
    peer.publish()
    peer.give(peer.writer.write(Message(MessageType.VIDEO, 1, 0, bytes(200)), 6)[:140])
    assert peer.send(control(MessageType.ABORT, 6), 2) == []
    assert peer.media(MessageType.VIDEO, 3, b"v") == [VideoReceived(3, b"v")]


def test_windows_pings_and_limits_are_answered() -> None:
    peer = Publisher()
    peer.publish()
    peer.send(control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 100), 2)
    peer.send(Message(MessageType.SET_PEER_BANDWIDTH, 0, 0, (7000).to_bytes(4) + b"\x00"), 2)
    peer.send(Message(MessageType.SET_PEER_BANDWIDTH, 0, 0, (7000).to_bytes(4) + b"\x00"), 2)
    peer.send(Message(MessageType.USER_CONTROL, 0, 0, b"\x00\x06ping"), 2)
    peer.send(Message(MessageType.USER_CONTROL, 0, 0, b"\x00\x07pong"), 2)
    kinds = [one.type_id for one in peer.answers()]
    assert kinds[0] == MessageType.ACKNOWLEDGEMENT
    assert sorted({*kinds} - {MessageType.ACKNOWLEDGEMENT}) == [
        MessageType.USER_CONTROL,
        MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE,
    ]


def test_media_and_metadata_after_the_goodbye_are_ignored() -> None:
    peer = Publisher()
    peer.publish()
    peer.call("FCUnpublish", 4, None, "key")
    assert peer.media(MessageType.VIDEO, 0, b"v") == []
    assert peer.send(Message(MessageType.DATA_AMF0, 1, 0, amf0.encode("onMetaData", {}))) == []


def test_a_late_acceptance_of_a_failed_connection_says_nothing() -> None:
    peer = Publisher(Limits(bytes_before_publish=5000))
    peer.connect()
    peer.call("createStream", 2, None)
    peer.call("publish", 3, None, "key", stream_id=1)
    peer.give(bytes(5000))
    assert peer.connection.close_requested
    peer.answers()
    peer.connection.accept_publish(1)
    assert peer.answers() == []
