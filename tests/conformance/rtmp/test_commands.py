"""RTMP 1.0, 7.1 and 7.2: messages and the commands of a publish."""

import pytest

from fakes.rtmp_publisher import Publisher, codes
from klieg.media.rtmp import amf0
from klieg.media.rtmp.events import (
    AudioReceived,
    ConnectReceived,
    EndReason,
    MetadataReceived,
    PublishEnded,
    PublishReceived,
    VideoReceived,
)
from klieg.media.rtmp.messages import Message, MessageType


def test_7_2_1_1_connect_carries_the_application_and_is_answered_by_result_1() -> None:
    peer = Publisher()
    peer.shake()
    (asked,) = peer.call("connect", 1, {"app": "live", "tcUrl": "rtmp://h/live", "flashVer": "FMLE/3.0"})
    assert isinstance(asked, ConnectReceived)
    assert (asked.app, asked.tc_url, asked.flash_version) == ("live", "rtmp://h/live", "FMLE/3.0")
    assert asked.properties["app"] == "live"
    peer.connection.accept_connect()
    ((name, transaction_id, properties, information),) = peer.commands()
    assert (name, transaction_id) == ("_result", 1.0)
    assert isinstance(properties, dict)
    assert "fmsVer" in properties
    assert isinstance(information, dict)
    assert information["code"] == "NetConnection.Connect.Success"


@pytest.mark.parametrize("encoding", [0.0, 3.0])
def test_7_2_1_1_the_object_encoding_is_confirmed(encoding: float) -> None:
    peer = Publisher()
    peer.connect(objectEncoding=encoding)
    ((*_, information),) = peer.commands()
    assert isinstance(information, dict)
    assert information["objectEncoding"] == encoding


def test_7_2_1_2_a_refused_connect_is_an_error_with_its_transaction() -> None:
    peer = Publisher()
    peer.shake()
    peer.call("connect", 1, {"app": "nope"})
    peer.connection.refuse_connect("There is no application nope.")
    first = peer.commands()[0]
    assert first[:2] == ["_error", 1.0]
    assert isinstance(first[-1], dict)
    assert first[-1]["code"] == "NetConnection.Connect.Rejected"
    assert first[-1]["description"] == "There is no application nope."


def test_7_2_1_3_createstream_returns_an_id() -> None:
    peer = Publisher()
    peer.connect()
    peer.answers()
    peer.call("createStream", 4, None)
    assert peer.commands() == [["_result", 4.0, None, 1.0]]


@pytest.mark.parametrize("kind", ["live", "record", "append"])
def test_7_2_2_6_publish_carries_name_and_type_and_is_answered_by_onstatus(kind: str) -> None:
    peer = Publisher()
    peer.connect()
    peer.call("createStream", 2, None)
    peer.answers()
    assert peer.call("publish", 3, None, "name", kind, stream_id=1) == [PublishReceived(1, "name", kind)]
    peer.connection.accept_publish(1)
    status = next(one for one in peer.answers() if one.type_id == MessageType.COMMAND_AMF0)
    assert status.stream_id == 1
    values = amf0.decode(status.payload)
    assert values[:3] == ["onStatus", 0.0, None]
    assert codes([values]) == [("status", "NetStream.Publish.Start")]


def test_7_2_2_1_play_is_refused_in_words() -> None:
    peer = Publisher()
    peer.connect()
    peer.call("createStream", 2, None)
    peer.answers()
    assert peer.call("play", 0, None, "name", stream_id=1) == []
    assert codes(peer.commands()) == [("error", "NetStream.Play.Failed")]
    assert peer.connection.close_requested


def test_7_2_2_3_deletestream_ends_the_publish() -> None:
    peer = Publisher()
    peer.publish()
    assert peer.call("deleteStream", 5, None, 1) == [PublishEnded(EndReason.UNPUBLISHED)]


def test_7_1_1_commands_in_amf3_messages_are_understood() -> None:
    peer = Publisher()
    peer.shake()
    body = b"\x00" + amf0.encode("connect", 1, {"app": "live"})
    (asked,) = peer.send(Message(MessageType.COMMAND_AMF3, 0, 0, body))
    assert isinstance(asked, ConnectReceived)


def test_7_1_2_data_messages_describe_the_stream() -> None:
    peer = Publisher()
    peer.publish()
    body = amf0.encode("@setDataFrame", "onMetaData", {"encoder": "x"})
    assert peer.send(Message(MessageType.DATA_AMF0, 1, 0, body)) == [MetadataReceived({"encoder": "x"})]


def test_7_1_4_and_7_1_5_audio_and_video_messages() -> None:
    peer = Publisher()
    peer.publish()
    assert peer.media(MessageType.AUDIO, 1, b"a") == [AudioReceived(1, b"a")]
    assert peer.media(MessageType.VIDEO, 2, b"v") == [VideoReceived(2, b"v")]


def test_7_1_6_aggregate_messages_are_renormalised() -> None:
    peer = Publisher()
    peer.publish()
    tags = [(8, 1000, b"a"), (9, 1010, b"v")]
    inner = b"".join(
        bytes((kind, 0, 0, 1)) + stamp.to_bytes(3) + bytes(4) + body + (12).to_bytes(4) for kind, stamp, body in tags
    )
    events = peer.send(Message(MessageType.AGGREGATE, 1, 5000, inner))
    assert events == [AudioReceived(5000, b"a"), VideoReceived(5010, b"v")]


def test_5_1_timestamps_of_a_message_stream_unwrap_across_audio_and_video() -> None:
    peer = Publisher()
    peer.publish()
    assert peer.media(MessageType.AUDIO, 0xFFFFFFF0, b"a") == [AudioReceived(0xFFFFFFF0, b"a")]
    assert peer.media(MessageType.VIDEO, 0x00000010, b"v") == [VideoReceived(0x100000010, b"v")]
    assert peer.media(MessageType.AUDIO, 0xFFFFFFF8, b"a") == [AudioReceived(0xFFFFFFF8, b"a")]


def test_encoders_the_habits_of_fmle_are_answered() -> None:
    peer = Publisher()
    peer.connect()
    peer.answers()
    for transaction_id, name in enumerate(("releaseStream", "FCPublish", "getStreamLength", "_checkbw"), start=2):
        peer.call(name, transaction_id, None, "name")
    results = [values[1] for values in peer.commands() if values[0] == "_result"]
    assert results == [2.0, 3.0, 4.0, 5.0]
