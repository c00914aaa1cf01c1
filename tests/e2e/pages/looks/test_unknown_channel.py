"""An address nobody has."""

from playwright.sync_api import Page, expect

from e2e.conftest import GoLive
from e2e.server import Server
from e2e.watch_page import WatchPage


def test_an_unknown_channel_says_so_and_leads_home(server: Server, page: Page) -> None:
    WatchPage.open(page, server.web_url, "nobody-here")
    expect(page.get_by_role("heading", name="No such channel")).to_be_visible()
    expect(page.get_by_text("nobody-here")).to_be_visible()
    page.get_by_role("link", name="See what is live").click()
    expect(page).to_have_url(f"{server.web_url}/")


def test_a_channel_that_is_made_later_plays(server: Server, page: Page, go_live: GoLive) -> None:
    watching = WatchPage.open(page, server.web_url, "made-later")
    expect(page.get_by_role("heading", name="No such channel")).to_be_visible()
    channel = server.create_channel("made-later")
    watching.expect_offline()
    go_live(channel)
    watching.expect_moving()


def test_an_address_that_cannot_be_a_channel(server: Server, page: Page) -> None:
    page.goto(f"{server.web_url}/Not-A_Name/deeper")
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_role("link", name="See what is live").first).to_be_visible()
