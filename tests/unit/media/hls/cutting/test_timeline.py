from klieg.media.hls.cutting.timeline import Timeline


def test_every_timescale_has_the_same_zero() -> None:
    timeline = Timeline(zero=900_000, base=1800, wallclock=50.0)
    assert timeline.grid_ticks(900_000, 90_000) == 1800
    assert timeline.grid_ticks(10 * 48_000, 48_000) == 1800
    assert timeline.shift(48_000) == 960 - 480_000
    assert timeline.start == 1800


def test_wallclock_follows_media_time() -> None:
    timeline = Timeline(zero=0, base=900, wallclock=50.0)
    assert timeline.wallclock(900) == 50.0
    assert timeline.wallclock(900 + 45_000) == 50.5


def test_a_pause_that_is_taken_out_makes_what_follows_earlier_and_keeps_its_date() -> None:
    timeline = Timeline(zero=0, base=900, wallclock=50.0)
    timeline.remove(90_900, 45_000)
    assert timeline.grid_ticks(180_000, 90_000) == 135_900
    assert timeline.shift(48_000) == 480 - 24_000
    assert timeline.wallclock(45_900) == 50.5, "before the pause"
    assert timeline.wallclock(90_900) == 51.5
    assert timeline.wallclock(135_900) == 52.0


def test_many_pauses_are_remembered_as_few() -> None:
    timeline = Timeline(zero=0, base=0, wallclock=0.0)
    for index in range(2000):
        timeline.remove(index * 90_000, 9000)
    assert timeline.wallclock(2000 * 90_000) == 2200.0
    assert timeline.wallclock(1999 * 90_000 - 1) < 1999 + 199.9
