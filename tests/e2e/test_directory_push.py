"""The home page lists what is live, and follows it by itself."""

from playwright.sync_api import Page, expect

from e2e.conftest import GoLive, OpenContext
from e2e.server import Server
from e2e.watch_page import WatchPage


def test_channels_appear_and_leave_by_themselves(server: Server, page: Page, go_live: GoLive) -> None:
    page.goto(server.web_url)
    card = page.get_by_role("link").filter(has_text="Pushed")
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(card).to_have_count(0)
    encoder = go_live(server.create_channel("pushed", "--title", "Pushed"))
    expect(card.first).to_be_visible()
    encoder.say_goodbye()
    expect(card).to_have_count(0)


def test_a_card_leads_to_the_picture_and_counts_it(server: Server, open_context: OpenContext, go_live: GoLive) -> None:
    go_live(server.create_channel("carded", "--title", "Carded"))
    home = open_context().new_page()
    home.goto(server.web_url)
    viewer = open_context().new_page()
    viewer.goto(server.web_url)
    viewer.get_by_role("link").filter(has_text="Carded").first.click()
    WatchPage(viewer).expect_moving()
    card = home.get_by_role("article").or_(home.get_by_role("listitem")).filter(has_text="Carded").first
    expect(card.get_by_text("1 viewer")).to_be_visible()


def test_a_channel_is_found_by_what_is_known_of_it(server: Server, page: Page) -> None:
    server.create_channel("clayhouse", "--title", "Throwing a dinner set")
    page.goto(server.web_url)
    page.get_by_role("searchbox", name="Search channels").fill("DINNER")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server.web_url}/search?q=DINNER")
    page.get_by_role("main").get_by_role("link").filter(has_text="Throwing a dinner set").click()
    expect(page).to_have_url(f"{server.web_url}/clayhouse")
    page.goto(f"{server.web_url}/search?q=nobody-has-this")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
