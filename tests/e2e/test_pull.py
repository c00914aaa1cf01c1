"""A channel that fetches its media from another server's HLS is live as long as its owner wants it."""

from playwright.sync_api import Page

from e2e.conftest import GoLive, StartServer
from e2e.watch_page import WatchPage


def test_a_channel_goes_live_by_a_pull_and_ends_without_it(
    start_server: StartServer, page: Page, go_live: GoLive
) -> None:
    server = start_server(KLIEG_PULL_PRIVATE_ADDRESSES="true")
    go_live(server.create_channel("origin"))
    server.wait_until_live("origin")
    server.create_channel("mirror")
    server.run("channel", "pull", "mirror", f"{server.media_url}/hls/origin/index.m3u8")
    server.wait_until_live("mirror", limit_s=20)
    WatchPage.open(page, server.web_url, "mirror").expect_moving()
    server.run("channel", "stop-pull", "mirror")
    server.wait_until_live("mirror", live=False, limit_s=5)
    assert server.wait_until_live("origin")["is_live"]
