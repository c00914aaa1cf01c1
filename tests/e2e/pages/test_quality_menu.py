"""A channel with a ladder: the menu of the watch page names its rungs, and one that is chosen is shown."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from e2e.conftest import GoLive, OpenContext
from e2e.server import Server
from e2e.watch_page import WatchPage

type Watch = Callable[[Page, str], WatchPage]


def test_a_rung_is_chosen_and_left_again(
    server: Server, open_context: OpenContext, go_live: GoLive, watch: Watch
) -> None:
    go_live(server.create_channel("laddered", "--type", "STANDARD"))
    server.wait_until_live("laddered")
    watching = watch(open_context().new_page(), "laddered")
    watching.expect_moving()
    watching.control("Settings").click()
    quality = watching.page.get_by_role("menu").get_by_role("group", name="Quality").get_by_role("menuitemradio")
    expect(quality).to_have_text([re.compile("Auto"), re.compile("^ *360p"), re.compile("^ *160p")], timeout=30_000)
    expect(quality.and_(watching.page.get_by_role("menuitemradio", checked=True))).to_contain_text("Auto")
    quality.nth(2).click()
    watching.expect_video("video.videoHeight === 160")
    watching.expect_moving()
    if not watching.page.get_by_role("menu").is_visible():
        watching.control("Settings").click()
    quality.nth(1).click()
    watching.expect_video("video.videoHeight === 360")
    watching.expect_moving()
