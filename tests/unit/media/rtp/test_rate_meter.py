import pytest

from klieg.media.rtp.rate_meter import RateMeter


def test_the_rate_is_of_the_last_whole_second() -> None:
    meter = RateMeter(10.0)
    for tick in range(40):
        meter.add(3, 10 + tick / 20)
    assert meter.per_second(11.95) == pytest.approx(60)
    assert meter.per_second(12.0) == pytest.approx(60)


def test_nothing_for_long_is_a_rate_of_zero() -> None:
    meter = RateMeter(0.0)
    meter.add(100, 0.5)
    assert meter.per_second(0.9) == 0
    assert meter.per_second(1.0) == 100
    assert meter.per_second(2.0) == 0
    meter.add(100, 2.5)
    assert meter.per_second(60.0) == 0
