"""When a ladder gives up a rung."""

import itertools
from collections.abc import Callable

from klieg.node.transcode.overload import WELL_FOR_S, Overload, Verdict

STEP_S = 0.5


def _run(overload: Overload, lag: Callable[[float], float], begin: float, end: float) -> list[tuple[float, Verdict]]:
    """Judge twice a second; return what was decided but KEEP."""
    verdicts: list[tuple[float, Verdict]] = []
    for step in range(round((end - begin) / STEP_S)):
        now = begin + step * STEP_S
        verdict = overload.receive_measurement(lag(now), now, rungs=4 - overload.shed)
        if verdict is not Verdict.KEEP:
            verdicts.append((now, verdict))
    return verdicts


def test_a_ladder_that_keeps_pace_is_left_alone() -> None:
    assert _run(Overload(), lambda _: 0.3, 0, 120) == []


def test_a_slow_start_that_is_caught_up_costs_nothing() -> None:
    assert _run(Overload(), lambda now: max(0.2, 8.0 - now / 2), 0, 60) == []


def test_a_hiccup_costs_nothing() -> None:
    assert _run(Overload(), lambda now: 5.0 if now % 10 < 3 else 0.2, 0, 60) == []


def test_lag_that_stays_costs_a_rung_every_four_seconds_until_none_is_left() -> None:
    overload = Overload()
    verdicts = _run(overload, lambda now: now, 0, 40)
    assert [verdict for _, verdict in verdicts] == [Verdict.SHED] * 4
    assert all(4 <= later - earlier <= 5 for (earlier, _), (later, _) in itertools.pairwise(verdicts))
    assert overload.shed == 4


def test_a_rung_comes_back_after_half_a_minute_without_trouble() -> None:
    overload = Overload()
    _run(overload, lambda _: 3.0, 0, 5)
    assert overload.shed == 1
    assert _run(overload, lambda _: 0.2, 5, 60) == [(5 + WELL_FOR_S, Verdict.RESTORE)]
    assert overload.shed == 0


def test_one_that_was_too_early_waits_twice_as_long() -> None:
    overload = Overload()
    _run(overload, lambda _: 3.0, 0, 5)
    _run(overload, lambda _: 0.2, 5, 36)
    assert _run(overload, lambda _: 3.0, 36, 41)[0][1] is Verdict.SHED
    assert _run(overload, lambda _: 0.2, 41, 140) == [(41 + 2 * WELL_FOR_S, Verdict.RESTORE)]
