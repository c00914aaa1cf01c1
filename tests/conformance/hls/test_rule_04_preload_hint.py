"""Rule group 4: EXT-X-PRELOAD-HINT (RFC 8216bis, 4.4.5.3)."""

from fakes.hls_rules import check_media_playlist, check_succession
from fakes.hls_watcher import Watcher
from fakes.scripted_stream import Script
from klieg.media.hls.blocking_reload import Refuse, Serve, Wait, decide_part


def test_the_part_to_come_is_hinted_and_comes() -> None:
    watcher = Watcher()
    hinted: str | None = None
    kept = changed = 0
    for arrival in Script(seconds=9).arrivals():
        version = watcher.rendition.version
        watcher.feed([arrival])
        if watcher.rendition.version == version:
            continue
        uris = [part.uri for _, _, part in watcher.playlist.parts]
        kept, changed = (kept + 1, changed) if hinted in uris else (kept, changed + 1)
        hinted = watcher.playlist.hints[0]["URI"]
        assert watcher.playlist.hints == [{"TYPE": "PART", "URI": hinted}]
    assert kept >= 40
    assert changed <= 5, "the first version, and each segment that ended sooner than hinted"


def test_a_request_for_the_hinted_part_waits_and_is_answered_with_it() -> None:
    watcher = Watcher().feed(Script(seconds=1.05).arrivals())
    edge = watcher.rendition.edge
    msn, index = edge.next_part
    decision = decide_part(msn, index, edge, held=False)
    assert decision == Wait(msn, index)
    watcher = Watcher().feed(Script(seconds=1.25).arrivals())
    assert decision.reached(watcher.rendition.edge)
    assert watcher.rendition.part(msn, index) is not None
    assert decide_part(msn, index, watcher.rendition.edge, held=True) == Serve()


def test_a_hinted_part_that_its_segment_ended_before_is_refused() -> None:
    before = Watcher().feed(Script(seconds=1.95).arrivals()).rendition.edge
    watcher = Watcher().feed(Script(seconds=2.05).arrivals())
    edge = watcher.rendition.edge
    assert (before.msn, edge.msn, edge.complete) == (1, 1, True)
    refused = decide_part(1, 10, edge, held=False)
    assert isinstance(refused, Refuse)
    assert refused.status == 404
    assert watcher.playlist.hints == [{"TYPE": "PART", "URI": "part-2-0.m4s"}]


def test_parts_beyond_the_hint_are_refused() -> None:
    edge = Watcher().feed(Script(seconds=1.05).arrivals()).rendition.edge
    msn, index = edge.next_part
    for far in ((msn, index + 1), (msn + 1, 0)):
        refused = decide_part(*far, edge, held=False)
        assert isinstance(refused, Refuse)
        assert refused.status == 404


def test_nothing_is_hinted_after_the_end() -> None:
    watcher = Watcher().feed(Script(seconds=3).arrivals()).end()
    assert watcher.playlist.hints == []
    edge = watcher.rendition.edge
    assert decide_part(*edge.next_part, edge, held=False) == Refuse(404, "Part 0 of segment 3 is not in this playlist.")


def test_while_the_publisher_is_away_the_next_segment_is_hinted() -> None:
    watcher = Watcher().feed(Script(seconds=3).arrivals()).lose_publisher()
    assert watcher.playlist.hints == [{"TYPE": "PART", "URI": "part-3-0.m4s"}]
    watcher.feed(Script(seconds=1, start_s=300).arrivals())
    assert (3, 0) in watcher.parts


def test_the_checker_sees_missing_listed_and_broken_hints() -> None:
    playlist = Watcher().feed(Script(seconds=1.05).arrivals()).playlist
    later = Watcher().feed(Script(seconds=1.25).arrivals()).playlist
    wrong = {"TYPE": "PART", "URI": "part-7-7.m4s"}
    playlist.hints = [wrong]
    assert check_succession(playlist, later)[0].startswith("4:")
    playlist.hints = [{"TYPE": "PART", "URI": "part-0-0.m4s"}]
    assert check_media_playlist(playlist)[0].startswith("4:")
    playlist.hints = []
    assert check_media_playlist(playlist)[0].startswith("4:")
