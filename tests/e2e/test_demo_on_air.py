"""A fresh installation shows a moving picture without anybody doing anything."""

from playwright.sync_api import Page, expect

from e2e.conftest import StartServer
from e2e.watch_page import WatchPage


def test_a_fresh_start_shows_a_moving_picture(start_server: StartServer, page: Page) -> None:
    server = start_server(KLIEG_DEMO="1")
    for promise in (server.web_url.rpartition(":")[2], "/live", "ffmpeg"):
        assert promise in server.log()
    page.goto(server.web_url)
    card = page.get_by_role("link").filter(has_text="demo").first
    expect(card).to_be_visible()
    card.click()
    watching = WatchPage(page)
    watching.expect_moving()
    watching.expect_viewers(1, limit_s=10)
    expect(page).to_have_url(f"{server.web_url}/demo")
    assert server.stop() == 0
    assert server.child("node") is None if server.process and server.process.poll() is None else True


def test_a_person_replaces_the_demo(start_server: StartServer, page: Page) -> None:
    server = start_server(KLIEG_DEMO="1")
    WatchPage.open(page, server.web_url, "demo").expect_moving()
    assert server.channel("demo")["is_live"]
