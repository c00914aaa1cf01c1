"""Second factors: enrolled, asked for, used once, lost, and taken off."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pyotp
from sqlalchemy import select, update

from fakes.control.authenticator import Authenticator
from fakes.control.people import PASSWORD, Person, code_of, join, mails_to, new_browser
from fakes.control.running_control import RunningControl
from klieg.adapters.totp_cipher import FernetTotpCipher
from klieg.domains.factors import ChallengeSecret, FactorChallenge, TotpFactor
from klieg.domains.mail import MailKind

FACTORS = "/api/v1/account/factors"
WITH_PASSWORD = {"password": PASSWORD}


@dataclass
class SlowClock:
    """A millisecond a look: which code an app shows does not hang on how fast the test is."""

    moment: float

    def now(self) -> float:
        return self.moment

    def wallclock(self) -> float:
        self.moment += 0.001
        return self.moment


@dataclass
class Guarded:
    """Somebody with an authenticator app."""

    running: RunningControl
    person: Person
    secret: str
    recovery_codes: list[str]

    def code(self, steps_ahead: int = 0) -> str:
        """Return what the app shows."""
        return pyotp.TOTP(self.secret).at(int(self.running.control.people.clock.wallclock()) + 30 * steps_ahead)

    async def asked(self, browser: httpx.AsyncClient | None = None) -> dict[str, Any]:
        """Return what a sign-in with the right password is answered with."""
        wanted = {"login": self.person.name, "password": self.person.password}
        answer = await (browser or self.person.browser).post("/api/v1/login", json=wanted)
        assert answer.status_code == httpx.codes.OK, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def show(self, browser: httpx.AsyncClient, challenge: str, factor: str, code: str) -> httpx.Response:
        """Show a code."""
        wanted = {"challenge": challenge, "factor": factor, "code": code}
        return await browser.post("/api/v1/login/second-factor", json=wanted)


async def guard(running: RunningControl, name: str = "Ada_L") -> Guarded:
    """Let somebody join and set up an authenticator app."""
    within_a_step = running.control.clock.wallclock() // 30 * 30 + 1
    object.__setattr__(running.control.people, "clock", SlowClock(within_a_step))
    person = await join(running, name)
    begun = (await person.browser.post(f"{FACTORS}/totp", json=WITH_PASSWORD)).json()
    guarded = Guarded(running, person, begun["secret"], [])
    confirmed = await person.browser.post(f"{FACTORS}/totp/confirm", json={"code": guarded.code()})
    assert confirmed.status_code == httpx.codes.OK, confirmed.text
    guarded.recovery_codes = confirmed.json()["recovery_codes"]
    return guarded


async def enrol(person: Person, authenticator: Authenticator, label: str = "Phone") -> httpx.Response:
    begun = (await person.browser.post(f"{FACTORS}/passkeys/options", json=WITH_PASSWORD)).json()
    made = authenticator.create(begun["options"])
    wanted = {"challenge": begun["challenge"], "label": label, "passkey": made}
    return await person.browser.post(f"{FACTORS}/passkeys", json=wanted)


async def sign_in_alone(browser: httpx.AsyncClient, authenticator: Authenticator) -> httpx.Response:
    asked = (await browser.post("/api/v1/login/passkey/options")).json()
    signed = authenticator.get(asked["options"])
    return await browser.post("/api/v1/login/passkey", json={"challenge": asked["challenge"], "passkey": signed})


async def kinds_to(running: RunningControl, person: Person) -> list[MailKind]:
    return [kind for kind, _ in await mails_to(running, person.mail)][1:]


async def test_an_app_is_set_up_asked_for_and_its_code_good_once(running: RunningControl) -> None:
    ada = await guard(running)
    shown = (await ada.person.browser.get(FACTORS)).json()
    assert shown["totp_since"] is not None
    assert (shown["recovery_codes"], shown["passkeys"], shown["passkeys_available"]) == (10, [], True)
    elsewhere = new_browser(running)
    asked = await ada.asked(elsewhere)
    assert (asked["second_factor"], asked["passkey"]) == (["totp", "recovery"], None)
    assert "klieg_session" not in elsewhere.cookies, "there is no session yet"
    wrong = await ada.show(elsewhere, asked["challenge"], "totp", "000000")
    used = await ada.show(elsewhere, asked["challenge"], "totp", ada.code())
    assert wrong.status_code == used.status_code == 401
    assert wrong.json() == used.json(), "a code that was used is as wrong as any"
    assert used.json()["code"] == "second_factor_wrong"
    right = await ada.show(elsewhere, asked["challenge"], "totp", ada.code(1))
    assert (right.status_code, right.json()["account"]["channel"]) == (200, "ada_l")
    assert "HttpOnly" in right.headers["set-cookie"]
    again = await ada.show(elsewhere, asked["challenge"], "recovery", ada.recovery_codes[0])
    assert again.json()["code"] == "sign_in_expired", "a challenge is answered once"
    assert await kinds_to(running, ada.person) == [MailKind.TOTP_ADDED]
    log = (await running.admin.get("/api/v1/admin/audit", params={"about": "Ada_L"})).json()["entries"]
    assert [entry["deed"] for entry in log[:3]] == ["signed_in", "sign_in_refused", "sign_in_refused"]


async def test_of_two_browsers_at_once_a_code_lets_one_in(running: RunningControl) -> None:
    ada = await guard(running)
    browsers = [new_browser(running) for _ in range(4)]
    challenges = [(await ada.asked(browser))["challenge"] for browser in browsers]
    shown = [("totp", ada.code(1))] * 2 + [("recovery", ada.recovery_codes[0])] * 2
    answers = await asyncio.gather(
        *(
            ada.show(browser, challenge, factor, code)
            for browser, challenge, (factor, code) in zip(browsers, challenges, shown, strict=True)
        )
    )
    statuses = [answer.status_code for answer in answers]
    assert (sorted(statuses[:2]), sorted(statuses[2:])) == ([200, 401], [200, 401])


async def test_a_recovery_code_is_good_once_however_it_is_typed(running: RunningControl) -> None:
    ada = await guard(running)
    browser, spent = new_browser(running), ada.recovery_codes[3]
    challenge = (await ada.asked(browser))["challenge"]
    typed = spent.upper().replace("-", " ")
    assert (await ada.show(browser, challenge, "recovery", typed)).status_code == 200
    assert (await browser.get(FACTORS)).json()["recovery_codes"] == 9
    kind, values = (await mails_to(running, ada.person.mail))[-1]
    assert (kind, values["left"]) == (MailKind.RECOVERY_CODE_USED, "9")
    challenge = (await ada.asked(browser))["challenge"]
    assert (await ada.show(browser, challenge, "recovery", spent)).json()["code"] == "second_factor_wrong"
    renewed = (await browser.post(f"{FACTORS}/recovery-codes", json=WITH_PASSWORD)).json()["recovery_codes"]
    assert len(set(renewed) - set(ada.recovery_codes)) == 10
    former = await ada.show(browser, challenge, "recovery", ada.recovery_codes[0])
    assert former.json()["code"] == "second_factor_wrong"
    assert (await ada.show(browser, challenge, "recovery", renewed[0])).status_code == 200


async def test_guessing_ends_with_the_challenge_and_then_with_the_account(running: RunningControl) -> None:
    ada = await guard(running)
    browser = new_browser(running)
    challenge = (await ada.asked(browser))["challenge"]
    guesses = [await ada.show(browser, challenge, "totp", "000000") for _ in range(5)]
    assert {guess.json()["code"] for guess in guesses} == {"second_factor_wrong"}
    over = await ada.show(browser, challenge, "totp", ada.code(1))
    assert over.json()["code"] == "sign_in_expired", "the right one is too late"
    challenge = (await ada.asked(browser))["challenge"]
    answers = [await ada.show(browser, challenge, "totp", "000000") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 429]
    elsewhere = new_browser(running, "198.51.100.7")
    challenge = (await ada.asked(elsewhere))["challenge"]
    assert (await ada.show(elsewhere, challenge, "recovery", ada.recovery_codes[0])).status_code == 200


async def test_a_challenge_is_void_when_it_is_old_or_the_password_is_another(running: RunningControl) -> None:
    ada = await guard(running)
    old, voided = [(await ada.asked(new_browser(running)))["challenge"] for _ in range(2)]
    async with running.control.database.work() as work:
        past = running.control.people.now() - timedelta(seconds=1)
        held = await work.session.scalars(select(FactorChallenge))
        next(row for row in held if row.secret_hash == ChallengeSecret(old).hash()).expires_at = past
    browser = new_browser(running)
    assert (await ada.show(browser, old, "totp", ada.code(1))).json()["code"] == "sign_in_expired"
    new = {"current": PASSWORD, "password": "Another-horse-8"}
    assert (await ada.person.browser.post("/api/v1/account/password", json=new)).status_code == 204
    assert (await ada.show(browser, voided, "totp", ada.code(1))).json()["code"] == "sign_in_expired"
    nonsense = await ada.show(browser, "kc_nonsense", "totp", ada.code(1))
    assert nonsense.json()["code"] == "sign_in_expired"


async def test_a_reset_by_mail_does_not_go_round_the_factor(running: RunningControl) -> None:
    ada = await guard(running)
    await running.anybody.post("/api/v1/password-reset", json={"mail": ada.person.mail})
    _, values = (await mails_to(running, ada.person.mail))[-1]
    fresh = {"name": "Ada_L", "code": code_of(values["link"]), "password": "Another-horse-8"}
    assert (await running.anybody.post("/api/v1/password-reset/confirm", json=fresh)).status_code == 204
    ada.person.password = "Another-horse-8"
    assert (await ada.asked(new_browser(running)))["second_factor"] == ["totp", "recovery"]


async def test_a_passkey_signs_in_alone_and_after_a_password(running: RunningControl) -> None:
    ada, authenticator = await join(running, "Ada_L"), Authenticator()
    made = await enrol(ada, authenticator)
    assert (made.status_code, len(made.json()["recovery_codes"])) == (201, 10)
    assert (await enrol(ada, authenticator)).json()["code"] == "passkey_exists"
    browser = new_browser(running)
    alone = await sign_in_alone(browser, authenticator)
    assert alone.json()["account"]["name"] == "Ada_L"
    assert (await browser.get(FACTORS)).json()["passkeys"][0]["used_at"] is not None
    asked = (await ada.sign_in()).json()
    assert asked["second_factor"] == ["passkey", "recovery"]
    shown = {"challenge": asked["challenge"], "factor": "passkey"}
    without = await browser.post("/api/v1/login/second-factor", json=shown)
    stranger = shown | {"passkey": Authenticator(credential_id=b"another").get(asked["passkey"])}
    foreign = await browser.post("/api/v1/login/second-factor", json=stranger)
    assert without.json() == foreign.json()
    authenticator.verifies = False
    signed = shown | {"passkey": authenticator.get(asked["passkey"])}
    assert (await browser.post("/api/v1/login/second-factor", json=signed)).status_code == 200
    unverified = await sign_in_alone(new_browser(running), authenticator)
    assert unverified.json()["code"] == "second_factor_wrong", "alone, it must know its person"
    assert await kinds_to(running, ada) == [MailKind.PASSKEY_ADDED]


async def test_a_passkey_lets_nobody_in_who_is_not_let_in(running: RunningControl) -> None:
    ada, authenticator = await join(running, "Ada_L"), Authenticator()
    await enrol(ada, authenticator)
    stranger = await sign_in_alone(new_browser(running), Authenticator(credential_id=b"unknown"))
    assert (stranger.status_code, stranger.json()["code"]) == (401, "second_factor_wrong")
    asked = (await running.anybody.post("/api/v1/login/passkey/options")).json()
    answer = {"challenge": asked["challenge"], "passkey": authenticator.get(asked["options"])}
    assert (await running.anybody.post("/api/v1/login/passkey", json=answer)).status_code == 200
    replayed = await running.anybody.post("/api/v1/login/passkey", json=answer)
    assert replayed.json()["code"] == "sign_in_expired"
    await running.admin.patch("/api/v1/admin/accounts/Ada_L", json={"suspended": True})
    assert (await sign_in_alone(new_browser(running), authenticator)).json()["code"] == "suspended"


async def test_passkeys_belong_to_an_address_that_browsers_trust(running_on_sqlite: RunningControl) -> None:
    ada = await join(running_on_sqlite, "Ada_L")
    ada.browser.base_url = httpx.URL("http://192.0.2.7:8080")
    refused = await ada.browser.post(f"{FACTORS}/passkeys/options", json=WITH_PASSWORD)
    assert refused.status_code == 401, "the cookie is localhost's"
    anybody = await ada.browser.post("/api/v1/login/passkey/options")
    assert (anybody.status_code, anybody.json()["code"]) == (409, "passkeys_unavailable")


async def test_changing_factors_asks_for_the_password(running: RunningControl) -> None:
    ada = await guard(running)
    await enrol(ada.person, Authenticator())
    browser, wrong = ada.person.browser, {"password": "Wrong-horse-7"}
    passkey = (await browser.get(FACTORS)).json()["passkeys"][0]["passkey_id"]
    for method, path in (
        ("POST", "totp"),
        ("DELETE", "totp"),
        ("POST", "passkeys/options"),
        ("DELETE", f"passkeys/{passkey}"),
        ("POST", "recovery-codes"),
    ):
        refused = await browser.request(method, f"{FACTORS}/{path}", json=wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, "wrong_password"), path
    assert (await browser.post(f"{FACTORS}/totp", json=WITH_PASSWORD)).json()["code"] == "totp_exists"
    assert (await browser.request("DELETE", f"{FACTORS}/totp", json=WITH_PASSWORD)).status_code == 204
    assert (await browser.get(FACTORS)).json()["recovery_codes"] == 10, "there is a passkey to recover"
    gone = await browser.request("DELETE", f"{FACTORS}/passkeys/{passkey}", json=WITH_PASSWORD)
    assert gone.status_code == 204
    assert (await browser.get(FACTORS)).json()["recovery_codes"] == 0
    again = await browser.request("DELETE", f"{FACTORS}/passkeys/{passkey}", json=WITH_PASSWORD)
    assert again.json()["code"] == "passkey_not_found"
    none = await browser.post(f"{FACTORS}/recovery-codes", json=WITH_PASSWORD)
    assert none.json()["code"] == "no_factor"
    assert (await ada.person.sign_in()).json()["account"]["name"] == "Ada_L", "the password alone again"
    assert await kinds_to(running, ada.person) == [
        MailKind.TOTP_ADDED,
        MailKind.PASSKEY_ADDED,
        MailKind.TOTP_REMOVED,
        MailKind.PASSKEY_REMOVED,
    ]


async def test_an_app_counts_once_its_code_was_seen(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    assert (await ada.browser.post(f"{FACTORS}/totp/confirm", json={"code": "1"})).json()["code"] == "totp_not_found"
    first = (await ada.browser.post(f"{FACTORS}/totp", json=WITH_PASSWORD)).json()
    second = (await ada.browser.post(f"{FACTORS}/totp", json=WITH_PASSWORD)).json()
    of_first = {"code": pyotp.TOTP(first["secret"]).now()}
    assert (await ada.browser.post(f"{FACTORS}/totp/confirm", json=of_first)).json()["code"] == "totp_code_wrong"
    assert (await ada.sign_in()).json()["account"] is not None, "it is not asked for yet"
    async with running.control.database.work() as work:
        long_ago = running.control.people.now() - timedelta(minutes=16)
        await work.session.execute(update(TotpFactor).values(created_at=long_ago))
    of_second = {"code": pyotp.TOTP(second["secret"]).now()}
    assert (await ada.browser.post(f"{FACTORS}/totp/confirm", json=of_second)).json()["code"] == "totp_not_found"
    async with running.control.database.read() as reading:
        kept = (await reading.session.scalars(select(TotpFactor))).one()
    assert second["secret"] not in kept.secret_encrypted


async def test_an_admin_takes_off_what_is_lost(running: RunningControl) -> None:
    ada = await guard(running)
    await enrol(ada.person, Authenticator())
    assert (await running.admin.delete("/api/v1/admin/accounts/ada_l/factors")).status_code == 204
    assert (await ada.person.sign_in()).json()["account"]["name"] == "Ada_L"
    assert (await kinds_to(running, ada.person))[-1] is MailKind.FACTORS_TAKEN_OFF
    log = (await running.admin.get("/api/v1/admin/audit", params={"about": "Ada_L"})).json()["entries"]
    assert [(entry["deed"], entry["actor"]) for entry in log[:2]][1] == ("factors_taken_off", "operator")
    mails = len(await mails_to(running, ada.person.mail))
    assert (await running.admin.delete("/api/v1/admin/accounts/ada_l/factors")).status_code == 204
    assert len(await mails_to(running, ada.person.mail)) == mails, "nothing was there to take off"
    unknown = await running.admin.delete("/api/v1/admin/accounts/nobody1/factors")
    assert unknown.json()["code"] == "account_not_found"
    assert (await ada.person.browser.request("DELETE", "/api/v1/account", json=WITH_PASSWORD)).status_code == 204
    async with running.control.database.read() as reading:
        left = (await reading.session.scalars(select(TotpFactor.account_id))).all()
    assert not left, "what belongs to an account goes with it"


async def test_an_app_whose_secret_cannot_be_read_leaves_the_recovery_codes(
    running_on_sqlite: RunningControl,
) -> None:
    ada = await guard(running_on_sqlite)
    object.__setattr__(running_on_sqlite.control.people, "totp_cipher", FernetTotpCipher("another"))
    browser = new_browser(running_on_sqlite)
    challenge = (await ada.asked(browser))["challenge"]
    assert (await ada.show(browser, challenge, "totp", ada.code(1))).json()["code"] == "second_factor_wrong"
    assert (await ada.show(browser, challenge, "recovery", ada.recovery_codes[0])).status_code == 200
