"""RTMP 1.0, 5.4 and 7.1.7: protocol control and user control messages."""

import itertools

import pytest

from fakes.rtmp_publisher import Publisher
from klieg.media.rtmp.events import VideoReceived
from klieg.media.rtmp.messages import Message, MessageType, control, read_u32, user_control
from klieg.media.rtmp.messages import UserControlEvent as Event


@pytest.fixture
def peer() -> Publisher:
    """On the air."""
    publisher = Publisher()
    publisher.publish()
    return publisher


def _set_chunk_size(peer: Publisher, size: int) -> None:
    assert peer.send(control(MessageType.SET_CHUNK_SIZE, size), 2) == []
    peer.writer.chunk_bytes = size


@pytest.mark.parametrize("size", [1, 127, 4096, 65536, 0xFFFFFF, 0x7FFFFFFF])
def test_5_4_1_set_chunk_size_holds_from_the_next_chunk(peer: Publisher, size: int) -> None:
    _set_chunk_size(peer, size)
    payload = bytes(i & 255 for i in range(5000))
    assert peer.media(MessageType.VIDEO, 0, payload) == [VideoReceived(0, payload)]


def test_5_4_1_set_chunk_size_in_the_middle_of_a_message(peer: Publisher) -> None:
    payload = bytes(i & 255 for i in range(500))
    whole = peer.writer.write(Message(MessageType.VIDEO, 1, 0, payload), 6)
    assert peer.give(whole[: 12 + 128]) == []
    _set_chunk_size(peer, 300)
    assert peer.give(b"\xc6" + payload[128:428]) == []
    assert peer.give(b"\xc6" + payload[428:]) == [VideoReceived(0, payload)]


def test_5_4_1_both_directions_have_sizes_of_their_own(peer: Publisher) -> None:
    _set_chunk_size(peer, 16)
    peer.call("releaseStream", 9, None, "key")
    assert peer.connection.data_to_send()[0] & 0xC0 != 0xC0


def test_5_4_2_abort_drops_the_message_of_its_chunk_stream_alone(peer: Publisher) -> None:
    video = peer.writer.write(Message(MessageType.VIDEO, 1, 0, bytes(200)), 6)
    other = peer.writer.write(Message(MessageType.AUDIO, 1, 0, bytes(200)), 4)
    assert peer.give(video[: 12 + 128] + other[: 12 + 128]) == []
    assert peer.send(control(MessageType.ABORT, 6), 2) == []
    events = peer.give(other[12 + 128 :])
    assert len(events) == 1
    assert peer.media(MessageType.VIDEO, 40, b"next") == [VideoReceived(40, b"next")]


def test_5_4_3_received_bytes_are_acknowledged_each_window(peer: Publisher) -> None:
    peer.send(control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 10_000), 2)
    peer.answers()
    sent = 0
    acknowledged: list[int] = []
    for _ in range(50):
        sent += len(peer.media(MessageType.VIDEO, 0, bytes(1000)))
        acknowledged += [read_u32(one) for one in peer.answers() if one.type_id == MessageType.ACKNOWLEDGEMENT]
    assert sent == 50
    assert len(acknowledged) in {5, 6}
    assert all(later - earlier >= 10_000 for earlier, later in itertools.pairwise(acknowledged))


def test_5_4_3_without_a_window_of_the_peer_ours_holds(peer: Publisher) -> None:
    for _ in range(26):
        peer.media(MessageType.VIDEO, 0, bytes(100_000))
    assert [one.type_id for one in peer.answers()] == [MessageType.ACKNOWLEDGEMENT]


def test_5_4_4_and_5_4_5_window_and_bandwidth_are_announced_before_the_answer_to_connect() -> None:
    publisher = Publisher()
    publisher.connect()
    answers = publisher.answers()
    assert [one.type_id for one in answers] == [
        MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE,
        MessageType.SET_PEER_BANDWIDTH,
        MessageType.SET_CHUNK_SIZE,
        MessageType.COMMAND_AMF0,
    ]
    assert {one.stream_id for one in answers} == {0}
    assert len(answers[1].payload) == 5


def test_5_4_5_a_changed_limit_of_the_peer_is_answered_by_our_window(peer: Publisher) -> None:
    limit = Message(MessageType.SET_PEER_BANDWIDTH, 0, 0, (5000).to_bytes(4) + b"\x00")
    peer.send(limit, 2)
    assert [(one.type_id, read_u32(one)) for one in peer.answers()] == [(5, 5000)]
    peer.send(limit, 2)
    assert peer.answers() == []


def test_7_1_7_a_ping_is_answered_with_its_timestamp(peer: Publisher) -> None:
    peer.send(user_control(Event.PING_REQUEST, b"\x01\x02\x03\x04"), 2)
    assert [one.payload for one in peer.answers()] == [b"\x00\x07\x01\x02\x03\x04"]


def test_7_1_7_other_user_control_events_need_no_answer(peer: Publisher) -> None:
    peer.send(Message(MessageType.USER_CONTROL, 0, 0, b"\x00\x03" + (1).to_bytes(4) + (3000).to_bytes(4)), 2)
    peer.send(user_control(Event.PING_RESPONSE, b"\x01\x02\x03\x04"), 2)
    assert peer.answers() == []


def test_7_1_7_stream_begin_when_the_publish_begins() -> None:
    publisher = Publisher()
    publisher.connect()
    publisher.call("createStream", 2, None)
    publisher.call("publish", 3, None, "key", "live", stream_id=1)
    publisher.answers()
    publisher.connection.accept_publish(1)
    assert b"\x00\x00\x00\x00\x00\x01" in [one.payload for one in publisher.answers()]
