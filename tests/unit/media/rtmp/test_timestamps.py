import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.rtmp.timestamps import TimestampUnwrapper


@pytest.mark.parametrize(
    ("stamps", "unwrapped"),
    [
        ([0, 20, 40], [0, 20, 40]),
        ([40, 20, 60], [40, 20, 60]),
        ([0xFFFFFFF0, 0x10], [0xFFFFFFF0, 0x100000010]),
        ([0xFFFFFFF0, 0x10, 0xFFFFFFF8], [0xFFFFFFF0, 0x100000010, 0xFFFFFFF8]),
        ([0, 0, 3_000_000_000, 3_000_000_020], [0, 0, 3_000_000_000, 3_000_000_020]),
    ],
)
def test_the_nearest_value_not_before_zero(stamps: list[int], unwrapped: list[int]) -> None:
    clock = TimestampUnwrapper()
    assert [clock.unwrap(stamp) for stamp in stamps] == unwrapped


@given(st.integers(0, 1 << 31), st.lists(st.integers(0, 1 << 30), max_size=30))
def test_a_clock_that_goes_forward_is_followed_through_every_wrap(start: int, steps: list[int]) -> None:
    clock, truth = TimestampUnwrapper(), start
    assert clock.unwrap(truth) == truth
    for step in steps:
        truth += step
        assert clock.unwrap(truth % (1 << 32)) == truth
