"""Somebody with an account, in a browser: what they type and press, whatever the window."""

import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Locator, Page, expect

from e2e.server import Server, wait_for

PASSWORD = "Lights-0n!"
MAIL_LIMIT_S = 20.0
_CODE = re.compile(r"^ +(\d{6})$", re.MULTILINE)
_LINK = re.compile(r"https?://\S+")


class Post(Protocol):
    """Where somebody's mails are."""

    def newest(self, address: str, kind: str) -> str | None:
        """Return the text of the newest mail of a kind to an address, None while there is none."""
        ...


@dataclass
class CapturedMails:
    """Those that a site without a mail server keeps for its admin."""

    server: Server

    def newest(self, address: str, kind: str) -> str | None:
        token = (self.server.data_dir / "admin-token").read_text(encoding="utf-8").strip()
        headers = {"Authorization": f"Bearer {token}"}
        answer = httpx.get(f"{self.server.web_url}/api/v1/admin/mailbox", headers=headers, trust_env=False)
        mails = answer.raise_for_status().json()["mails"]
        return next((mail["text"] for mail in mails if mail["to"] == address and mail["kind"] == kind), None)


@dataclass
class Person:
    """A name, a page, and the site."""

    name: str
    page: Page
    server: Server
    password: str = PASSWORD
    post: Post | None = None

    @property
    def mail(self) -> str:
        return f"{self.name.lower()}@example.org"

    def open(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(f"{self.server.web_url}{path}")

    def button(self, name: str) -> Locator:
        """Return the button of the page itself, rather than of the navigation."""
        return self.page.get_by_role("main").get_by_role("button", name=name, exact=True)

    def field(self, label: str) -> Locator:
        """Return a field by its label."""
        return self.page.locator("input, textarea").and_(self.page.get_by_label(label, exact=True))

    def sign_up(self) -> None:
        """Fill in the form of ``/register``, which is open, and send it."""
        self.field("Name").fill(self.name)
        self.field("Mail address").fill(self.mail)
        self.field("Password").fill(self.password)
        self.field("Repeat the password").fill(self.password)
        self.button("Sign up").click()

    def sign_in(self, login: str | None = None) -> None:
        """Fill in the form of ``/login``, which is open, and send it."""
        self.field("Name or mail address").fill(login or self.name)
        self.field("Password").fill(self.password)
        self.button("Log in").click()

    def expect_toast(self, text: str) -> None:
        """Assert that the page says so, for all to hear."""
        expect(self.page.locator(".toaster[role=status]")).to_contain_text(text)

    def expect_signed_in(self) -> None:
        """Assert that the navigation shows whose account it is."""
        expect(self.account_menu).to_be_visible()

    @property
    def account_menu(self) -> Locator:
        return self.page.get_by_role("button", name=f"Account of {self.name}").locator("visible=true")

    def sign_out(self) -> None:
        """Log out by the account's menu."""
        self.account_menu.click()
        self.page.get_by_role("menuitem", name="Log out").click()
        self.expect_toast("You are logged out")

    def mailed_code(self, kind: str) -> str:
        """Return the six digits of the newest mail of a kind."""
        found = _CODE.search(self._mail_of(kind))
        assert found is not None, "the mail has a code"
        return found[1]

    def mailed_link(self, kind: str) -> str:
        """Return path and query of the address that the newest mail of a kind leads to."""
        found = _LINK.search(self._mail_of(kind))
        assert found is not None, "the mail has a link"
        address = urlsplit(found[0])
        return f"{address.path}?{address.query}"

    def _mail_of(self, kind: str) -> str:
        post = self.post or CapturedMails(self.server)
        return wait_for(lambda: post.newest(self.mail, kind), f"a mail of {kind} to {self.mail}", limit_s=MAIL_LIMIT_S)
