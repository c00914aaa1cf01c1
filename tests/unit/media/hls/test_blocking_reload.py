"""The clauses are in tests/conformance/hls/test_rule_05_blocking_reload.py; here every answer and its sentence."""

from dataclasses import replace

import pytest

from klieg.media.hls.blocking_reload import (
    MAX_QUERY_LENGTH,
    Refuse,
    Serve,
    Wait,
    WaitForPart,
    decide,
    decide_part,
    hold_timeout_s,
)
from klieg.media.hls.live_edge import LiveEdge

EDGE = LiveEdge(msn=5, part=3, complete=False, ended=False, part_target_s=0.2)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("_HLS_msn=8", "_HLS_msn=8 is more than 2 segments after the last, 5."),
        ("_HLS_msn=5&_HLS_part=20", "_HLS_part=20 is too far after the last part of segment 5."),
        ("_HLS_msn=6&_HLS_part=15", "_HLS_part=15 is too far after the last part of segment 6."),
        ("_HLS_part=1", "_HLS_part needs _HLS_msn."),
        ("_HLS_msn=+5", "_HLS_msn must be a decimal number."),
        ("_HLS_msn=5&_HLS_part=", "_HLS_part must be a decimal number."),
        ("_HLS_skip=yes", "_HLS_skip must be YES or v2."),
        ("_HLS_skip=YES&_HLS_skip=YES", "_HLS_skip is given twice."),
        ("a" * (MAX_QUERY_LENGTH + 1), f"The query is longer than {MAX_QUERY_LENGTH} characters."),
    ],
)
def test_refusals(query: str, sentence: str) -> None:
    assert decide(query, EDGE) == Refuse(400, sentence)


def test_the_directive_to_skip_goes_with_the_answer() -> None:
    assert decide("_HLS_msn=5&_HLS_part=4&_HLS_skip=YES", EDGE) == Wait(5, 4, skip=True)
    assert decide("_HLS_msn=5&_HLS_part=3&_HLS_skip=v2", EDGE) == Serve(skip=True)


def test_an_old_part_may_be_any_number() -> None:
    assert decide("_HLS_msn=4&_HLS_part=9999", EDGE) == Serve()


@pytest.mark.parametrize(
    ("wait", "reached"),
    [
        (Wait(5, 3), True),
        (Wait(5, 4), False),
        (Wait(4, 99), True),
        (Wait(4, None), True),
        (Wait(5, None), False),
        (Wait(6, 0), False),
    ],
)
def test_waits(wait: Wait, *, reached: bool) -> None:
    assert wait.reached(EDGE) is reached


def test_parts() -> None:
    edge = replace(EDGE, next_part=54)
    assert decide_part(12, edge, held=True) == Serve()
    assert decide_part(54, edge, held=False) == WaitForPart(54)
    assert decide_part(55, edge, held=False) == Refuse(404, "Part 55 is not in this playlist.")
    normal = LiveEdge(msn=5, part=-1, complete=True, ended=False, part_target_s=None)
    assert isinstance(decide_part(0, normal, held=False), Refuse)
    assert isinstance(decide_part(54, replace(edge, ended=True), held=False), Refuse)


def test_a_wait_for_a_part_is_over_when_it_is_there_or_nothing_follows() -> None:
    wait = WaitForPart(54)
    assert not wait.reached(replace(EDGE, next_part=54))
    assert wait.reached(replace(EDGE, next_part=55))
    assert wait.reached(replace(EDGE, next_part=54, ended=True))


def test_the_time_to_hold() -> None:
    assert hold_timeout_s(2) == 6.0
