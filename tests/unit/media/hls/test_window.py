from klieg.media.hls.config import HlsConfig
from klieg.media.hls.part import Part
from klieg.media.hls.segment import Segment
from klieg.media.hls.window import SegmentWindow


def fill(window: SegmentWindow, count: int, *, seconds: float = 2.0, start: int = 0) -> None:
    for msn in range(start, start + count):
        segment = Segment(msn, init=msn // 10, new_init=False, discontinuity=msn % 4 == 3)
        segment.parts.append(Part(msn, 0, msn, round(seconds * 90_000), True, b"12345"))
        window.receive_segment(segment)
        segment.complete = True
        window.receive_end_of_segment(segment)


def test_the_newest_media_is_listed() -> None:
    window = SegmentWindow(HlsConfig(window_s=20))
    fill(window, 30)
    assert [segment.msn for segment in window.listed] == list(range(20, 30))
    assert window.first_msn == 20
    assert window.discontinuity_sequence == 5


def test_segments_stay_for_a_grace_after_they_left_the_list() -> None:
    window = SegmentWindow(HlsConfig(window_s=20))
    fill(window, 30)
    held = [msn for msn in range(31) if window.find(msn) is not None]
    assert held == list(range(14, 30))
    assert [number for number in range(31) if window.find_part(number) is not None] == held
    assert window.size_bytes == 16 * 5
    assert window.oldest_init == 1


def test_a_window_is_never_shorter_than_three_target_durations() -> None:
    window = SegmentWindow(HlsConfig(window_s=1, target_duration_s=4))
    fill(window, 20)
    assert len(window.listed) == 6


def test_many_tiny_segments_do_not_fill_memory() -> None:
    window = SegmentWindow(HlsConfig(window_s=20))
    fill(window, 400, seconds=0.01)
    assert len(window.listed) == 80
    assert window.find(400 - 80 * 2 - 1) is None


def test_an_empty_window() -> None:
    window = SegmentWindow(HlsConfig())
    assert (window.first_msn, window.oldest_init, window.size_bytes, window.find(0)) == (0, 0, 0, None)


def test_the_leading_gap_goes_when_the_first_segment_is_whole() -> None:
    window = SegmentWindow(HlsConfig())
    gap = Segment(0, 0, new_init=True, discontinuity=False, complete=True, gap=True)
    window.receive_segment(gap)
    window.receive_end_of_segment(gap)
    fill(window, 1, start=1)
    assert [segment.msn for segment in window.listed] == [1]
    assert window.find(0) is gap, "a player that knows it may still ask"
    fill(window, 1, start=2)
    assert window.first_msn == 1
