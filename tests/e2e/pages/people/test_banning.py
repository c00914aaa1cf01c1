"""A streamer bans a visitor from their profile, takes it back, finds them listed, and appoints a moderator."""

from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from e2e.conftest import OpenContext
from e2e.pages.inspection import expect_clean, expect_fitting
from e2e.pages.people.person import Person
from e2e.server import Server

WINDOWS = {"desktop": ((1280, 800), False), "phone": ((390, 844), True)}


@dataclass
class Member:
    """Somebody signed in, who acts by the API with their browser's cookie."""

    person: Person
    context: BrowserContext

    def ask(self, method: str, path: str) -> int:
        """Return the status of an answer of the API."""
        return self.context.request.fetch(f"{self.person.server.web_url}/api/v1{path}", method=method).status

    @classmethod
    def join(cls, server: Server, context: BrowserContext, name: str) -> "Member":
        """Sign up, verify and sign in without a page of it."""
        person = Person(name, context.new_page(), server)
        api = f"{server.web_url}/api/v1"
        wanted = {"name": name, "mail": person.mail, "password": person.password}
        assert context.request.post(f"{api}/accounts", data=wanted).status == httpx.codes.CREATED
        code = {"name": name, "code": person.mailed_code("verify_address")}
        assert context.request.post(f"{api}/accounts/verification", data=code).ok
        assert context.request.post(f"{api}/login", data={"login": name, "password": person.password}).ok
        return cls(person, context)


@pytest.mark.parametrize("window", WINDOWS)
def test_ban_undo_list_unban_and_appoint(server: Server, open_context: OpenContext, window: str) -> None:
    size, phone = WINDOWS[window]
    ada = Member.join(server, open_context(size=size, phone=phone), f"Host_{window}")
    bob = Member.join(server, open_context(), f"Guest_{window}")
    mia = Member.join(server, open_context(), f"Mod_{window}")
    host, guest = ada.person.name, bob.person.name
    page, playback = ada.person.page, f"/channels/{host}/playback"

    def ban_from_profile() -> None:
        ada.person.button(f"More about {guest}").click()
        page.get_by_role("menuitem", name="Ban from my channel").click()
        dialog = page.get_by_role("dialog", name=f"Ban {guest}?")
        dialog.get_by_label("Reason").fill("Spam")
        dialog.get_by_role("button", name="Ban", exact=True).click()
        ada.person.expect_toast(f"{guest} is banned from {host}")

    ada.person.open(f"/{guest}/profile")
    ban_from_profile()
    page.locator(".toaster").get_by_role("button", name="Undo").click()
    ada.person.expect_toast(f"{guest} may watch {host} again")
    assert bob.ask("GET", playback) == httpx.codes.OK
    ban_from_profile()
    assert bob.ask("GET", playback) == httpx.codes.FORBIDDEN

    ada.person.open("/settings?tab=moderation")
    row = page.get_by_role("listitem").filter(has_text=guest)
    expect(row).to_contain_text(f"by {host}")
    expect(row).to_contain_text("Spam")
    expect_fitting(page)
    expect_clean(page)
    ada.person.button(f"Unban {guest}").click()
    ada.person.expect_toast(f"{guest} may watch {host} again")
    expect(page.get_by_text("Nobody is banned.")).to_be_visible()
    assert bob.ask("GET", playback) == httpx.codes.OK

    moderators = page.get_by_role("region", name="Moderators")
    moderators.get_by_label("Name of the account").fill(mia.person.name)
    moderators.get_by_role("button", name="Appoint").click()
    ada.person.expect_toast(f"{mia.person.name} moderates your channel now")
    assert mia.ask("PUT", f"/channels/{host}/bans/{guest}") == httpx.codes.NO_CONTENT
    page.reload()
    expect(row).to_contain_text(f"by {mia.person.name}")
