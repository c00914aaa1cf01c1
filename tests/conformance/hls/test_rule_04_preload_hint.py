"""Rule group 4: EXT-X-PRELOAD-HINT (RFC 8216bis, 4.4.5.3)."""

from fakes.hls_rules import check_media_playlist, check_succession
from fakes.hls_watcher import Watcher
from fakes.scripted_stream import Script
from klieg.media.hls.blocking_reload import Refuse, Serve, WaitForPart, decide_part


def test_the_part_to_come_is_hinted_and_comes() -> None:
    watcher = Watcher()
    hints: list[str] = []
    for arrival in Script(seconds=9).arrivals():
        version = watcher.rendition.version
        watcher.feed([arrival])
        if watcher.rendition.version == version:
            continue
        (hint,) = watcher.playlist.hints
        uris = [part.uri for _, _, part in watcher.playlist.parts]
        assert not hints or hint["URI"] == hints[-1] or uris[-1] == hints[-1], "a hint stays until its part is there"
        hints.append(hint["URI"])
    assert len(set(hints)) >= 40


def test_a_request_for_the_hinted_part_waits_and_is_answered_with_it() -> None:
    watcher = Watcher().feed(Script(seconds=1.05).arrivals())
    edge = watcher.rendition.edge
    decision = decide_part(edge.next_part, edge, held=False)
    assert decision == WaitForPart(edge.next_part)
    watcher = Watcher().feed(Script(seconds=1.25).arrivals())
    assert decision.reached(watcher.rendition.edge)
    assert watcher.rendition.part(edge.next_part) is not None
    assert decide_part(edge.next_part, watcher.rendition.edge, held=True) == Serve()


def test_a_hinted_part_comes_also_when_it_begins_a_segment_sooner_than_foreseen() -> None:
    before = Watcher().feed(Script(seconds=1.85, gop_frames=56).arrivals())
    hinted = before.rendition.edge.next_part
    assert (before.rendition.edge.msn, before.rendition.edge.complete) == (1, False)
    after = Watcher().feed(Script(seconds=2.3, gop_frames=56).arrivals())
    numbers = {part.uri: (msn, index) for msn, index, part in after.playlist.parts}
    assert f"part-{hinted}.m4s" in numbers
    assert any(msn == 2 for msn, _ in numbers.values())


def test_parts_beyond_the_hint_are_refused() -> None:
    edge = Watcher().feed(Script(seconds=1.05).arrivals()).rendition.edge
    refused = decide_part(edge.next_part + 1, edge, held=False)
    assert isinstance(refused, Refuse)
    assert refused.status == 404


def test_nothing_is_hinted_after_the_end() -> None:
    watcher = Watcher().feed(Script(seconds=3).arrivals()).end()
    assert watcher.playlist.hints == []
    edge = watcher.rendition.edge
    assert isinstance(decide_part(edge.next_part, edge, held=False), Refuse)


def test_while_the_publisher_is_away_the_first_part_of_the_next_segment_is_hinted() -> None:
    watcher = Watcher().feed(Script(seconds=3).arrivals()).lose_publisher()
    (hint,) = watcher.playlist.hints
    watcher.feed(Script(seconds=1, start_s=300).arrivals())
    assert [(msn, index) for msn, index, part in watcher.playlist.parts if part.uri == hint["URI"]] == [(3, 0)]


def test_the_checker_sees_missing_listed_and_broken_hints() -> None:
    playlist = Watcher().feed(Script(seconds=1.05).arrivals()).playlist
    later = Watcher().feed(Script(seconds=1.25).arrivals()).playlist
    wrong = {"TYPE": "PART", "URI": "part-77.m4s"}
    playlist.hints = [wrong]
    assert check_succession(playlist, later)[0].startswith("4:")
    playlist.hints = [{"TYPE": "PART", "URI": "part-0.m4s"}]
    assert check_media_playlist(playlist)[0].startswith("4:")
    playlist.hints = []
    assert check_media_playlist(playlist)[0].startswith("4:")
