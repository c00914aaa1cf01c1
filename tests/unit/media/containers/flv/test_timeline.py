from klieg.media.containers.flv.timeline import Timeline, TrackClock


def test_stamps_stay_absolute() -> None:
    clock = TrackClock(Timeline())
    assert [clock.place(stamp) for stamp in (5000, 5033, 5020, 90_000)] == [5000, 5033, 5020, 90_000]


def test_a_clock_set_back_goes_on_where_it_was() -> None:
    clock = TrackClock(Timeline())
    assert [clock.place(stamp) for stamp in (5000, 5033, 0, 33, 66)] == [5000, 5033, 5033, 5066, 5099]


def test_the_other_track_takes_the_same_shift() -> None:
    timeline = Timeline()
    video, audio = TrackClock(timeline), TrackClock(timeline)
    video.place(10_000)
    audio.place(10_010)
    assert video.place(0) == 10_010
    assert audio.place(10_020) == 10_020  # still the old clock
    assert audio.place(15) == 10_025
    assert video.place(33) == 10_043


def test_each_set_back_makes_its_own_shift() -> None:
    clock = TrackClock(Timeline())
    assert [clock.place(stamp) for stamp in (5000, 0, 5000, 0)] == [5000, 5000, 10_000, 10_000]
