from klieg.media.hls.bitrate import measure_average, measure_peak
from klieg.media.hls.part import Part
from klieg.media.hls.segment import Segment


def segment(seconds: float, size: int, *, complete: bool = True) -> Segment:
    part = Part(0, 0, 0, round(seconds * 90_000), True, bytes(size))
    return Segment(0, 0, new_init=False, discontinuity=False, parts=[part], complete=complete)


def test_the_peak_is_that_of_runs_of_about_a_target_duration() -> None:
    """One second alone is too short to count (4.4.6.2); with a neighbour it is not."""
    segments = [segment(2, 1000), segment(1, 8000), segment(2, 1000), segment(4, 4000)]
    assert measure_peak(segments, 4) == 24_000
    assert measure_peak(segments[:1], 4) == 4000


def test_runs_longer_than_one_and_a_half_target_durations_do_not_count() -> None:
    assert measure_peak([segment(4, 1000), segment(4, 9000)], 4) == 18_000


def test_before_a_whole_run_the_mean_of_everything_is_stated() -> None:
    growing = segment(0.2, 5000, complete=False)
    assert measure_peak([growing], 4) == 200_000
    assert measure_peak([segment(1, 1000), growing], 4) == 8000
    assert measure_peak([], 4) == 0


def test_a_growing_segment_is_no_peak_yet() -> None:
    assert measure_peak([segment(2, 1000), segment(2, 9000, complete=False)], 4) == 4000


def test_the_mean_rounds_up_to_a_thousand() -> None:
    assert measure_average([segment(2, 1000), segment(2, 1001)]) == 5000
    assert measure_average([]) == 0


def test_time_without_media_is_not_measured() -> None:
    gap = segment(2, 100)
    gap.gap = True
    assert measure_peak([gap, segment(2, 1000)], 4) == 4000
    assert measure_average([gap]) == 0
