from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.rtp.packet import RtpPacket
from klieg.media.rtp.reorder_buffer import (
    MAX_BUFFERED_PACKETS,
    MAX_MISSING_PACKETS,
    MAX_TRIES,
    MIN_RETRY_S,
    REORDER_TOLERANCE_S,
    WAIT_WITHOUT_NACK_S,
    Released,
    ReorderBuffer,
)


def _packet(number: int) -> RtpPacket:
    return RtpPacket(96, marker=False, sequence=number & 0xFFFF, timestamp=number, ssrc=1, payload=b"x")


def _numbers(released: list[Released]) -> list[int | str]:
    return [item if item == "loss" else item.timestamp for item in released]


def _insert(buffer: ReorderBuffer, *numbers: int, now: float = 0.0) -> list[int | str]:
    return [item for number in numbers for item in _numbers(buffer.insert(number, _packet(number), now))]


def test_packets_in_order_pass_at_once() -> None:
    buffer = ReorderBuffer(nack=True)
    assert _insert(buffer, 10, 11, 12) == [10, 11, 12]
    assert buffer.due(100.0) == []


def test_packets_wait_for_the_one_in_front() -> None:
    buffer = ReorderBuffer(nack=True)
    assert _insert(buffer, 10, 12, 13) == [10]
    assert _insert(buffer, 11) == [11, 12, 13]
    assert buffer.due(100.0) == []


def test_packets_that_came_before_are_late() -> None:
    buffer = ReorderBuffer(nack=True)
    assert _insert(buffer, 10, 9, 10, 12, 12) == [10]
    assert buffer.late == 3


def test_a_missing_packet_is_asked_for_after_the_tolerance_and_again_with_growing_pauses() -> None:
    buffer = ReorderBuffer(nack=True)
    _insert(buffer, 10, 13)
    asked = [step / 1000 for step in range(900) if buffer.due(step / 1000) == [11, 12]]
    assert asked[0] == pytest.approx(REORDER_TOLERANCE_S)
    pauses = [later - earlier for earlier, later in pairwise(asked)]
    assert pauses == sorted(pauses)
    assert pauses[0] >= MIN_RETRY_S


def test_tries_are_bounded() -> None:
    buffer = ReorderBuffer(nack=True)
    _insert(buffer, 10, 12)
    assert sum(bool(buffer.due(float(second))) for second in range(1, 100)) == MAX_TRIES


def test_nothing_is_asked_for_where_nobody_answers() -> None:
    buffer = ReorderBuffer(nack=False)
    _insert(buffer, 10, 12)
    assert buffer.due(1.0) == []


def test_an_answer_tells_how_long_answers_take() -> None:
    buffer = ReorderBuffer(nack=True)
    now = 0.0
    for number in range(0, 400, 2):
        _insert(buffer, number, now=now)
        assert len(buffer.due(now + 0.01)) == (1 if number else 0)
        if number:
            _insert(buffer, number - 1, now=now + 0.04)
        now += 0.1
    assert buffer.answer_s == pytest.approx(0.03, abs=0.002)
    assert buffer.recovered == 199


def test_a_packet_is_given_up_after_a_while() -> None:
    buffer = ReorderBuffer(nack=False)
    _insert(buffer, 10, 12, 15)
    assert buffer.poll(WAIT_WITHOUT_NACK_S - 0.001) == []
    assert _numbers(buffer.poll(WAIT_WITHOUT_NACK_S)) == ["loss", 12, "loss", 15]
    assert buffer.lost == 3
    assert _insert(buffer, 11) == []
    assert _insert(buffer, 16) == [16]


def test_only_what_waited_long_enough_is_given_up() -> None:
    buffer = ReorderBuffer(nack=False)
    _insert(buffer, 10, 12)
    _insert(buffer, 14, now=0.05)
    assert _numbers(buffer.poll(0.07)) == ["loss", 12]
    assert _numbers(buffer.poll(0.12)) == ["loss", 14]


def test_waiting_is_bounded_in_packets_too() -> None:
    buffer = ReorderBuffer(nack=True)
    _insert(buffer, 0)
    released = _insert(buffer, *range(2, MAX_BUFFERED_PACKETS + 3))
    assert released == ["loss", *range(2, MAX_BUFFERED_PACKETS + 3)]


def test_a_gap_nobody_could_fill_is_not_waited_for() -> None:
    buffer = ReorderBuffer(nack=True)
    assert _insert(buffer, 10, 12) == [10]
    far = 13 + MAX_MISSING_PACKETS
    assert _insert(buffer, far) == ["loss", 12, "loss", far]
    assert buffer.due(9.0) == []
    assert _insert(buffer, far + 1) == [far + 1]


def test_missing_packets_are_bounded_however_they_are_spread() -> None:
    buffer = ReorderBuffer(nack=True)
    for number in range(200):
        _insert(buffer, 100 * number)
        assert len(buffer._missing) <= MAX_MISSING_PACKETS
    assert buffer.lost > 15_000


@given(st.permutations(range(1, 30)), st.sets(st.integers(1, 29), max_size=10))
def test_whatever_the_order_packets_come_out_once_and_ascending(order: list[int], lost: set[int]) -> None:
    buffer = ReorderBuffer(nack=True)
    out = _insert(buffer, 0, *(number for number in order if number not in lost), 30)
    out += _numbers(buffer.poll(100.0))
    assert [number for number in out if number != "loss"] == [number for number in range(31) if number not in lost]
    assert ("loss" in out) == bool(lost)
    assert buffer.lost == len(lost)
