import pytest

from klieg.media.rtmp.aggregate import split
from klieg.media.rtmp.errors import LimitExceededError, MessageError
from klieg.media.rtmp.limits import DEFAULT_LIMITS, Limits
from klieg.media.rtmp.messages import Message


def _inner(type_id: int, timestamp: int, payload: bytes) -> bytes:
    stamp = (timestamp & 0xFFFFFF).to_bytes(3) + bytes((timestamp >> 24,))
    return bytes((type_id,)) + len(payload).to_bytes(3) + stamp + bytes(3) + payload + (11 + len(payload)).to_bytes(4)


def test_messages_inside_keep_their_distance_in_the_time_of_the_aggregate() -> None:
    payload = _inner(8, 0x01000000, b"aa") + _inner(9, 0x01000014, b"vvv")
    assert split(Message(22, 1, 500, payload), DEFAULT_LIMITS) == [
        Message(8, 1, 500, b"aa"),
        Message(9, 1, 520, b"vvv"),
    ]


def test_a_last_back_pointer_may_be_missing() -> None:
    assert split(Message(22, 1, 0, _inner(8, 0, b"aa")[:-4]), DEFAULT_LIMITS) == [Message(8, 1, 0, b"aa")]


@pytest.mark.parametrize("size", [5, 11, 12])
def test_a_cut_message_inside_is_refused(size: int) -> None:
    with pytest.raises(MessageError, match="cut off"):
        split(Message(22, 1, 0, _inner(8, 0, b"aa")[:size]), DEFAULT_LIMITS)


def test_too_many_messages_inside_are_refused() -> None:
    with pytest.raises(LimitExceededError, match="aggregate_messages"):
        split(Message(22, 1, 0, _inner(8, 0, b"") * 3), Limits(aggregate_messages=2))
