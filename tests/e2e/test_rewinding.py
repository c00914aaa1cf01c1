"""A viewer drags back to where media has left memory, and returns to live."""

from pathlib import Path

from e2e.ladder_station import LadderStation
from e2e.test_players import stranger
from e2e.test_switching import play
from e2e.watch_page import WatchPage

__all__ = ["stranger"]

HISTORY_S = 70
"""Of which memory holds half a minute."""


def test_hls_js_plays_from_the_archive_and_returns(tmp_path: Path, stranger: WatchPage) -> None:
    with LadderStation(history_s=HISTORY_S, archive=tmp_path).on_air() as station:
        play(stranger, station, lowLatencyMode=True)
        stranger.expect_moving(seconds=1, limit_s=60)
        assert station.reads() == 0
        stranger.page.evaluate("""() => {
          const video = document.querySelector('video');
          video.currentTime = video.seekable.start(0) + 3;
        }""")
        stranger.expect_moving(seconds=3, limit_s=60)
        assert station.reads() > 0
        assert stranger.page.evaluate("() => hls.latency") > HISTORY_S - 20
        stranger.page.evaluate("() => { document.querySelector('video').currentTime = hls.liveSyncPosition; }")
        stranger.page.wait_for_function("() => hls.latency < 10", timeout=60_000)
        stranger.expect_moving(seconds=1, limit_s=60)
        assert stranger.page.evaluate("() => window.faults") == []
