"""Players change between renditions while the network changes: no stall, and the picture really is another one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import CDPSession, Page, TimeoutError  # noqa: A004 - Playwright's own

from e2e.ladder_station import LADDER, LadderStation
from e2e.test_players import HLS_JS, SHAKA, SHAKA_JS, stranger
from e2e.watch_page import WatchPage

__all__ = ["stranger"]

MAX_STALL_MS = 500
PATIENCE_MS = 60_000
HLS_JS_JS = """
([url, settings]) => {
  [window.faults, window.troubles] = [[], []];
  window.hls = new Hls(settings);
  hls.on(Hls.Events.ERROR, (_, { type, details, fatal }) => {
    (fatal ? window.faults : window.troubles).push([type, details]);
  });
  hls.loadSource(url);
  hls.attachMedia(document.querySelector('video'));
}
"""
WATCH_JS = """
() => {
  const video = document.querySelector('video');
  window.longestStall = 0;
  let [time, before, stall] = [video.currentTime, performance.now(), 0];
  setInterval(() => {
    const now = performance.now();
    stall = video.currentTime === time ? stall + Math.min(now - before, 40) : 0;  // a busy machine is no stall
    [time, before] = [video.currentTime, now];
    window.longestStall = Math.max(window.longestStall, stall);
  }, 20);
}
"""
STATE_JS = """
() => {
  const { videoHeight, currentTime, readyState, paused } = document.querySelector('video');
  const { bandwidthEstimate, loadLevel, levels, latency } = window.hls ?? {};
  const rates = levels?.map(({ height, bitrate, loadError }) => [height, bitrate, loadError]);
  const { faults, troubles } = window;
  const video = { videoHeight, currentTime, readyState, paused };
  return JSON.stringify({ ...video, bandwidthEstimate, loadLevel, rates, latency, faults, troubles });
}
"""
SWITCH_AT_PART_JS = """
async ([index, level]) => {
  const listed = () => hls.levels[hls.loadLevel].details?.partList?.at(-1).index;
  while (listed() !== index) await new Promise((wake) => setTimeout(wake, 5));
  hls.nextLevel = level;
}
"""
HEIGHT_JS = "(height) => document.querySelector('video').videoHeight === height"


@pytest.fixture(scope="module")
def station() -> Iterator[LadderStation]:
    """Three renditions of one picture on the air."""
    with LadderStation().on_air() as made:
        yield made


class Line:
    """The page's network, as narrow as told."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Network.enable")

    def narrow(self, bits_s: float) -> None:
        given = {"offline": False, "latency": 20, "downloadThroughput": bits_s / 8, "uploadThroughput": -1}
        self._session.send("Network.emulateNetworkConditions", given)


def play(player: WatchPage, station: LadderStation, **settings: object) -> None:
    player.page.add_script_tag(path=HLS_JS)
    player.page.evaluate(HLS_JS_JS, [station.index_url, settings])


def expect_height(player: WatchPage, rank: int) -> None:
    """Wait until the picture is that of the ladder's rendition of this rank."""
    try:
        player.page.wait_for_function(HEIGHT_JS, arg=LADDER[rank].size[1], timeout=PATIENCE_MS)
    except TimeoutError:
        raise AssertionError(player.page.evaluate(STATE_JS)) from None


def expect_no_stall(player: WatchPage) -> None:
    state = player.page.evaluate(STATE_JS)
    assert player.page.evaluate("() => window.faults") == [], state
    assert player.page.evaluate("() => window.longestStall") < MAX_STALL_MS, state


def test_hls_js_follows_the_line_down_and_up(station: LadderStation, stranger: WatchPage) -> None:
    """Whole segments, nine seconds behind live: there is time to notice that the line became narrow."""
    line = Line(stranger.page)
    line.narrow(12_000_000)
    play(stranger, station, lowLatencyMode=False, liveSyncDuration=9, abrEwmaFastLive=1, abrEwmaSlowLive=2)
    expect_height(stranger, 0)
    stranger.expect_moving(seconds=2, limit_s=60)
    stranger.page.evaluate(WATCH_JS)
    line.narrow(1_800_000)
    expect_height(stranger, 1)
    line.narrow(20_000_000)
    expect_height(stranger, 0)
    expect_no_stall(stranger)


def test_hls_js_changes_renditions_at_the_low_latency_edge(station: LadderStation, stranger: WatchPage) -> None:
    """A second behind live there is no buffer to hide behind: parts, reports and reloads must fit."""
    Line(stranger.page).narrow(20_000_000)
    play(stranger, station, lowLatencyMode=True)
    expect_height(stranger, 0)
    stranger.expect_moving(seconds=2, limit_s=60)
    stranger.page.evaluate(WATCH_JS)
    for capping, rank in ((0, 2), (-1, 0)):
        stranger.page.evaluate("(level) => { hls.autoLevelCapping = level; }", capping)
        expect_height(stranger, rank)
        stranger.expect_moving(seconds=2, limit_s=30)
    expect_no_stall(stranger)
    assert stranger.page.evaluate("() => hls.latency") < 3


def test_hls_js_changes_renditions_at_any_moment_of_a_segment(station: LadderStation, stranger: WatchPage) -> None:
    """Its segments hold two keyframes: one that is entered at the second must lead on into the next segment."""
    Line(stranger.page).narrow(20_000_000)
    play(stranger, station, lowLatencyMode=True)
    stranger.expect_moving(seconds=2, limit_s=60)
    stranger.page.evaluate(WATCH_JS)
    for turn, part_index in enumerate((0, 4, 5, 6, 7, 8, 9)):
        rank = 1 + turn % 2
        stranger.page.evaluate(SWITCH_AT_PART_JS, [part_index, len(LADDER) - 1 - rank])
        expect_height(stranger, rank)
        stranger.expect_moving(seconds=2, limit_s=30)
    expect_no_stall(stranger)


def test_shaka_plays_a_ladder(station: LadderStation, stranger: WatchPage) -> None:
    Line(stranger.page).narrow(20_000_000)
    stranger.page.add_script_tag(path=SHAKA)
    stranger.page.evaluate(SHAKA_JS, station.index_url)
    stranger.expect_moving(seconds=1, limit_s=60)
    expect_height(stranger, 0)
    stranger.expect_moving(seconds=2, limit_s=60)
    assert stranger.page.evaluate("() => window.faults") == []


def test_hls_js_leaves_a_rendition_that_ended(station: LadderStation, stranger: WatchPage) -> None:
    """404 on its playlist: the player goes on with another one."""
    play(stranger, station, lowLatencyMode=True, startLevel=1)
    expect_height(stranger, 0)
    stranger.page.evaluate("() => { hls.autoLevelCapping = 1; }")
    expect_height(stranger, 1)
    stranger.expect_moving(seconds=2, limit_s=30)
    station.without.add(LADDER[1].track_id)
    try:
        expect_height(stranger, 2)
        stranger.expect_moving(seconds=2, limit_s=30)
        assert stranger.page.evaluate("() => window.faults") == [], stranger.page.evaluate(STATE_JS)
    finally:
        station.without.clear()
