from klieg.media.hls.timeline import Timeline


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
