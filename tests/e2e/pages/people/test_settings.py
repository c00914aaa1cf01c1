"""A channel is dressed, its key copied and replaced; the site speaks the language that is chosen."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect

from e2e.conftest import OpenContext
from e2e.pages.inspection import expect_clean, expect_fitting
from e2e.pages.people.person import Person
from e2e.server import Server

WINDOWS = {"desktop": ((1280, 800), False), "phone": ((390, 844), True)}
LOOK_PATHS = (
    "/",
    "/settings?tab=channel",
    "/settings?tab=stream",
    "/settings?tab=tokens",
    "/settings?tab=account",
    "/following",
    "/design",
)

type SignInAs = Callable[..., Person]


@pytest.fixture(scope="module")
def signed_up(server: Server) -> set[str]:
    """Names that have an account."""
    return set()


@pytest.fixture
def sign_in_as(server: Server, open_context: OpenContext, signed_up: set[str]) -> SignInAs:
    """A function that signs somebody in, in a window of their own."""

    def sign_in(name: str, *, dark: bool = True, window: str = "desktop") -> Person:
        size, phone = WINDOWS[window]
        person = Person(name, open_context(size=size, phone=phone, dark=dark).new_page(), server)
        if name not in signed_up:
            person.open("/register")
            person.sign_up()
            person.field("Code of six digits").fill(person.mailed_code("verify_address"))
            signed_up.add(name)
        else:
            person.open("/login")
            person.sign_in()
        person.expect_signed_in()
        return person

    return sign_in


def test_the_channel_is_dressed(server: Server, sign_in_as: SignInAs) -> None:
    person = sign_in_as("Dressed")
    person.open("/settings")
    before = server.channel("dressed")  # colour and avatar of a new account are anybody's guess
    color = "blue" if before["color"] == "salmon" else "salmon"
    person.page.get_by_label(color.title(), exact=True).check(force=True)
    person.expect_toast("Colour saved")
    animal = "Tiger" if "hedgehog" in before["avatar_url"] else "Hedgehog"
    person.page.get_by_label(animal, exact=True).check(force=True)
    person.expect_toast("Avatar saved")
    person.field("Title").fill("Late set")
    person.field("Tags").fill("music, synths, music")
    person.field("Links").fill("example.org/tapes")
    person.field("Description").fill("Every Friday.")
    person.button("Save").click()
    person.expect_toast("Channel saved")
    channel = server.channel("dressed")
    assert (channel["color"], channel["title"], channel["tags"]) == (color, "Late set", ["music", "synths"])
    assert animal.lower() in channel["avatar_url"]
    person.open("/dressed/profile")
    expect(person.page.get_by_role("heading", name="Dressed", exact=True)).to_be_visible()
    expect(person.page.get_by_text("Every Friday.")).to_be_visible()
    expect(person.page.get_by_role("link", name="example.org/tapes")).to_have_attribute(
        "href", "https://example.org/tapes"
    )
    person.open("/dressed/whatever")
    expect(person.page).to_have_url(f"{server.web_url}/dressed")


def test_the_key_is_masked_copied_and_replaced(server: Server, sign_in_as: SignInAs) -> None:
    person = sign_in_as("Keyholder")
    person.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.open("/settings?tab=stream")
    key = person.field("Stream key")
    expect(key).to_have_attribute("type", "password")
    former = key.input_value()
    person.button("Stream key: Copy").click()
    person.expect_toast("Stream key copied")
    assert person.page.evaluate("() => navigator.clipboard.readText()") == former
    person.button("Reset the key").click()
    person.page.get_by_role("dialog").get_by_role("button", name="Reset the key").click()
    person.expect_toast("There is a new stream key")
    expect(key).not_to_have_value(former)
    expect(key).to_have_value(re.compile("^sk_[a-z2-7]{32}$"))
    for label in ("Server (RTMP)", "Playback (HLS)", "Channel page"):
        person.button(f"{label}: Copy").click()
        person.expect_toast("Address copied")
        assert person.page.evaluate("() => navigator.clipboard.readText()") == person.field(label).input_value()


def test_a_token_is_shown_once_and_good_until_it_is_revoked(server: Server, sign_in_as: SignInAs) -> None:
    person = sign_in_as("Tokenist")
    page = person.page
    person.open("/settings?tab=tokens")
    person.button("Make it").click()
    expect(person.field("What it is for")).to_be_focused()
    person.field("What it is for").fill("Chat bot")
    page.get_by_label("Moderate", exact=True).check()
    person.button("Make it").click()
    person.expect_toast("Your token is made")
    token = person.field("Personal token").input_value()

    def use() -> int:
        answer = httpx.get(
            f"{server.web_url}/api/v1/moderating", headers={"Authorization": f"Bearer {token}"}, trust_env=False
        )
        return answer.status_code

    assert use() == httpx.codes.OK
    page.reload()
    row = page.get_by_role("listitem").filter(has_text="Chat bot")
    expect(row).to_contain_text("Moderate")
    expect(person.field("Personal token")).to_have_count(0)
    person.button("Revoke Chat bot").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    person.expect_toast("The token is revoked")
    expect(page.get_by_text("You have none.")).to_be_visible()
    assert use() == httpx.codes.UNAUTHORIZED


def test_the_language_is_remembered_and_said_by_the_page(server: Server, sign_in_as: SignInAs) -> None:
    person = sign_in_as("Polyglot")
    person.open("/settings?tab=account")
    person.page.get_by_label("Of this site, and of mails to you").select_option("Deutsch")
    person.expect_toast("Sprache gespeichert")
    expect(person.page.locator("html")).to_have_attribute("lang", "de")
    person.page.reload()
    expect(person.page.get_by_role("heading", name="Einstellungen")).to_be_visible()


@pytest.mark.parametrize(("theme", "window"), [("dark", "desktop"), ("light", "phone")])
def test_pages_of_somebody_signed_in_fit_and_are_accessible(sign_in_as: SignInAs, theme: str, window: str) -> None:
    person = sign_in_as("Onlooker", dark=theme == "dark", window=window)
    for path in LOOK_PATHS:
        person.open(path)
        expect(person.page.get_by_role("main").get_by_role("heading").first).to_be_visible()
        person.expect_signed_in()
        expect_fitting(person.page)
        expect_clean(person.page)


@pytest.mark.parametrize("window", WINDOWS)
def test_pages_of_signing_in_fit_and_are_accessible(server: Server, open_context: OpenContext, window: str) -> None:
    size, phone = WINDOWS[window]
    page = open_context(size=size, phone=phone).new_page()
    for path in ("/login", "/register", "/reset", "/reset?username=a&code=b"):
        page.goto(f"{server.web_url}{path}")
        expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()
        expect_fitting(page)
        expect_clean(page)
