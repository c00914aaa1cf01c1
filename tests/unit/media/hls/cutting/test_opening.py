from dataclasses import replace

import pytest

from fakes.scripted_stream import AUDIO, VIDEO
from klieg.media.hls.cutting.opening import MAX_UNITS, Opening
from klieg.media.unit import Unit

UNDECLARED = replace(VIDEO, frame_rate=None)


def opening(*awaited: str) -> Opening:
    return Opening(awaited or ("video", "audio"), measure_span=18_000, max_span=360_000)


def picture(ms: int, *, key: bool = True, declared: bool = True) -> Unit:
    return Unit(VIDEO if declared else UNDECLARED, ms * 90, ms * 90, key, b"")


def sound(ms: int) -> Unit:
    return Unit(AUDIO, ms * 48, ms * 48, True, b"")


def feed(made: Opening, *units: Unit) -> list[bool]:
    return [made.receive_unit(unit, 1000.0 + index) for index, unit in enumerate(units)]


def test_one_unit_of_each_track_decides() -> None:
    made = opening()
    assert feed(made, picture(100), sound(110)) == [False, True]
    assert made.tracks == (VIDEO, AUDIO)
    assert (made.zero, made.frame, made.wallclock) == (9000, 3000.0, 1000.0)


def test_it_starts_at_a_keyframe() -> None:
    made = opening()
    decided = feed(made, picture(0, key=False), sound(5), picture(33), sound(26), sound(34))
    assert decided == [False, False, True, True, True]
    assert made.zero == 33 * 90
    assert [unit.dts for unit, _ in made.arrivals] == [33 * 90, 34 * 48], "nothing from before the start"
    assert (made.wallclock, made.received) == (1002.0, 5)


def test_video_alone_is_believed_after_half_a_second() -> None:
    made = opening()
    assert feed(made, picture(0), picture(400), picture(500)) == [False, False, True]
    assert made.tracks == (VIDEO,)
    assert feed(opening("video"), picture(0)) == [True], "audio was not there before either"


def test_audio_alone_is_believed_after_half_a_second() -> None:
    made = opening()
    assert feed(made, sound(0), sound(400), sound(500)) == [False, False, True]
    assert (made.tracks, made.frame, made.zero) == ((AUDIO,), 1920.0, 0)
    assert feed(opening("audio"), sound(0)) == [True]


def test_video_without_a_keyframe_is_waited_for() -> None:
    assert not any(feed(opening(), picture(0, key=False), sound(0), sound(5000)))


def test_an_undeclared_frame_rate_is_measured() -> None:
    made = opening()
    decided = feed(
        made, sound(0), *(picture(time, key=time == 0, declared=False) for time in (0, 40, 80, 120, 160, 200))
    )
    assert decided == [False] * 6 + [True]
    assert made.frame == 3600.0


def test_a_pause_does_not_spoil_the_measure() -> None:
    made = opening("video")
    feed(made, *(picture(time, declared=False) for time in (0, 33, 67, 367)))
    assert made.frame == pytest.approx(3015)


def test_a_rate_that_cannot_be_measured_is_assumed() -> None:
    made = opening()
    assert feed(made, picture(0, declared=False), sound(0), sound(999), sound(1000)) == [False, False, False, True]
    assert made.frame == 3000.0


def test_audio_of_another_clock_is_left_out() -> None:
    made = opening()
    feed(made, picture(0), sound(3_600_000))
    assert [unit.track for unit, _ in made.arrivals] == [VIDEO]


def test_audio_that_is_being_made_is_waited_for_by_the_clock() -> None:
    made = opening()
    made.expect_audio()
    burst = [made.receive_unit(picture(time), 1000.0) for time in range(0, 3000, 500)]
    assert not any(burst), "three seconds of media that came at once are no time to start a process in"
    assert [made.receive_unit(picture(3000), 1001.9), made.receive_unit(picture(3100), 1002.0)] == [False, True]
    assert made.tracks == (VIDEO,)


def test_a_timeline_starts_when_its_first_unit_was_due() -> None:
    made = opening()
    made.expect_audio()
    for time in (0, 1000, 2000):
        made.receive_unit(picture(time), 1002.1)
    assert made.receive_unit(sound(0), 1002.2)
    assert made.wallclock == pytest.approx(1000.1), "two seconds were held back by the publisher"


def test_the_start_is_told_without_the_unit_it_starts_with() -> None:
    made = opening()
    made.receive_unit(picture(0, key=False), 1000.0)
    for time in range(MAX_UNITS):
        made.receive_unit(sound(time), 1000.0)
    assert made.receive_unit(picture(0), 1001.0)
    assert made.wallclock == pytest.approx(1000.0 - 1.999)


def test_a_bounded_number_of_units_is_held() -> None:
    made = opening()
    feed(made, *([picture(0)] * (MAX_UNITS + 10)))
    assert len(made.arrivals) == MAX_UNITS
    assert made.received == MAX_UNITS + 10
