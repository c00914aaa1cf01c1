import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.transport_feedback import TransportFeedback, parse_transport_feedback

_STEPS = st.one_of(st.none(), st.integers(-300, 300), st.integers(-32_000, 32_000))


@given(st.integers(32_768, 2**31), st.lists(_STEPS, min_size=1, max_size=60), st.integers(0, 20))
def test_arrivals_come_back_but_for_their_common_clock(start: int, steps: list[int | None], repeat: int) -> None:
    arrivals: list[int | None] = []
    at = start
    for step in steps + steps[-1:] * repeat:
        at += step or 0
        arrivals.append(None if step is None else at)
    arrivals.append(at)
    feedback = TransportFeedback(1, 2, 3, 65_000, tuple(arrivals))
    (said,) = parse_compound(feedback.build())
    assert isinstance(said, TransportFeedback)
    assert (said.count, said.base_sequence, len(said.arrivals)) == (3, 65_000, len(arrivals))
    shifts = {a - b for a, b in zip(arrivals, said.arrivals, strict=True) if a is not None and b is not None}
    assert len(shifts) == 1
    assert [at is None for at in said.arrivals] == [at is None for at in arrivals]


def test_a_packet_too_far_from_the_one_before_is_reported_lost() -> None:
    (said,) = parse_compound(TransportFeedback(1, 2, 3, 0, (256, 256 + 0x8000, 300)).build())
    assert isinstance(said, TransportFeedback)
    assert said.arrivals == (256, None, 300)


def test_long_runs_take_little_room() -> None:
    assert len(TransportFeedback(1, 2, 3, 0, (256,) * 1000).build()) <= 20 + 2 + 1000 + 3
    assert len(TransportFeedback(1, 2, 3, 0, (256, *([None] * 9000), 300)).build()) < 40


def test_vectors_of_one_bit_are_read() -> None:
    body = bytes(8) + bytes.fromhex("0005 0003 000001 07 a800 04 08".replace(" ", ""))
    assert parse_transport_feedback(body).arrivals == (260, None, 268)


@pytest.mark.parametrize(
    "tail", ["", "00050003000001", "0005000300000107", "0005000300000107 2003", "0005000300000107 0000"]
)
def test_feedback_that_is_cut_off_is_refused(tail: str) -> None:
    with pytest.raises(RtcpError):
        parse_transport_feedback(bytes(8) + bytes.fromhex(tail))


def test_feedback_about_nothing_is_not_built() -> None:
    with pytest.raises(AssertionError, match="came"):
        TransportFeedback(1, 2, 3, 4, (None,)).build()
