import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.rtp.sequence import MAX_DROPOUT, SequenceUnwrapper, TimestampUnwrapper


def _unwrap(sequences: list[int]) -> list[int | None]:
    unwrapper = SequenceUnwrapper()
    first = unwrapper.unwrap(sequences[0])
    assert first is not None
    rest = [unwrapper.unwrap(sequence) for sequence in sequences[1:]]
    return [0, *(None if counter is None else counter - first for counter in rest)]


@pytest.mark.parametrize(
    ("sequences", "counters"),
    [
        ([5, 6, 8, 7], [0, 1, 3, 2]),
        ([65_535, 0, 65_534, 1], [0, 1, -1, 2]),
        ([0, 65_535], [0, -1]),
        ([10, 10], [0, 0]),
        ([10, 30_000, 11, 12], [0, None, 1, 2]),
        ([10, 30_000, 40_000, 11], [0, None, None, 1]),
    ],
)
def test_counters_follow_the_nearest_way(sequences: list[int], counters: list[int | None]) -> None:
    assert _unwrap(sequences) == counters


def test_a_restarted_source_is_believed_at_its_second_packet_and_counts_upwards() -> None:
    unwrapper = SequenceUnwrapper()
    before = unwrapper.unwrap(40_000)
    assert unwrapper.unwrap(100) is None
    after = unwrapper.unwrap(101)
    assert before is not None
    assert after is not None
    assert after > before
    assert after & 0xFFFF == 101
    assert unwrapper.unwrap(102) == after + 1


@given(st.integers(0, 65_535), st.lists(st.integers(1, MAX_DROPOUT - 1), max_size=100))
def test_a_source_that_goes_forward_is_followed_through_every_wrap(start: int, steps: list[int]) -> None:
    unwrapper = SequenceUnwrapper()
    counter = unwrapper.unwrap(start)
    for step in steps:
        start += step
        assert counter is not None
        counter += step
        assert unwrapper.unwrap(start & 0xFFFF) == counter


@given(st.integers(0, 0xFFFFFFFF), st.lists(st.integers(-(2**31), 2**31 - 1), max_size=30))
def test_timestamps_take_the_nearest_way(start: int, steps: list[int]) -> None:
    unwrapper = TimestampUnwrapper()
    assert unwrapper.unwrap(start) == start
    for step in steps:
        start += step
        assert unwrapper.unwrap(start & 0xFFFFFFFF) == start
