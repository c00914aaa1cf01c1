import pytest

from klieg.media.rtmp.errors import MessageError
from klieg.media.rtmp.messages import (
    Message,
    MessageType,
    UserControlEvent,
    control,
    read_u32,
    read_user_control,
    user_control,
)


def test_control_messages_go_on_stream_0_and_read_back() -> None:
    message = control(MessageType.SET_CHUNK_SIZE, 4096)
    assert message == Message(1, 0, 0, b"\x00\x00\x10\x00")
    assert read_u32(message) == 4096


def test_user_control_reads_back() -> None:
    assert read_user_control(user_control(UserControlEvent.PING_REQUEST, b"1234")) == (6, b"1234")


def test_short_bodies_are_refused() -> None:
    with pytest.raises(MessageError, match="type 1 has 3 bytes"):
        read_u32(Message(1, 0, 0, b"abc"))
    with pytest.raises(MessageError, match="no event type"):
        read_user_control(Message(4, 0, 0, b"a"))
