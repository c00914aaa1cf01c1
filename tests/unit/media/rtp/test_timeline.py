from itertools import pairwise

import pytest

from klieg.media.rtp.rtcp.report import SenderReport
from klieg.media.rtp.timeline import MAX_CORRECTION_S, SessionTimeline, SourceClock

NTP_S = 3_900_000_000


def _report(timestamp: int, ntp_s: float) -> SenderReport:
    return SenderReport(1, int((NTP_S + ntp_s) * (1 << 32)), timestamp & 0xFFFFFFFF, 0, 0)


def _clocks(begin: float = 100.0) -> tuple[SourceClock, SourceClock]:
    timeline = SessionTimeline(begin)
    return SourceClock(timeline, 90_000, is_reference=False), SourceClock(timeline, 48_000, is_reference=True)


def test_the_first_unit_is_where_it_arrived_and_timestamps_count_from_there() -> None:
    video, audio = _clocks()
    assert video.place(0xFFFFFFFF, 100.5) == 45_000
    assert video.place(2999, 100.7) == 48_000
    assert audio.place(77, 101.0) == 48_000


def test_units_never_go_back() -> None:
    video, _ = _clocks()
    assert [video.place(timestamp, 100.0) for timestamp in (5000, 4000, 4000, 5000, 9000)] == [0, 1, 2, 3, 4000]


def test_reports_before_the_first_unit_set_it_right_at_once() -> None:
    video, audio = _clocks()
    audio.place(1000, 101.0)
    audio.receive_report(_report(1000, 50.0))
    video.receive_report(_report(90_000, 50.0))
    assert video.place(90_000, 101.2) == 90_000


def test_the_picture_follows_the_sound_by_at_most_a_quarter() -> None:
    video, audio = _clocks()
    audio.place(0, 101.0)
    placed = [video.place(0, 101.1)]
    audio.receive_report(_report(0, 50.0))
    video.receive_report(_report(0, 50.0))
    placed += [video.place(number * 3000, 101.1 + number / 30) for number in range(1, 60)]
    steps = [after - before for before, after in pairwise(placed)]
    assert min(steps) == 2250
    assert max(steps) == 3000
    assert placed[-1] == 90_000 + 59 * 3000


def test_a_picture_that_is_far_behind_leaps() -> None:
    video, audio = _clocks()
    audio.place(0, 102.0)
    video.place(0, 101.0)
    audio.receive_report(_report(0, 50.0))
    video.receive_report(_report(0, 50.0))
    assert video.place(3000, 102.0) == 180_000 + 3000


def test_sound_is_never_moved() -> None:
    video, audio = _clocks()
    audio.place(0, 101.0)
    video.place(0, 101.0)
    video.receive_report(_report(0, 50.0))
    audio.receive_report(_report(0, 51.0))
    assert audio.place(960, 101.0) == 48_960


def test_reports_that_cannot_be_are_not_believed() -> None:
    timeline = SessionTimeline(0.0)
    video, audio = SourceClock(timeline, 90_000, is_reference=False), SourceClock(timeline, 48_000, is_reference=True)
    audio.place(0, 1.0)
    video.place(0, 1.0)
    audio.receive_report(_report(0, 50.0))
    video.receive_report(_report(0, 50.0 + MAX_CORRECTION_S + 1))
    assert timeline.ignored_reports == 1
    assert video.place(3000, 1.03) == 93_000


def test_a_report_without_a_wallclock_says_nothing() -> None:
    timeline = SessionTimeline(0.0)
    audio = SourceClock(timeline, 48_000, is_reference=True)
    audio.place(0, 1.0)
    audio.receive_report(SenderReport(1, 0, 0, 0, 0))
    assert timeline.reference_ntp is None


@pytest.mark.parametrize("timestamp", [1_000_000_000, 3_000_000_000])
def test_a_clock_set_anew_goes_on_with_the_time_that_passed(timestamp: int) -> None:
    video, _ = _clocks()
    for number in range(30):
        last = video.place(number * 3000, 100 + number / 30)
    assert video.place(timestamp, 101.0) == pytest.approx(last + 3000, abs=2)
    assert video.place(timestamp + 3000, 101.03) == pytest.approx(last + 6000, abs=2)
    assert video.resets == 1


def test_a_network_that_held_everything_up_is_no_new_clock() -> None:
    video, _ = _clocks()
    placed = [video.place(number * 3000, 100 + number / 30) for number in range(30)]
    placed += [video.place(number * 3000, 106.0) for number in range(30, 180)]
    placed += [video.place(number * 3000, 100 + number / 30) for number in range(181, 200)]
    assert placed == [number * 3000 for number in range(200) if number != 180]
    assert video.resets == 0


def test_a_clock_that_drifts_is_followed_without_a_reset() -> None:
    video, _ = _clocks()
    for number in range(20_000):
        video.place(int(number * 3000 * 1.0005), 100 + number / 30)
    assert video.resets == 0
