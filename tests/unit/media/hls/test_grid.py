import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.hls.config import HlsConfig
from klieg.media.hls.grid import TICKS_PER_SECOND, PartGrid


@pytest.mark.parametrize(
    ("frame_rate", "cell_ms"),
    [(30, 200), (25, 200), (24, 208.3), (60, 200), (50, 200), (24_000 / 1001, 208.5), (15, 200), (5, 200), (1, 1000)],
)
def test_a_cell_is_the_fewest_whole_frames_that_reach_the_target(frame_rate: float, cell_ms: float) -> None:
    grid = PartGrid.choose(HlsConfig(), TICKS_PER_SECOND / frame_rate)
    assert grid.cell == pytest.approx(cell_ms * 90, abs=10)


def test_a_measured_duration_that_is_a_little_short_adds_no_frame() -> None:
    assert PartGrid.choose(HlsConfig(), 2975).cell == 6 * 2975


def test_a_cell_is_never_longer_than_a_segment() -> None:
    grid = PartGrid.choose(HlsConfig(target_duration_s=1), 10 * TICKS_PER_SECOND)
    assert (grid.cell, grid.max_cells) == (TICKS_PER_SECOND, 1)


def test_the_least_segment_is_no_longer_than_the_longest() -> None:
    config = HlsConfig(segment_min_s=9, target_duration_s=2)
    assert PartGrid.choose(config, 3000).segment_min == 2 * TICKS_PER_SECOND


@given(st.floats(90, 400_000), st.floats(0.1, 1), st.integers(1, 20))
def test_segments_of_all_cells_round_to_the_target_duration(frame: float, part_target: float, target: int) -> None:
    config = HlsConfig(part_target_s=part_target, target_duration_s=target)
    grid = PartGrid.choose(config, frame)
    assert grid.cell >= 1
    assert grid.max_cells >= 1
    assert grid.max_cells * grid.cell < (target + 0.5) * TICKS_PER_SECOND
