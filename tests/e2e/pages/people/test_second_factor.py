"""An authenticator app, a recovery code and a passkey: set up in the settings, asked for at the login."""

import re
import time

import httpx
import pyotp
from playwright.sync_api import Page, expect

from e2e.conftest import OpenContext
from e2e.pages.inspection import expect_clean, expect_fitting
from e2e.pages.people.person import Person
from e2e.server import Server

PHONE = (390, 844)


class Guest(Person):
    """Somebody who comes by the name ``localhost``: passkeys belong to names, never to addresses of numbers."""

    @property
    def site(self) -> str:
        return f"http://localhost:{self.server.http_port}"

    def open(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(f"{self.site}{path}")

    def join(self) -> None:
        """Sign up, verify and sign in without a page of it."""
        request, api = self.page.context.request, f"{self.site}/api/v1"
        wanted = {"name": self.name, "mail": self.mail, "password": self.password}
        assert request.post(f"{api}/accounts", data=wanted).status == httpx.codes.CREATED
        code = {"name": self.name, "code": self.mailed_code("verify_address")}
        assert request.post(f"{api}/accounts/verification", data=code).ok
        assert request.post(f"{api}/login", data={"login": self.name, "password": self.password}).ok

    def come_back(self) -> None:
        """Log in with the password, as if on another day."""
        self.page.context.clear_cookies()
        self.open("/login?next=%2Fsettings%3Ftab%3Daccount")
        self.sign_in()
        expect(self.page.get_by_role("heading", name="One more step")).to_be_visible()

    def confirm(self, button: str) -> None:
        """Enter the password in the dialog that asks for it."""
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Password", exact=True).fill(self.password)
        dialog.get_by_role("button", name=button, exact=True).click()

    def expect_back(self) -> None:
        """Assert that the person is where they were going."""
        expect(self.page).to_have_url(f"{self.site}/settings?tab=account")
        self.expect_signed_in()


def with_authenticator(page: Page) -> None:
    """Give the browser an authenticator that knows its person (WebAuthn section 11, by the protocol of DevTools)."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_app_recovery_code_and_passkey(server: Server, open_context: OpenContext) -> None:
    ada = Guest("Twice", open_context(size=PHONE, phone=True, dark=False).new_page(), server)
    with_authenticator(ada.page)
    ada.join()
    ada.open("/settings?tab=account")
    ada.button("Set up the app").click()
    ada.confirm("Set up the app")
    setup = ada.page.get_by_role("dialog", name="Authenticator app")
    app = pyotp.TOTP(setup.get_by_label("Secret", exact=True).input_value())
    expect(setup.get_by_role("img", name="QR code for the authenticator app")).to_be_visible()
    expect_clean(ada.page)
    setup.get_by_label("Code that the app shows now").fill(app.now())
    shown = ada.page.get_by_role("dialog", name="Your recovery codes")
    expect(shown.get_by_role("listitem")).to_have_count(10)
    recovery_code = shown.get_by_role("listitem").first.inner_text()
    shown.get_by_role("button", name="I have put them aside").click()
    ada.button("Add a passkey").click()
    ada.confirm("Add a passkey")
    ada.expect_toast("The passkey is added")
    expect(ada.page.get_by_text("10 codes are left.")).to_be_visible()
    expect_fitting(ada.page)

    ada.come_back()
    ada.button("Use a code from the app").click()
    expect(ada.field("Code from the app")).to_be_focused()
    ada.field("Code from the app").fill("000000")
    expect(ada.page.get_by_text("This is not right, or was used already.")).to_be_visible()
    expect_fitting(ada.page)
    expect_clean(ada.page)
    ada.field("Code from the app").fill(app.at(int(time.time()) + 30))  # the step of now was used to set it up
    ada.expect_back()

    ada.come_back()
    ada.button("Use a recovery code").click()
    ada.field("Recovery code").fill(recovery_code.upper())
    ada.button("Log in").click()
    ada.expect_back()
    expect(ada.page.get_by_text("9 codes are left.")).to_be_visible()

    ada.come_back()
    ada.button("Use a passkey").click()
    ada.expect_back()

    ada.page.context.clear_cookies()
    ada.open("/login")
    ada.button("Log in with a passkey").click()
    expect(ada.page).to_have_url(re.compile(r"localhost:\d+/$"))
    ada.expect_signed_in()
