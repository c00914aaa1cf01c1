"""A stranger becomes somebody whom others find, follow and watch, keeps one of them out for a while, and goes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import expect

from e2e.conftest import GoLive, OpenContext, StartServer
from e2e.pages.people.person import Person
from e2e.server import Server
from e2e.watch_page import WatchPage
from fakes.control.mail_server import MailServer

SHOWN_WITHIN_MS = 15_000
"""The node refuses at once; a page plays what it has."""


@dataclass
class Letters:
    """What the mail server took."""

    mail_server: MailServer
    port: int

    def newest(self, address: str, kind: str) -> str | None:
        del kind  # no mail says so
        taken = [mail for mail in self.mail_server.taken if mail["To"] == address]
        part = taken[-1].get_body(("plain",)) if taken else None
        return "\n".join(str(part.get_content()).splitlines()) if part else None


@pytest.fixture
def letters(make_port: Callable[[], int]) -> Iterator[Letters]:
    """A mail server, and what it took."""
    mail_server = MailServer()
    controller = Controller(mail_server, hostname="127.0.0.1", port=make_port())
    controller.start()
    yield Letters(mail_server, controller.port)
    controller.stop()


@pytest.fixture
def site(start_server: StartServer, letters: Letters) -> Server:
    """An installation that sends its mails."""
    return start_server(KLIEG_SMTP_HOST="127.0.0.1", KLIEG_SMTP_PORT=str(letters.port), KLIEG_SMTP_SECURITY="none")


def test_from_a_stranger_to_a_streamer_and_away(
    site: Server, letters: Letters, open_context: OpenContext, go_live: GoLive
) -> None:
    ada = Person("Ada.L", open_context().new_page(), site, post=letters)
    become_somebody(ada)
    go_live(where_to_publish(ada))
    site.wait_until_live("ada.l")

    bob = Person("Bob_42", open_context(size=(390, 844), phone=True).new_page(), site, post=letters)
    watching = find_and_follow(bob, ada)
    ban(ada, bob)
    refused = watching.player.get_by_text("You may not watch this stream.")
    expect(refused).to_be_visible(timeout=SHOWN_WITHIN_MS)
    unban(ada, bob)
    watching.player.get_by_role("button", name="Try again").click()
    watching.expect_moving()

    leave(ada)
    bob.open("/following")
    expect(bob.page.get_by_role("heading", name="You follow nobody yet")).to_be_visible()
    WatchPage.open(bob.page, site.web_url, "ada.l")
    expect(bob.page.get_by_role("heading", name="No such channel")).to_be_visible()


def become_somebody(person: Person) -> None:
    """Sign up, verify by the mailed link, and sign in."""
    person.open("/register")
    person.sign_up()
    expect(person.page.get_by_role("heading", name="Check your mail")).to_be_visible()
    person.open(person.mailed_link("verify_address"))
    person.expect_toast("Your mail address is verified")
    person.sign_in()
    person.expect_signed_in()


def where_to_publish(person: Person) -> dict[str, str]:
    """Return what the settings say to enter in OBS."""
    person.open("/settings?tab=stream")
    expect(person.field("Stream key")).to_have_value(re.compile("^sk_"))
    return {
        "ingest_url": person.field("Server (RTMP)").input_value(),
        "stream_key": person.field("Stream key").input_value(),
    }


def find_and_follow(person: Person, streamer: Person) -> WatchPage:
    """Find a live channel on the home page, watch it, and follow it by way of signing up."""
    person.open("/")
    person.page.get_by_role("main").get_by_role("link").filter(has_text=streamer.name).first.click()
    watching = WatchPage(person.page)
    watching.expect_moving()
    person.button("Follow").click()
    person.page.get_by_role("link", name="Make an account").click()
    person.sign_up()
    person.field("Code of six digits").fill(person.mailed_code("verify_address"))
    person.expect_toast(f"You follow {streamer.name}")
    expect(person.button("Following")).to_have_attribute("aria-pressed", "true")
    watching.expect_moving()
    return watching


def ban(person: Person, other: Person) -> None:
    """Ban somebody from one's channel, on their profile."""
    person.open(f"/{other.name.lower()}/profile")
    person.button(f"More about {other.name}").click()
    person.page.get_by_role("menuitem", name="Ban from my channel").click()
    person.page.get_by_role("dialog").get_by_role("button", name="Ban", exact=True).click()
    person.expect_toast(f"{other.name} is banned")


def unban(person: Person, other: Person) -> None:
    """Let them in again, at the same place."""
    person.button(f"More about {other.name}").click()
    person.page.get_by_role("menuitem", name="Unban from my channel").click()
    person.expect_toast(f"{other.name} may watch {person.name} again")


def leave(person: Person) -> None:
    """Delete one's account."""
    person.open("/settings?tab=account")
    person.button("Delete my account").click()
    dialog = person.page.get_by_role("dialog")
    dialog.get_by_label("Password", exact=True).fill(person.password)
    dialog.get_by_role("button", name="Delete for good").click()
    person.expect_toast("Your account is deleted")
