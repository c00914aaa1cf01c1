from hypothesis import given
from hypothesis import strategies as st

from klieg.media.timebase import VIDEO_TIMESCALE, rescale

TIMESCALES = st.sampled_from([1000, 44_100, 48_000, VIDEO_TIMESCALE])


def test_milliseconds_become_video_ticks() -> None:
    assert rescale(1, 1000, VIDEO_TIMESCALE) == 90


def test_a_half_rounds_up() -> None:
    assert rescale(45, VIDEO_TIMESCALE, 1000) == 1
    assert rescale(44, VIDEO_TIMESCALE, 1000) == 0


def test_negative_ticks_round_to_the_nearest_too() -> None:
    assert rescale(-90, VIDEO_TIMESCALE, 1000) == -1
    assert rescale(-44, VIDEO_TIMESCALE, 1000) == 0


@given(ticks=st.integers(-(2**62), 2**62), source=TIMESCALES, target=TIMESCALES)
def test_the_error_is_at_most_half_a_tick(ticks: int, source: int, target: int) -> None:
    error = rescale(ticks, source, target) * source - ticks * target
    assert abs(2 * error) <= source


@given(ticks=st.integers(0, 2**62))
def test_a_coarse_time_survives_a_finer_timescale(ticks: int) -> None:
    assert rescale(rescale(ticks, 1000, VIDEO_TIMESCALE), VIDEO_TIMESCALE, 1000) == ticks
