"""From a stranger to somebody with a channel, and away again; on a desktop and on a phone."""

import re

from playwright.sync_api import expect

from e2e.conftest import OpenContext
from e2e.pages.people.person import Person
from e2e.server import Server

WINDOWS = {"desktop": ((1280, 800), False), "phone": ((390, 844), True)}


def arrive(server: Server, open_context: OpenContext, name: str, window: str = "desktop") -> Person:
    """Return somebody who has just opened the site."""
    size, phone = WINDOWS[window]
    return Person(name, open_context(size=size, phone=phone).new_page(), server)


def test_sign_up_come_back_and_leave(server: Server, open_context: OpenContext) -> None:
    ada = arrive(server, open_context, "Ada_phone", "phone")
    ada.open("/settings?tab=stream")
    expect(ada.page).to_have_url(re.compile(r"/login\?next=%2Fsettings%3Ftab%3Dstream$"))
    ada.page.get_by_role("link", name="Make an account").click()
    expect(ada.field("Name")).to_be_visible()
    ada.sign_up()
    expect(ada.page.get_by_role("heading", name="Check your mail")).to_be_visible()
    ada.field("Code of six digits").fill(ada.mailed_code("verify_address"))
    expect(ada.page).to_have_url(f"{server.web_url}/settings?tab=stream")
    ada.expect_signed_in()
    expect(ada.field("Stream key")).to_have_value(re.compile("^sk_"))

    ada.open("/login?next=%2Fdesign")
    expect(ada.page).to_have_url(f"{server.web_url}/design")
    ada.sign_out()
    expect(ada.page).to_have_url(f"{server.web_url}/")

    ada.open("/settings?tab=account")
    ada.sign_in(ada.name.upper())
    expect(ada.page).to_have_url(f"{server.web_url}/settings?tab=account")
    ada.button("Delete my account").click()
    dialog = ada.page.get_by_role("dialog")
    dialog.get_by_label("Password", exact=True).fill(ada.password)
    dialog.get_by_role("button", name="Delete for good").click()
    ada.expect_toast("Your account is deleted")
    expect(ada.page).to_have_url(f"{server.web_url}/login")
    ada.sign_in()
    expect(ada.page.get_by_role("alert")).to_contain_text("Name or password is wrong.")


def test_a_link_verifies_and_a_forgotten_password_is_replaced(server: Server, open_context: OpenContext) -> None:
    grace = arrive(server, open_context, "Grace.H")
    grace.open("/register")
    grace.sign_up()
    expect(grace.page.get_by_role("heading", name="Check your mail")).to_be_visible()
    grace.open("/login")
    grace.sign_in()
    expect(grace.page.get_by_role("heading", name="Check your mail")).to_be_visible()
    grace.open(grace.mailed_link("verify_address"))
    grace.expect_toast("Your mail address is verified")
    expect(grace.page).to_have_url(f"{server.web_url}/login")

    grace.page.get_by_role("link", name="Forgot your password?").click()
    grace.field("Mail address").fill(grace.mail)
    grace.button("Send the link").click()
    expect(grace.page.get_by_role("heading", name="Check your mail")).to_be_visible()
    link = grace.mailed_link("reset_password")
    grace.open(link)
    grace.password = "Lights-0ff!"
    grace.field("New password").fill(grace.password)
    grace.button("Save password").click()
    grace.expect_toast("Your password is changed")
    grace.sign_in(grace.mail)
    grace.expect_signed_in()
    grace.sign_out()
    grace.open(link)
    grace.field("New password").fill("Lights-0n?")
    grace.button("Save password").click()
    expect(grace.page.get_by_role("alert")).to_contain_text("This code is wrong or too old.")


def test_what_is_wrong_is_told_at_its_field(server: Server, open_context: OpenContext) -> None:
    page = open_context().new_page()
    nobody = Person("abc", page, server, password="short")
    nobody.open("/register")
    nobody.sign_up()
    expect(nobody.field("Name")).to_be_focused()
    expect(page.get_by_text("A name has 4 to 20 characters.")).to_be_visible()
    expect(page.get_by_text("This password is too easy to guess.")).to_be_visible()
    reserved = Person("settings", page, server)
    reserved.sign_up()
    expect(page.get_by_text(re.compile("This name is one of the site.s own"))).to_be_visible()
    expect(reserved.field("Name")).to_have_attribute("aria-invalid", "true")
    page.goto(f"{server.web_url}/reset?username=half")
    expect(page).to_have_url(f"{server.web_url}/reset")
