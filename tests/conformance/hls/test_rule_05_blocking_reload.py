"""Rule group 5: blocking playlist reload (RFC 8216bis, 6.2.5.2)."""

import pytest

from fakes.hls_watcher import Watcher
from fakes.scripted_stream import Script
from klieg.media.hls.blocking_reload import Decision, Refuse, Serve, Wait, decide, hold_timeout_s
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.rendition import HlsConfig

GROWING = LiveEdge(msn=5, part=3, complete=False, ended=False, part_target_s=0.2)
WHOLE = LiveEdge(msn=5, part=9, complete=True, ended=False, part_target_s=0.2)
NORMAL = LiveEdge(msn=5, part=-1, complete=True, ended=False, part_target_s=None)
EMPTY = LiveEdge(msn=-1, part=-1, complete=True, ended=False, part_target_s=None)


@pytest.mark.parametrize(
    ("query", "edge", "decision"),
    [
        ("", GROWING, Serve()),
        ("_HLS_msn=5&_HLS_part=3", GROWING, Serve()),
        ("_HLS_msn=5&_HLS_part=4", GROWING, Wait(5, 4)),
        ("_HLS_msn=4&_HLS_part=40", GROWING, Serve()),
        ("_HLS_msn=4", GROWING, Serve()),
        ("_HLS_msn=5", GROWING, Wait(5, None)),
        ("_HLS_msn=5", WHOLE, Serve()),
        ("_HLS_msn=6&_HLS_part=0", GROWING, Wait(6, 0)),
        ("_HLS_msn=7&_HLS_part=2", GROWING, Wait(7, 2)),
        ("_HLS_msn=0&_HLS_part=0", EMPTY, Wait(0, None)),
        ("_HLS_msn=1", EMPTY, Wait(1, None)),
    ],
)
def test_a_request_is_held_until_what_it_asks_for_is_there(query: str, edge: LiveEdge, decision: Decision) -> None:
    assert decide(query, edge) == decision


def test_a_part_after_the_end_of_a_segment_means_the_first_of_the_next() -> None:
    wait = decide("_HLS_msn=5&_HLS_part=10", WHOLE)
    assert wait == Wait(6, 0)
    held = decide("_HLS_msn=5&_HLS_part=10", GROWING)
    assert isinstance(held, Wait)
    assert not held.reached(WHOLE), "the segment ended with part 9: the request now waits for part 0 of the next"
    assert held.reached(LiveEdge(6, 0, complete=False, ended=False, part_target_s=0.2))


def test_parts_are_ignored_where_none_are_published() -> None:
    assert decide("_HLS_msn=6&_HLS_part=3", NORMAL) == Wait(6, None)
    assert decide("_HLS_msn=5&_HLS_part=3", NORMAL) == Serve()


@pytest.mark.parametrize(
    "query",
    [
        "_HLS_msn=8",
        "_HLS_msn=8&_HLS_part=0",
        "_HLS_part=0",
        "_HLS_part=0&_HLS_skip=YES",
        "_HLS_msn=",
        "_HLS_msn=x",
        "_HLS_msn=-1",
        "_HLS_msn=1.5",
        "_HLS_msn=%31",
        "_HLS_msn=5&_HLS_part=x",
        "_HLS_msn=5&_HLS_msn=5",
        "_HLS_skip=NO",
        "_HLS_msn=" + "9" * 40,
        "_HLS_msn=\u0665",
        "x=" + "y" * 4000,
    ],
)
def test_requests_that_cannot_come_from_our_playlist_are_bad(query: str) -> None:
    for edge in (GROWING, WHOLE):
        refused = decide(query, edge)
        assert isinstance(refused, Refuse)
        assert refused.status == 400
        assert refused.sentence.endswith(".")


def test_two_segments_ahead_is_not_too_far() -> None:
    assert isinstance(decide("_HLS_msn=7", GROWING), Wait)
    assert isinstance(decide("_HLS_msn=7", WHOLE), Wait)


def test_the_advance_part_limit_is_three_seconds_of_parts() -> None:
    assert isinstance(decide("_HLS_msn=5&_HLS_part=18", GROWING), Wait)
    assert isinstance(decide("_HLS_msn=5&_HLS_part=19", GROWING), Refuse)
    slow = LiveEdge(msn=5, part=0, complete=False, ended=False, part_target_s=2.0)
    assert isinstance(decide("_HLS_msn=5&_HLS_part=3", slow), Wait)
    assert isinstance(decide("_HLS_msn=5&_HLS_part=4", slow), Refuse)


def test_unknown_directives_and_other_parameters_are_ignored() -> None:
    assert decide("token=a%26b&_HLS_future=1&_HLS_msn=5&_HLS_part=4", GROWING) == Wait(5, 4)
    assert decide("_HLS_push=1&&=&x", GROWING) == Serve()


def test_an_ended_stream_is_served_at_once() -> None:
    ended = LiveEdge(msn=5, part=3, complete=True, ended=True, part_target_s=0.2)
    assert decide("_HLS_msn=6&_HLS_part=0", ended) == Serve()
    assert decide("_HLS_msn=99&_HLS_skip=YES", ended) == Serve(skip=True)
    assert Wait(9, 9).reached(ended)


def test_held_requests_are_given_up_after_three_target_durations() -> None:
    assert hold_timeout_s(4) == 12.0


@pytest.mark.parametrize("parts", [True, False])
def test_a_player_that_asks_for_what_comes_next_never_waits_too_long(*, parts: bool) -> None:
    """Each time it is answered it asks for the part after the last listed; every version answers a request."""
    watcher = Watcher(HlsConfig(parts=parts))
    wait: Decision | None = None
    answers = 0
    for arrival in Script(seconds=9).arrivals():
        before = watcher.rendition.position
        watcher.feed([arrival])
        edge = watcher.rendition.edge
        if not watcher.rendition.playable:
            continue
        if wait is None or (isinstance(wait, Wait) and wait.reached(edge)):
            answers += 1
            msn, part = watcher.playlist.last
            query = f"_HLS_msn={msn}&_HLS_part={part + 1}" if parts else f"_HLS_msn={msn + 1}"
            wait = decide(query, edge)
            assert isinstance(wait, Wait), "never served twice"
        else:
            assert watcher.rendition.position == before, "a new part answers the request"
    assert answers == (len(watcher.parts) if parts else len(watcher.durations))
