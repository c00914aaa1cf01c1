import pytest

from klieg.media.rtmp import amf0, commands
from klieg.media.rtmp.errors import MessageError
from klieg.media.rtmp.limits import DEFAULT_LIMITS
from klieg.media.rtmp.messages import Message, MessageType


def _message(body: bytes, type_id: int = MessageType.COMMAND_AMF0) -> Message:
    return Message(type_id, 3, 0, body)


def test_name_transaction_object_and_arguments() -> None:
    command = commands.parse_command(_message(amf0.encode("publish", 4, None, "key", "live", 7)), DEFAULT_LIMITS)
    assert (command.stream_id, command.name, command.transaction_id, command.properties) == (3, "publish", 4.0, {})
    assert [command.text(index) for index in range(4)] == ["key", "live", "", ""]


@pytest.mark.parametrize("prefix", [b"\x00", b""])
def test_amf3_messages_are_amf0_behind_a_format_byte(prefix: bytes) -> None:
    body = prefix + amf0.encode("connect", 1, {"app": "live"})
    command = commands.parse_command(_message(body, MessageType.COMMAND_AMF3), DEFAULT_LIMITS)
    assert command.properties == {"app": "live"}


def test_a_name_alone_wants_no_answer() -> None:
    command = commands.parse_command(_message(amf0.encode("onIdle")), DEFAULT_LIMITS)
    assert (command.transaction_id, command.arguments) == (0.0, ())


@pytest.mark.parametrize("body", [b"", amf0.encode(1, "connect"), amf0.encode("connect", "1")])
def test_other_beginnings_are_refused(body: bytes) -> None:
    with pytest.raises(MessageError, match="name and a transaction id"):
        commands.parse_command(_message(body), DEFAULT_LIMITS)


INFORMATION = {"level": "error", "code": "c", "description": "d"}


@pytest.mark.parametrize(
    ("message", "values"),
    [
        (commands.build_result(2, None, 1), ["_result", 2.0, None, 1.0]),
        (commands.build_error(2, "c", "d"), ["_error", 2.0, None, INFORMATION]),
        (commands.build_status(5, "error", "c", "d"), ["onStatus", 0.0, None, INFORMATION]),
        (commands.build_on_fc_publish("c", "d"), ["onFCPublish", 0.0, None, INFORMATION | {"level": "status"}]),
        (commands.build_close(), ["close", 0.0, None]),
    ],
)
def test_what_we_build(message: Message, values: list[object]) -> None:
    assert amf0.decode(message.payload) == values
    assert message.stream_id == (5 if values[0] == "onStatus" else 0)
