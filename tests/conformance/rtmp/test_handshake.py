"""RTMP 1.0, 5.2: the handshake, seen from the client."""

import pytest

from klieg.media.rtmp.connection import ServerConnection
from klieg.media.rtmp.events import ConnectionFailed

RANDOM = bytes(index * 7 & 255 for index in range(1528))
C1_TIME = b"\x01\x02\x03\x04"
C1_RANDOM = bytes(index * 3 & 255 for index in range(1528))


def _answer(c0: int, zero: bytes = bytes(4), now: float = 12.345) -> bytes:
    connection = ServerConnection(random=RANDOM)
    assert connection.receive_data(bytes((c0,)) + C1_TIME + zero + C1_RANDOM, now) == []
    return connection.data_to_send()


@pytest.mark.parametrize("version", [0, 2, 3, 4, 6, 31])
def test_5_2_2_the_server_answers_version_3_whatever_older_or_newer_is_asked(version: int) -> None:
    assert _answer(version)[0] == 3


def test_5_2_2_versions_32_and_above_mark_text_protocols_and_are_refused() -> None:
    (failed,) = ServerConnection(random=RANDOM).receive_data(b"\x20", 0.0)
    assert isinstance(failed, ConnectionFailed)


def test_5_2_3_s1_is_time_zero_and_1528_random_bytes() -> None:
    s1 = _answer(3)[1:1537]
    assert int.from_bytes(s1[:4]) == 12_345
    assert s1[4:8] == bytes(4)
    assert s1[8:] == RANDOM


def test_5_2_4_s2_echoes_time_and_random_of_c1() -> None:
    s2 = _answer(3)[1537:]
    assert len(s2) == 1536
    assert s2[:4] == C1_TIME
    assert int.from_bytes(s2[4:8]) == 12_345
    assert s2[8:] == C1_RANDOM


def test_5_2_4_time_is_taken_modulo_32_bits() -> None:
    assert int.from_bytes(_answer(3, now=((1 << 32) + 5) / 1000)[1:5]) == 5


def test_encoders_a_version_where_zeros_belong_is_answered_plainly() -> None:
    """Flash-style clients (ffmpeg: 9.0.124.2) send the complex handshake and fall back when S1 says version 0."""
    assert _answer(3, b"\x09\x00\x7c\x02")[5:9] == bytes(4)


@pytest.mark.parametrize("c2", [bytes(1536), C1_TIME + bytes(4) + C1_RANDOM, b"\xff" * 1536])
def test_encoders_a_c2_that_echoes_something_else_is_taken(c2: bytes) -> None:
    connection = ServerConnection(random=RANDOM)
    connection.receive_data(b"\x03" + C1_TIME + bytes(4) + C1_RANDOM, 0.0)
    assert connection.receive_data(c2, 0.0) == []
    assert not connection.close_requested


def test_5_2_5_s0_and_s1_wait_for_c1_and_c2_waits_for_nothing_more() -> None:
    connection = ServerConnection(random=RANDOM)
    connection.receive_data(b"\x03" + bytes(1535), 0.0)
    assert connection.data_to_send() == b""
    connection.receive_data(b"\x00", 0.0)
    assert len(connection.data_to_send()) == 3073
    connection.receive_data(bytes(1536), 0.0)
    assert connection.data_to_send() == b""
