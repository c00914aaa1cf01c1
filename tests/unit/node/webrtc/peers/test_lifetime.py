import pytest

from klieg.node.webrtc.peers.lifetime import CONNECT_S, Lifetime
from klieg.node.webrtc.peers.peer_connection import ConnectionState

OPENING, OPEN, CLOSED = ConnectionState.OPENING, ConnectionState.OPEN, ConnectionState.CLOSED


def test_a_peer_that_never_connects() -> None:
    lifetime = Lifetime(silence_s=4, now=100.0)
    assert lifetime.judge(OPENING, 100.0 + CONNECT_S - 0.1) is None
    assert lifetime.judge(OPENING, 100.0 + CONNECT_S) == "never_connected"


def test_silence_counts_from_when_media_could_flow() -> None:
    lifetime = Lifetime(silence_s=4, now=100.0)
    assert lifetime.judge(OPEN, 110.0) is None
    assert lifetime.is_open
    assert lifetime.judge(OPEN, 113.9) is None
    lifetime.note_heard(113.9)
    assert lifetime.judge(OPEN, 117.8) is None
    assert lifetime.judge(OPEN, 117.9) == "silent"


@pytest.mark.parametrize(("opened", "end"), [(False, "failed"), (True, "left")])
def test_a_connection_that_closes(*, opened: bool, end: str) -> None:
    lifetime = Lifetime(silence_s=4, now=0.0)
    if opened:
        lifetime.judge(OPEN, 1.0)
    assert lifetime.judge(CLOSED, 1.1) == end


def test_a_goodbye() -> None:
    lifetime = Lifetime(silence_s=4, now=0.0)
    lifetime.note_left()
    assert lifetime.judge(OPEN, 0.1) == "left"


def test_the_state_is_looked_at_ten_times_a_second() -> None:
    lifetime = Lifetime(silence_s=4, now=0.0)
    assert [lifetime.is_due(step / 100) for step in range(21)].count(True) == 3
