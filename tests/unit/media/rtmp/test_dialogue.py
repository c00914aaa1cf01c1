import pytest

from fakes.rtmp_publisher import codes, commands
from klieg.media.rtmp.amf0 import AmfValue
from klieg.media.rtmp.commands import Command
from klieg.media.rtmp.dialogue import Dialogue
from klieg.media.rtmp.errors import DialogueError, LimitExceededError
from klieg.media.rtmp.events import ConnectReceived, EndReason, Event, PublishEnded, PublishReceived
from klieg.media.rtmp.limits import DEFAULT_LIMITS, Limits
from klieg.media.rtmp.messages import Message
from klieg.media.rtmp.states import Input, State


class Talk:
    """A dialogue and what it sent."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.sent: list[Message] = []
        self.dialogue = Dialogue(self.sent.append, limits)
        self.dialogue.state = State.OPEN

    def say(self, name: str, *arguments: AmfValue, transaction_id: float = 1.0, stream_id: int = 0) -> Event | None:
        return self.dialogue.receive_command(Command(stream_id, name, transaction_id, {}, arguments))

    def connect(self, **properties: AmfValue) -> None:
        self.dialogue.receive_command(Command(0, "connect", 1.0, {"app": "live", **properties}, ()))
        self.dialogue.accept_connect([])

    def publish(self) -> None:
        self.connect()
        self.say("createStream", transaction_id=4.0)
        self.say("publish", "key", "live", stream_id=1)
        assert self.dialogue.accept_publish(1)
        self.sent.clear()

    def said(self) -> list[list[AmfValue]]:
        said = commands(self.sent)
        self.sent.clear()
        return said


@pytest.mark.parametrize(
    ("app", "name"),
    [("live", "live"), ("live/", "live"), ("/live", "live"), ("live?auth=1", "live"), (None, ""), (5.0, "")],
)
def test_the_application_without_slashes_and_query(app: AmfValue, name: str) -> None:
    event = Talk().dialogue.receive_command(Command(0, "connect", 1.0, {"app": app, "tcUrl": "u", "flashVer": "f"}, ()))
    assert isinstance(event, ConnectReceived)
    assert (event.app, event.tc_url, event.flash_version) == (name, "u", "f")


def test_accept_connect_sends_the_prelude_first_and_capabilities_to_those_who_ask() -> None:
    talk = Talk()
    talk.dialogue.receive_command(Command(0, "connect", 1.0, {"app": "live", "capsEx": 4.0}, ()))
    prelude = Message(5, 0, 0, bytes(4))
    talk.dialogue.accept_connect([prelude])
    assert talk.sent[0] is prelude
    ((_, _, properties, _),) = talk.said()
    assert isinstance(properties, dict)
    assert properties["capsEx"] == 14.0


def test_createstream_counts_up() -> None:
    talk = Talk()
    talk.connect()
    talk.say("createStream", transaction_id=2.0)
    talk.say("createStream", transaction_id=3.0)
    assert talk.said()[1:] == [["_result", 2.0, None, 1.0], ["_result", 3.0, None, 2.0]]


def test_publish_carries_name_and_type() -> None:
    talk = Talk()
    talk.connect()
    talk.say("createStream")
    assert talk.say("publish", "key?x=1", stream_id=1) == PublishReceived(1, "key?x=1", "live")
    assert talk.dialogue.state is State.PUBLISH_ASKED


def test_publish_on_a_stream_that_was_not_created_is_refused() -> None:
    talk = Talk()
    talk.connect()
    with pytest.raises(DialogueError, match="message stream 1"):
        talk.say("publish", "key", stream_id=1)


@pytest.mark.parametrize(
    ("name", "arguments", "stream_id"),
    [("FCUnpublish", (None, "key"), 0), ("deleteStream", (1.0,), 0), ("closeStream", (), 1)],
)
def test_each_goodbye_ends_the_publish(name: str, arguments: tuple[AmfValue, ...], stream_id: int) -> None:
    talk = Talk()
    talk.publish()
    assert talk.say(name, *arguments, stream_id=stream_id) == PublishEnded(EndReason.UNPUBLISHED)
    assert codes(talk.said()) == [("status", "NetStream.Unpublish.Success")]
    assert talk.dialogue.state is State.CONNECTED


@pytest.mark.parametrize(("name", "arguments"), [("deleteStream", (2.0,)), ("deleteStream", ()), ("closeStream", ())])
def test_a_goodbye_to_another_stream_ends_nothing(name: str, arguments: tuple[AmfValue, ...]) -> None:
    talk = Talk()
    talk.publish()
    assert talk.say(name, *arguments) is None
    assert talk.dialogue.state is State.PUBLISHING


def test_goodbyes_after_the_first_are_ignored() -> None:
    talk = Talk()
    talk.publish()
    talk.say("FCUnpublish", "key")
    talk.sent.clear()
    assert talk.say("deleteStream", 1.0) is None
    assert talk.said() == []


def test_deleted_streams_make_room() -> None:
    talk = Talk(Limits(message_streams=1))
    talk.connect()
    talk.say("createStream")
    talk.say("deleteStream", 1.0)
    talk.say("createStream")
    with pytest.raises(LimitExceededError, match="message_streams"):
        talk.say("createStream")


@pytest.mark.parametrize("name", ["releaseStream", "getStreamLength", "_checkbw"])
def test_habitual_calls_get_an_empty_result(name: str) -> None:
    talk = Talk()
    talk.connect()
    talk.sent.clear()
    talk.say(name, "key", transaction_id=9.0)
    talk.say(name, "key", transaction_id=0.0)
    assert talk.said() == [["_result", 9.0, None, None]]


def test_fcpublish_is_answered_and_announced() -> None:
    talk = Talk()
    talk.connect()
    talk.sent.clear()
    talk.say("FCPublish", "key", transaction_id=3.0)
    result, announced = talk.said()
    assert result[:2] == ["_result", 3.0]
    assert announced[0] == "onFCPublish"


def test_unknown_calls_are_refused_when_an_answer_is_wanted() -> None:
    talk = Talk()
    talk.connect()
    talk.sent.clear()
    talk.say("makeCoffee", transaction_id=0.0)
    assert talk.said() == []
    talk.say("makeCoffee", transaction_id=5.0)
    said = talk.said()
    assert said[0][:2] == ["_error", 5.0]
    assert codes(said) == [("error", "NetConnection.Call.Failed")]


@pytest.mark.parametrize("name", ["_result", "_error", "onStatus"])
def test_answers_of_the_peer_are_no_calls(name: str) -> None:
    talk = Talk()
    assert talk.say(name) is None
    assert talk.said() == []


def test_play_is_refused_and_closes() -> None:
    talk = Talk()
    talk.connect()
    talk.sent.clear()
    talk.say("play", "key", stream_id=1)
    assert codes(talk.said()) == [("error", "NetStream.Play.Failed")]
    assert talk.dialogue.state is State.CLOSED


def test_refusals_say_the_sentence_in_every_way_encoders_read() -> None:
    talk = Talk()
    talk.say("connect")
    talk.dialogue.refuse_connect("No.")
    said = talk.said()
    assert [values[0] for values in said] == ["_error", "onStatus", "close"]
    assert codes(said) == [("error", "NetConnection.Connect.Rejected"), ("error", "NetStream.Publish.Rejected")]


@pytest.mark.parametrize("code", ["NetStream.Publish.BadName", "NetStream.Publish.Rejected"])
def test_a_refused_publish_names_the_code_and_the_one_librtmp_prints(code: str) -> None:
    talk = Talk()
    talk.connect()
    talk.say("createStream")
    talk.say("publish", "key", stream_id=1)
    talk.sent.clear()
    talk.dialogue.refuse_publish(1, code, "No.")
    assert [found for _, found in codes(talk.said())] == list(dict.fromkeys((code, "NetStream.Publish.Rejected")))


def test_an_ended_publish_says_why_and_that_the_connection_closes() -> None:
    talk = Talk()
    talk.publish()
    talk.dialogue.end_publish("NetStream.Publish.Denied", "Stopped.")
    found = [code for _, code in codes(talk.said())]
    assert found == ["NetStream.Publish.Denied", "NetStream.Publish.Rejected", "NetConnection.Connect.Closed"]
    assert talk.dialogue.state is State.CLOSED


def test_late_verbs_after_the_close_are_harmless() -> None:
    talk = Talk()
    talk.dialogue.state = State.CLOSED
    talk.dialogue.accept_connect([])
    talk.dialogue.refuse_connect("No.")
    assert not talk.dialogue.accept_publish(1)
    talk.dialogue.refuse_publish(1, "c", "No.")
    talk.dialogue.end_publish("c", "No.")
    assert talk.said() == []


def test_a_verb_out_of_place_is_our_bug() -> None:
    with pytest.raises(AssertionError, match="accept_publish while open"):
        Talk().dialogue.accept_publish(1)


@pytest.mark.parametrize("given", [Input.PUBLISH, Input.CREATE_STREAM, Input.PLAY, Input.MEDIA])
def test_what_comes_before_connect_is_refused(given: Input) -> None:
    talk = Talk()
    with pytest.raises(DialogueError, match=f"{given} while the connection was open"):
        talk.dialogue.step(given)
    assert talk.dialogue.state is State.CLOSED


@pytest.mark.parametrize(
    "command",
    [
        Command(0, "x" * 9, 1.0, {}, ()),
        Command(0, "publish", 1.0, {}, ("x" * 9,)),
        Command(0, "connect", 1.0, {"tcUrl": "x" * 9}, ()),
    ],
)
def test_long_names_are_refused(command: Command) -> None:
    with pytest.raises(LimitExceededError, match="name_length"):
        Talk(Limits(name_length=8)).dialogue.receive_command(command)
