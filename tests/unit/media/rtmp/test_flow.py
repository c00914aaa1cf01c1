import pytest

from klieg.media.rtmp.errors import MessageError
from klieg.media.rtmp.flow import DEFAULT_WINDOW_BYTES, Flow
from klieg.media.rtmp.messages import Message, MessageType, read_u32


def test_an_acknowledgement_is_due_once_a_window() -> None:
    flow = Flow()
    flow.receive_window(1000)
    flow.received_bytes = 999
    assert flow.acknowledgement() is None
    flow.received_bytes = 1500
    due = flow.acknowledgement()
    assert due is not None
    assert read_u32(due) == 1500
    assert flow.acknowledgement() is None


def test_the_sequence_number_wraps() -> None:
    flow = Flow()
    flow.received_bytes = (1 << 32) + 7
    due = flow.acknowledgement()
    assert due is not None
    assert read_u32(due) == 7


def test_a_window_of_nothing_is_refused() -> None:
    with pytest.raises(MessageError, match="0 bytes"):
        Flow().receive_window(0)


def _bandwidth(limit: int, limit_type: int) -> Message:
    return Message(MessageType.SET_PEER_BANDWIDTH, 0, 0, limit.to_bytes(4) + bytes((limit_type,)))


def test_limits_are_answered_by_a_window_when_it_changes() -> None:
    flow = Flow()
    assert flow.receive_peer_bandwidth(_bandwidth(5000, 2)) is None  # dynamic before any hard one
    answer = flow.receive_peer_bandwidth(_bandwidth(5000, 0))
    assert answer is not None
    assert (answer.type_id, read_u32(answer)) == (MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, 5000)
    assert flow.receive_peer_bandwidth(_bandwidth(5000, 0)) is None
    assert flow.receive_peer_bandwidth(_bandwidth(9000, 2)) is not None  # dynamic after hard is hard
    assert flow.receive_peer_bandwidth(_bandwidth(99000, 1)) is None  # soft: the smaller of both
    assert flow.receive_peer_bandwidth(_bandwidth(50, 2)) is None  # dynamic after soft is nothing
    assert flow.sent_window == 9000


@pytest.mark.parametrize("payload", [b"\x00\x00\x10\x00", b"\x00\x00\x10\x00\x03", b"\x00"])
def test_broken_limits_are_refused(payload: bytes) -> None:
    with pytest.raises(MessageError):
        Flow().receive_peer_bandwidth(Message(MessageType.SET_PEER_BANDWIDTH, 0, 0, payload))


def test_our_own_limit_is_dynamic() -> None:
    assert Flow().peer_bandwidth().payload == DEFAULT_WINDOW_BYTES.to_bytes(4) + b"\x02"
