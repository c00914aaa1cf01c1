"""Somebody comes by a school's OpenID provider: a real one, with a page of its own."""

from playwright.sync_api import Locator, Page, expect

from e2e.conftest import OpenContext, StartServer
from e2e.pages.people.person import Person
from fakes.control.identity_provider import CLIENT_ID, CLIENT_SECRET, run_identity_provider

CALLBACK = "/api/v1/openid/callback"


def say(page: Page, who: str) -> None:
    """Tell the provider who one is."""
    page.get_by_label("Who are you?").fill(who)
    page.get_by_role("button", name="Continue", exact=True).click()


def card(person: Person, title: str) -> Locator:
    return person.page.get_by_role("region", name=title, exact=True)


def test_come_by_a_provider_set_a_password_leave_it_and_come_back(
    start_server: StartServer, open_context: OpenContext
) -> None:
    with run_identity_provider() as provider:
        server = start_server(
            KLIEG_OIDC_ISSUER=provider.issuer,
            KLIEG_OIDC_CLIENT_ID=CLIENT_ID,
            KLIEG_OIDC_CLIENT_SECRET=CLIENT_SECRET,
            KLIEG_OIDC_LABEL="School",
        )
        provider.serve(server.web_url + CALLBACK)
        ada = Person("Ada_S", open_context().new_page(), server)
        settings = f"{server.web_url}/settings?tab=account"

        ada.open("/settings?tab=account")
        ada.button("Continue with School").click()
        say(ada.page, "ada")
        expect(ada.page.get_by_role("heading", name="Choose your name")).to_be_visible()
        expect(ada.field("Name")).to_have_value("ada_lovelace")
        ada.field("Name").fill(ada.name)
        ada.button("Make my account").click()
        expect(ada.page).to_have_url(settings)
        ada.expect_signed_in()
        expect(card(ada, "Log in with School")).to_contain_text("Connected with ada@school.example")

        password = card(ada, "Set a password")
        password.get_by_role("button", name="Confirm with School").click()
        say(ada.page, "ada")
        ada.expect_toast("Confirmed")
        expect(ada.page).to_have_url(settings)
        password.get_by_label("New password", exact=True).fill(ada.password)
        password.get_by_label("New password once more", exact=True).fill(ada.password)
        password.get_by_role("button", name="Set password").click()
        ada.expect_toast("Your password is set")

        card(ada, "Log in with School").get_by_role("button", name="Disconnect").click()
        dialog = ada.page.get_by_role("dialog")
        dialog.get_by_label("Password", exact=True).fill(ada.password)
        dialog.get_by_role("button", name="Disconnect").click()
        ada.expect_toast("not connected with School any more")
        ada.sign_out()

        elsewhere = Person(ada.name, open_context(phone=True, size=(390, 844)).new_page(), server)
        elsewhere.open("/login?next=%2Ffollowing")
        elsewhere.button("Continue with School").click()
        elsewhere.page.get_by_role("button", name="Cancel").click()
        expect(elsewhere.page.get_by_role("alert")).to_contain_text("was not allowed to say who you are")
        expect(elsewhere.page).to_have_url(f"{server.web_url}/login?next=%2Ffollowing")
        elsewhere.button("Continue with School").click()
        say(elsewhere.page, "ada")
        expect(elsewhere.page.get_by_role("heading", name="You have an account")).to_be_visible()
        elsewhere.field("Password").fill(ada.password)
        elsewhere.button("Connect and log in").click()
        elsewhere.expect_toast("Your account is connected with School")
        expect(elsewhere.page).to_have_url(f"{server.web_url}/following")
