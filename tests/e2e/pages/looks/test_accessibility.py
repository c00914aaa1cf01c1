"""axe finds nothing to complain about, on any page, in any state, dark on a desktop or light on a phone."""

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import OpenContext
from e2e.pages.inspection import expect_clean
from e2e.server import Json, Server
from e2e.watch_page import WatchPage

FAKE_DEVICES = "--use-fake-device-for-media-stream"
WINDOWS = {"desktop": ((1280, 800), False), "phone": ((390, 844), True)}


@pytest.fixture(params=[("dark", "desktop"), ("light", "phone")], ids="-".join)
def page_of(request: pytest.FixtureRequest, open_context: OpenContext) -> Page:
    """A page in each theme and window."""
    theme, window = request.param
    size, phone = WINDOWS[window]
    return open_context(size=size, phone=phone, dark=theme == "dark", more=[FAKE_DEVICES]).new_page()


def test_the_directory(server: Server, stage: Json, page_of: Page) -> None:
    page_of.goto(server.web_url)
    expect(page_of.get_by_role("link").filter(has_text=stage["title"]).first).to_be_visible()
    expect_clean(page_of)


def test_the_watch_page_in_its_states(server: Server, stage: Json, page_of: Page) -> None:
    watching = WatchPage.open(page_of, server.web_url, stage["name"])
    watching.expect_moving()
    watching.player.hover()
    expect_clean(page_of)
    page_of.locator("body").press("i")
    page_of.locator("body").press("k")
    watching.expect_video("video.paused")
    expect_clean(page_of)
    page_of.locator("body").press("i")
    watching.control("Settings").click()
    expect(page_of.get_by_role("menuitemradio").first).to_be_visible()
    expect_clean(page_of)
    page_of.keyboard.press("Escape")
    page_of.locator("body").press("?")
    expect(page_of.get_by_role("dialog")).to_be_visible()
    expect_clean(page_of)


@pytest.mark.parametrize("path", ["/go-live", "/broadcast"])
def test_the_pages_one_broadcasts_from(server: Server, page_of: Page, path: str) -> None:
    page_of.goto(f"{server.web_url}{path}")
    expect(page_of.get_by_role("button", name="Use camera and microphone")).to_be_visible()
    expect_clean(page_of)
    page_of.context.grant_permissions(["camera", "microphone"])
    page_of.get_by_role("button", name="Use camera and microphone").click()
    expect(page_of.get_by_role("button", name="Mute")).to_be_enabled()
    expect_clean(page_of)


def test_the_offline_screen(server: Server, page_of: Page) -> None:
    if all(channel["name"] != "quiet" for channel in server.ask("channel", "list")):
        server.create_channel("quiet")
    WatchPage.open(page_of, server.web_url, "quiet").expect_offline()
    expect_clean(page_of)


def test_an_unknown_channel(server: Server, page_of: Page) -> None:
    WatchPage.open(page_of, server.web_url, "nobody-here")
    expect(page_of.get_by_role("heading", name="No such channel")).to_be_visible()
    expect_clean(page_of)
