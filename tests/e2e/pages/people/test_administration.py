"""An admin puts an end to what is on the air, and the log says who did what."""

import httpx
import pytest
from playwright.sync_api import expect

from e2e.conftest import GoLive, OpenContext
from e2e.pages.inspection import expect_clean, expect_fitting
from e2e.pages.people.person import Person
from e2e.server import Json, Server

PATHS = ("", "/accounts", "/channels", "/live", "/invitations", "/audit", "/mailbox")


@pytest.fixture(scope="module")
def password(server: Server) -> str:
    """The password of the account Warden, which is an admin's."""
    made: Json = server.ask("user", "create", "Warden", "--mail", "warden@example.org", "--role", "admin")
    return str(made["password"])


def channel_of(server: Server, name: str) -> Json:
    """Return a channel as its owner sees it."""
    token = (server.data_dir / "admin-token").read_text(encoding="ascii").strip()
    answer = httpx.get(
        f"{server.web_url}/api/v1/channels/{name}", headers={"Authorization": f"Bearer {token}"}, trust_env=False
    )
    channel: Json = answer.raise_for_status().json()
    return channel


def test_a_streamer_is_suspended_on_the_air(
    server: Server, open_context: OpenContext, go_live: GoLive, password: str
) -> None:
    warden = Person("Warden", open_context().new_page(), server, password=password)
    page = warden.page
    server.ask("user", "create", "Culprit", "--mail", "culprit@example.org")
    encoder = go_live(channel_of(server, "culprit"))
    server.wait_until_live("culprit")

    warden.open("/admin/live")
    warden.sign_in()
    row = page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("link", name="culprit"))
    expect(row).to_contain_text("Live")
    row.get_by_role("button", name="Actions for culprit").click()
    page.get_by_role("menuitem", name="Suspend the owner").click()
    page.get_by_role("dialog").get_by_role("button", name="Suspend", exact=True).click()
    warden.expect_toast("Culprit is suspended")
    expect(row).to_be_hidden()
    server.wait_until_live("culprit", live=False)
    encoder.wait()

    tabs = page.get_by_role("navigation", name="Administration")
    tabs.get_by_role("link", name="Audit log").click()
    newest = page.get_by_role("main").get_by_role("listitem").first
    expect(newest).to_contain_text("Account suspended")
    expect(newest).to_contain_text("Culprit")
    expect(newest).to_contain_text("by Warden")

    tabs.get_by_role("link", name="Accounts").click()
    page.get_by_role("searchbox").fill("culp")
    found = page.get_by_role("main").get_by_role("listitem")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Suspended")
    found.get_by_role("button", name="Actions for Culprit").click()
    page.get_by_role("menuitem", name="Let in again").click()
    page.get_by_role("dialog").get_by_role("button", name="Let in again").click()
    warden.expect_toast("Culprit may come in again")
    expect(found).not_to_contain_text("Suspended")


def test_pages_of_admins_fit_a_phone_and_are_accessible(
    server: Server, open_context: OpenContext, password: str
) -> None:
    warden = Person(
        "Warden", open_context(size=(390, 844), phone=True, dark=False).new_page(), server, password=password
    )
    warden.open("/admin")
    warden.sign_in()
    warden.account_menu.click()
    expect(warden.page.get_by_role("menuitem", name="Administration")).to_be_visible()
    for path in PATHS:
        warden.open(f"/admin{path}")
        expect(warden.page.get_by_role("main").get_by_role("heading").first).to_be_visible()
        expect(warden.page.get_by_role("status", name="Loading")).to_be_hidden()
        expect_fitting(warden.page)
        expect_clean(warden.page)
