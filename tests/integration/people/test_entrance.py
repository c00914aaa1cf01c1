"""Signing up, verifying, signing in, and coming back without the password."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from fakes.control.people import PASSWORD, Person, code_of, join, mails_to, new_browser, register
from fakes.control.running_control import RunningControl, run_in_loop
from klieg.domains.identity import Account
from klieg.domains.mail import MailKind
from klieg.kernel.settings import Settings
from klieg.worker.retention import Retention


async def sign_up(running: RunningControl, **changes: str) -> httpx.Response:
    wanted = {"name": "Ada_L", "mail": "ada@example.org", "password": PASSWORD, **changes}
    return await running.anybody.post("/api/v1/accounts", json=wanted)


async def test_a_stranger_signs_up_verifies_and_gets_a_channel(running: RunningControl) -> None:
    ada = await register(running, "Ada_L")
    assert (await ada.sign_in()).json()["code"] == "not_verified"
    ((kind, values),) = await mails_to(running, ada.mail)
    assert kind is MailKind.VERIFY_ADDRESS
    assert values["link"].startswith("/login?username=Ada_L&code=")
    wrong = await ada.browser.post("/api/v1/accounts/verification", json={"name": "ada_l", "code": "nonsense"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "code_invalid")
    by_link = {"name": "ADA_L", "code": code_of(values["link"])}
    assert (await ada.browser.post("/api/v1/accounts/verification", json=by_link)).json() == {"name": "Ada_L"}
    again = await ada.browser.post("/api/v1/accounts/verification", json=by_link)
    assert again.json()["code"] == "code_invalid", "a code is good once"
    signed_in = await ada.sign_in(ada.mail.upper())
    assert signed_in.json()["account"]["channel"] == "ada_l"
    cookie = signed_in.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Path=/"))
    shown = (await ada.browser.get("/api/v1/channels/Ada_L")).json()
    assert (shown["name"], shown["display_name"], shown["owner"]) == ("ada_l", "Ada_L", "Ada_L")
    assert shown["stream_key"].startswith("sk_")
    assert "stream_key" not in (await running.anybody.get("/api/v1/channels/ada_l")).json()


async def test_what_cannot_be_is_refused_by_name(running: RunningControl) -> None:
    await running.make_channel("demo")
    await register(running, "grace")
    refusals = {
        "name_length": {"name": "ada"},
        "name_characters": {"name": "ada l"},
        "name_reserved": {"name": "Login"},
        "name_taken": {"name": "GRACE"},
        "password_weak": {"password": "short"},
        "mail_invalid": {"mail": "ada"},
    }
    for code, change in refusals.items():
        assert (await sign_up(running, **change)).json()["code"] == code
    assert (await sign_up(running, name="demo")).json()["code"] == "name_taken", "a channel has it"
    for reserved in ("settings", "following", "channels", "robots.txt", "avatars"):
        assert (await sign_up(running, name=reserved)).json()["code"] == "name_reserved"


async def test_nobody_learns_who_has_an_account(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    taken = await sign_up(running, name="somebody", mail="ADA_L@example.org")
    free = await sign_up(running, name="somebody", mail="new@example.org")
    assert (taken.status_code, taken.json()) == (free.status_code, free.json())
    kinds = [kind for kind, _ in await mails_to(running, ada.mail)]
    assert kinds == [MailKind.VERIFY_ADDRESS, MailKind.ALREADY_REGISTERED]
    unknown = await ada.sign_in("nobody1")
    wrong = await ada.sign_in(password="Wrong-horse-7")
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json() == wrong.json()
    for mail in (ada.mail, "unknown@example.org"):
        asked = await running.anybody.post("/api/v1/password-reset", json={"mail": mail})
        assert (asked.status_code, asked.json()) == (202, None)


async def test_an_unverified_account_makes_room_for_who_reads_the_mail(running: RunningControl) -> None:
    thief = await sign_up(running, name="thief", mail="ada@example.org")
    assert thief.status_code == httpx.codes.CREATED
    ada = Person("Ada_L", "ada@example.org", new_browser(running))
    assert (await sign_up(running)).status_code == httpx.codes.CREATED
    _, values = (await mails_to(running, ada.mail))[-1]
    assert values["name"] == "Ada_L"
    old = (await mails_to(running, ada.mail))[0][1]
    gone = await ada.browser.post("/api/v1/accounts/verification", json={"name": "thief", "code": old["code"]})
    assert gone.json()["code"] == "code_invalid"


async def test_digits_are_guessed_a_few_times_only(running: RunningControl) -> None:
    ada = await register(running, "Ada_L")
    _, values = (await mails_to(running, ada.mail))[-1]
    for _ in range(8):
        await ada.browser.post("/api/v1/accounts/verification", json={"name": "Ada_L", "code": "wrong"})
    right = {"name": "Ada_L", "code": values["code"]}
    assert (await ada.browser.post("/api/v1/accounts/verification", json=right)).json()["code"] == "code_invalid"
    resent = await ada.browser.post("/api/v1/accounts/verification/resend", json={"login": "ada_l"})
    assert resent.status_code == 202
    _, values = (await mails_to(running, ada.mail))[-1]
    right = {"name": "Ada_L", "code": values["code"]}
    assert (await ada.browser.post("/api/v1/accounts/verification", json=right)).status_code == 200


async def test_resending_is_limited(running: RunningControl) -> None:
    await register(running, "Ada_L")
    answers = [
        await running.anybody.post("/api/v1/accounts/verification/resend", json={"login": "Ada_L"}) for _ in range(6)
    ]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
    assert answers[-1].json()["code"] == "too_many_attempts"
    assert 0 < int(answers[-1].headers["retry-after"]) <= 3600


async def test_wrong_passwords_are_limited_by_account_and_address(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    guesses = [await ada.sign_in(password=f"Wrong-horse-{number}") for number in range(11)]
    assert [guess.status_code for guess in guesses] == [401] * 10 + [429]
    assert (await ada.sign_in()).status_code == 429, "the right one waits too"
    elsewhere = Person(ada.name, ada.mail, new_browser(running, "198.51.100.7"))
    assert (await elsewhere.sign_in()).status_code == 200, "its owner gets in from another address"


async def test_a_forgotten_password_is_replaced_once_within_an_hour(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    await running.anybody.post("/api/v1/password-reset", json={"mail": "ADA_L@example.org"})
    kind, values = (await mails_to(running, ada.mail))[-1]
    assert (kind, values["valid_minutes"]) == (MailKind.RESET_PASSWORD, "60")
    fresh = {"name": "ada_l", "code": code_of(values["link"]), "password": "Another-horse-8"}
    weak = await running.anybody.post("/api/v1/password-reset/confirm", json=fresh | {"password": "weak"})
    assert weak.json()["code"] == "password_weak"
    assert (await running.anybody.post("/api/v1/password-reset/confirm", json=fresh)).status_code == 204
    assert (await running.anybody.post("/api/v1/password-reset/confirm", json=fresh)).json()["code"] == "code_invalid"
    assert not await ada.is_signed_in(), "every browser is signed out"
    assert (await ada.sign_in()).status_code == 401
    assert (await ada.sign_in(password="Another-horse-8")).status_code == 200


async def test_two_first_sign_ins_at_once_make_one_channel(running: RunningControl) -> None:
    ada = await register(running, "Ada_L")
    _, values = (await mails_to(running, ada.mail))[-1]
    await ada.browser.post("/api/v1/accounts/verification", json={"name": "Ada_L", "code": values["code"]})
    browsers = [Person(ada.name, ada.mail, new_browser(running)) for _ in range(4)]
    answers = await asyncio.gather(*(person.sign_in() for person in browsers))
    assert [answer.status_code for answer in answers] == [200] * 4
    keys = {(await person.browser.get("/api/v1/channels/ada_l")).json()["stream_key"] for person in browsers}
    assert len(keys) == 1
    again = await browsers[0].browser.post("/api/v1/account/provisioning")
    assert (again.status_code, again.json()["channel"]) == (200, "ada_l")


async def test_accounts_nobody_verified_go_after_a_day(running: RunningControl) -> None:
    await register(running, "Stale")
    ada = await join(running, "Ada_L")
    async with running.control.database.work() as work:
        day = running.control.people.now() - timedelta(hours=25)
        await work.session.execute(update(Account).values(created_at=day))
    await Retention(running.control.database, running.control.clock, running.control.settings).delete_old()
    assert await ada.is_signed_in()
    assert (await sign_up(running, name="stale")).status_code == httpx.codes.CREATED


@pytest.mark.parametrize("changes", [{"sign_up_verify": False, "sign_up_domains": "example.org"}])
async def test_a_site_without_verification_tells_who_is_there(
    sqlite_settings: Settings, changes: dict[str, object]
) -> None:
    async with run_in_loop(sqlite_settings.model_copy(update=changes)) as running:
        ada = await register(running, "Ada_L")
        assert (await ada.sign_in()).status_code == 200
        assert (await sign_up(running, name="other", mail=ada.mail)).json()["code"] == "mail_taken"
        assert (await sign_up(running, name="other", mail="a@b.example")).json()["code"] == "mail_domain_refused"


async def test_a_closed_site_takes_nobody(sqlite_settings: Settings) -> None:
    async with run_in_loop(sqlite_settings.model_copy(update={"sign_up": "closed"})) as running:
        refused = await sign_up(running)
        assert (refused.status_code, refused.json()["code"]) == (403, "sign_up_closed")
        shown = (await running.anybody.get("/api/v1/session")).json()
        assert shown == {"account": None, "sign_up": "closed", "openid": None}


async def test_who_is_invited_comes_in(sqlite_settings: Settings) -> None:
    async with run_in_loop(sqlite_settings.model_copy(update={"sign_up": "invite"})) as running:
        assert (await sign_up(running)).json()["code"] == "invitation_needed"
        assert (await sign_up(running, invite="nonsense")).json()["code"] == "invitation_needed"
        made = await running.admin.post("/api/v1/admin/invitations", json={})
        anybodys = made.json()["link"].removeprefix("http://localhost:8080/register?invite=")
        assert (await sign_up(running, name="x", invite=anybodys)).json()["code"] == "name_length"
        assert (await sign_up(running, invite=anybodys)).json()["verification_needed"] is True
        again = await sign_up(running, name="other", mail="other@example.org", invite=anybodys)
        assert again.json()["code"] == "invitation_needed", "an invitation is good once"


async def test_an_invitation_by_mail_verifies_the_address(running: RunningControl) -> None:
    settings = running.control.settings.model_copy(update={"sign_up": "invite"})
    object.__setattr__(running.control.people, "settings", settings)
    mail = "grace@example.org"
    assert (await running.admin.post("/api/v1/admin/invitations", json={"mail": mail})).status_code == 201
    ((kind, values),) = await mails_to(running, mail)
    assert (kind, values["from_name"]) == (MailKind.INVITATION, "operator")
    code = values["link"].removeprefix("/register?invite=")
    stolen = await sign_up(running, name="thief", mail="thief@example.org", invite=code)
    assert stolen.json()["code"] == "invitation_needed", "it is for who reads the address"
    joined = await sign_up(running, name="grace", mail=mail.upper(), invite=code)
    assert joined.json() == {"name": "grace", "verification_needed": False}
    grace = Person("grace", mail, new_browser(running))
    assert (await grace.sign_in()).status_code == 200
