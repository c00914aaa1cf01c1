"""Each page fits each window: nothing to scroll sideways, nothing under the edge."""

import pytest
from playwright.sync_api import expect

from e2e.conftest import OpenContext
from e2e.pages.inspection import expect_fitting
from e2e.server import Json, Server
from e2e.watch_page import WatchPage

WINDOWS = {"desktop": (1280, 800), "tablet": (768, 1024), "phone": (390, 844), "phone-sideways": (844, 390)}


@pytest.mark.parametrize("window", WINDOWS)
def test_every_page_fits(server: Server, stage: Json, open_context: OpenContext, window: str) -> None:
    page = open_context(size=WINDOWS[window], phone=window.startswith("phone")).new_page()
    page.goto(server.web_url)
    expect(page.get_by_role("link").filter(has_text="The stage").first).to_be_visible()
    expect_fitting(page)
    watching = WatchPage.open(page, server.web_url, stage["name"])
    watching.expect_moving()
    expect_fitting(page)
    page.locator("body").press("i")
    expect(page.get_by_role("complementary", name="Stats")).to_be_visible()
    expect_fitting(page)
    for path in ("/go-live", "/broadcast"):
        page.goto(f"{server.web_url}{path}")
        expect(page.get_by_role("button", name="Start streaming")).to_be_visible()
        expect_fitting(page)
    WatchPage.open(page, server.web_url, "nobody-here")
    expect(page.get_by_role("heading", name="No such channel")).to_be_visible()
    expect_fitting(page)
