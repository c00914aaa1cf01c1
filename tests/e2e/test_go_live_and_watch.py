"""Somebody makes a channel, goes live, is watched, stops, and comes back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from e2e.conftest import GoLive, OpenContext
from e2e.server import Server
from e2e.watch_page import WatchPage

COUNT_LIMIT_S = 2.0
CLOCK_SLACK_S = 1.0
"""How much later than the promise a loaded machine may show it."""

FRAME_SLACK_S = 0.2
REMEMBER_TIME_JS = """
() => {
  const video = document.querySelector('video');
  window.firstTime = window.lastTime = video.currentTime;
  video.addEventListener('timeupdate', () => { window.lastTime = Math.max(window.lastTime, video.currentTime); });
}
"""

type Watch = Callable[[Page, str], WatchPage]


def test_a_channel_goes_live_is_watched_and_comes_back(
    server: Server, go_live: GoLive, watch: Watch, open_context: OpenContext
) -> None:
    channel = server.create_channel("story", "--title", "The story")
    first = watch(open_context().new_page(), "story")
    first.expect_offline()
    expect(first.page).to_have_title("The story · Klieg")

    encoder = go_live(channel)
    first.expect_moving()
    first.expect_viewers(1, limit_s=10)
    assert server.channel("story")["is_live"]

    second = watch(open_context().new_page(), "story")
    second.expect_moving()
    first.expect_viewers(2, limit_s=COUNT_LIMIT_S + CLOCK_SLACK_S)
    second.expect_viewers(2, limit_s=COUNT_LIMIT_S + CLOCK_SLACK_S)
    second.page.close()
    first.expect_viewers(1, limit_s=COUNT_LIMIT_S + CLOCK_SLACK_S)

    first.page.evaluate(REMEMBER_TIME_JS)
    ahead_s = first.buffered_ahead_s()
    encoder.say_goodbye()
    server.wait_until_live("story", live=False)
    first.expect_offline()
    played_s = first.page.evaluate("() => window.lastTime - window.firstTime")
    assert played_s >= ahead_s - FRAME_SLACK_S, "what was buffered plays out before the offline screen"

    go_live(channel)
    first.expect_moving()
    first.expect_viewers(1, limit_s=10)
