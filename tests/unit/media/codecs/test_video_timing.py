import pytest

from klieg.media.codecs.video_timing import declared_rate


@pytest.mark.parametrize(
    ("time_scale", "units", "rate"),
    [(60, 2, 30.0), (60000, 2002, 60000 / 2002), (0, 1, None), (30, 0, None), (90000, 1, None), (1, 100, None)],
)
def test_only_plausible_rates_are_believed(time_scale: int, units: int, rate: float | None) -> None:
    assert declared_rate(time_scale, units) == rate
