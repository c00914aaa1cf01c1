from hypothesis import given
from hypothesis import strategies as st

from klieg.node.ingest.rate_meter import WINDOW_S, RateMeter


def test_a_steady_rate_is_measured_as_it_is() -> None:
    meter = RateMeter()
    for tenth in range(100):
        meter.add(12_500, 100 + tenth / 10)
    assert meter.kbps == 1000


def test_a_pause_longer_than_the_window_empties_it() -> None:
    meter = RateMeter()
    meter.add(1000, 10.0)
    meter.add(1, 10.0 + WINDOW_S)
    assert meter.window_bytes == 1


@given(st.lists(st.tuples(st.floats(0, 3), st.integers(0, 10_000)), max_size=60))
def test_the_window_is_the_last_five_whole_seconds(arrivals: list[tuple[float, int]]) -> None:
    meter, now, seen = RateMeter(), 50.0, []
    for pause, count in arrivals:
        now += pause
        seen.append((int(now), count))
        meter.add(count, now)
        assert meter.window_bytes == sum(count for second, count in seen if second > int(now) - WINDOW_S)
