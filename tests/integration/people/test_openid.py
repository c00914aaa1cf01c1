"""Signing in by a real OpenID provider, and all that does not open an account."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pyotp
import pytest
from sqlalchemy import select, update

from fakes.control.identity_provider import provider_settings, run_identity_provider, visit_provider
from fakes.control.people import PASSWORD, Person, code_of, join, mails_to, new_browser, register
from fakes.control.running_control import RunningControl, run_in_loop
from klieg.domains.audit import AuditEntry
from klieg.domains.identity import Account, LoginSession
from klieg.domains.mail import MailKind
from klieg.domains.openid import ARRIVAL_LIFE, ATTEMPT_LIFE
from klieg.domains.openid.rules import PROOF_LIFE
from klieg.kernel.clock import Clock
from klieg.kernel.settings import Settings

CALLBACK = "http://localhost:8080/api/v1/openid/callback"
ADA, GRACE, LINUS = "ada@school.example", "grace@school.example", "linus@school.example"


class LaterClock:
    """The clock of a control whose time a test moves on."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self.by = clock, timedelta()

    def now(self) -> float:
        return self._clock.now()

    def wallclock(self) -> float:
        return self._clock.wallclock() + self.by.total_seconds()


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with run_identity_provider() as started:
        started.serve(CALLBACK)
        yield started.issuer


@pytest.fixture
async def school(settings: Settings, issuer: str) -> AsyncIterator[RunningControl]:
    """A control on each database whose provider is a school's."""
    async with run_in_loop(settings.model_copy(update=provider_settings(issuer))) as opened:
        yield opened


@pytest.fixture
async def sqlite_school(sqlite_settings: Settings, issuer: str) -> AsyncIterator[RunningControl]:
    async with run_in_loop(sqlite_settings.model_copy(update=provider_settings(issuer))) as opened:
        yield opened


async def go(browser: httpx.AsyncClient, who: str | None, path: str = "/openid/sign-in", **body: str) -> str:
    """Go to the provider and come back; return what follows the callback's address."""
    begun = await browser.post(f"/api/v1{path}", json=body)
    assert begun.status_code == httpx.codes.OK, begun.text
    return await visit_provider(begun.json()["address"], who)


async def come_back(browser: httpx.AsyncClient, address: str) -> str:
    """Follow the provider's redirect to us; return where that leads."""
    landed = await browser.get(address)
    assert landed.status_code == httpx.codes.SEE_OTHER, landed.text
    return str(landed.headers["location"])


async def enter(browser: httpx.AsyncClient, who: str | None, **body: str) -> str:
    return await come_back(browser, await go(browser, who, **body))


async def name_account(browser: httpx.AsyncClient, name: str) -> httpx.Response:
    return await browser.post("/api/v1/openid/arrival/account", json={"name": name})


async def arrive(running: RunningControl, who: str, name: str) -> Person:
    """Make an account by the provider."""
    person = Person(name, f"{who}@school.example", new_browser(running))
    assert (await enter(person.browser, who)).startswith("/register/openid")
    assert (await name_account(person.browser, name)).status_code == httpx.codes.CREATED
    return person


async def deeds(running: RunningControl) -> list[str]:
    async with running.control.database.read() as reading:
        return list(await reading.session.scalars(select(AuditEntry.deed).order_by(AuditEntry.id)))


async def connect(person: Person, who: str) -> str:
    return await come_back(person.browser, await go(person.browser, who, "/account/openid", password=person.password))


async def set_up_app(running: RunningControl, person: Person) -> str:
    """Set up an authenticator app; return its secret."""
    factors = "/api/v1/account/factors/totp"
    secret = str((await person.browser.post(factors, json={"password": person.password})).json()["secret"])
    code = pyotp.TOTP(secret).at(int(running.control.clock.wallclock()))
    confirmed = await person.browser.post(f"{factors}/confirm", json={"code": code})
    assert confirmed.status_code == httpx.codes.OK, confirmed.text
    return secret


async def test_a_stranger_chooses_a_name_and_comes_back_without_a_password(school: RunningControl) -> None:
    browser = new_browser(school)
    offer = (await browser.get("/api/v1/session")).json()["openid"]
    assert offer == {"label": "School", "sign_up": True}
    assert await enter(browser, "ada", next="/settings?tab=stream") == (
        "/register/openid?next=%2Fsettings%3Ftab%3Dstream"
    )
    arrival = (await browser.get("/api/v1/openid/arrival")).json()
    assert arrival == {"kind": "new", "mail": ADA, "suggested_name": "ada_lovelace"}
    assert (await name_account(browser, "Login")).json()["code"] == "name_reserved"
    made = await name_account(browser, "Ada_L")
    account = made.json()["account"]
    assert (account["name"], account["mail"], account["channel"], account["has_password"]) == (
        *("Ada_L", ADA, "ada_l"),
        False,
    )
    assert (await name_account(browser, "Ada_2")).json()["code"] == "arrival_not_found", "it is used up"
    again = new_browser(school)
    assert await enter(again, "ada", next="/following") == "/following"
    assert (await again.get("/api/v1/session")).json()["account"]["name"] == "Ada_L"
    assert await deeds(school) == ["account_registered", "signed_in", "signed_in"]
    wrong = await Person("Ada_L", ADA, new_browser(school)).sign_in(password="x")
    assert wrong.json()["code"] == "wrong_credentials"


async def test_an_account_with_that_mail_is_joined_with_its_own_password_only(school: RunningControl) -> None:
    ada = await join(school, "ada_l")
    async with school.control.database.work() as work:
        await work.session.execute(update(Account).values(mail=ADA, mail_key=ADA))
    browser = new_browser(school)
    assert (await enter(browser, "ada")).startswith("/register/openid")
    assert (await browser.get("/api/v1/openid/arrival")).json()["kind"] == "join"
    assert (await name_account(browser, "Ada_2")).json()["code"] == "mail_taken"
    wrong = await browser.post("/api/v1/openid/arrival/join", json={"password": "Wrong-horse-7"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_credentials")
    assert await enter(new_browser(school), "ada") == "/register/openid", "nothing is joined yet"
    joined = await browser.post("/api/v1/openid/arrival/join", json={"password": PASSWORD})
    assert joined.json()["account"]["name"] == "ada_l"
    assert await enter(new_browser(school), "ada") == "/"
    kinds = [kind for kind, _ in await mails_to(school, ADA)]
    assert kinds == [MailKind.IDENTITY_CONNECTED]
    assert (await ada.sign_in()).status_code == httpx.codes.OK, "the password stays"


async def test_one_who_signs_up_with_an_address_and_never_reads_it_makes_room(sqlite_school: RunningControl) -> None:
    thief = await register(sqlite_school, "thief")
    async with sqlite_school.control.database.work() as work:
        await work.session.execute(update(Account).values(mail=ADA, mail_key=ADA))
    ada = await arrive(sqlite_school, "ada", "Ada_L")
    assert await ada.is_signed_in()
    assert (await thief.sign_in()).json()["code"] == "wrong_credentials"


async def test_a_mail_that_the_provider_has_not_verified_opens_and_makes_nothing(
    sqlite_school: RunningControl,
) -> None:
    await join(sqlite_school, "linus")
    async with sqlite_school.control.database.work() as work:
        await work.session.execute(update(Account).values(mail=LINUS, mail_key=LINUS))
    for who in ("linus", "nobody"):
        browser = new_browser(sqlite_school)
        assert await enter(browser, who, next="/following") == "/login?openid=openid_mail&next=%2Ffollowing"
        assert (await browser.get("/api/v1/openid/arrival")).json()["code"] == "arrival_not_found"


async def test_somebody_signed_in_connects_and_disconnects_with_the_password(school: RunningControl) -> None:
    linus = await join(school, "linus")
    show = "/api/v1/account/openid"
    assert (await linus.browser.get(show)).json() == {"connection": None}
    refused = await linus.browser.post(show, json={"password": "Wrong-horse-7"})
    assert refused.json()["code"] == "wrong_password"
    assert await connect(linus, "linus") == "/settings?tab=account&openid=connected"
    assert (await linus.browser.get(show)).json()["connection"]["mail"] == LINUS
    again = await linus.browser.post(show, json={"password": PASSWORD})
    assert again.json()["code"] == "openid_taken", "it is connected"
    elsewhere = new_browser(school)
    assert await enter(elsewhere, "linus") == "/", "an unverified mail hinders nobody whose account it is"
    ada = await join(school, "Ada_L")
    assert await connect(ada, "linus") == "/settings?tab=account&openid=openid_taken"
    gone = await linus.browser.request("DELETE", show, json={"password": PASSWORD})
    assert gone.status_code == httpx.codes.NO_CONTENT
    twice = await linus.browser.request("DELETE", show, json={"password": PASSWORD})
    assert twice.json()["code"] == "openid_not_connected"
    assert "openid=openid_mail" in await enter(new_browser(school), "linus")
    kinds = [kind for kind, _ in await mails_to(school, linus.mail)]
    assert kinds[1:] == [MailKind.IDENTITY_CONNECTED, MailKind.IDENTITY_DISCONNECTED]
    assert {"identity_connected", "identity_disconnected"} <= set(await deeds(school))


async def test_a_connection_is_finished_by_who_began_it_only(sqlite_school: RunningControl) -> None:
    ada, mallory = await join(sqlite_school, "Ada_L"), await join(sqlite_school, "mallory")
    address = await go(ada.browser, "grace", "/account/openid", password=PASSWORD)
    expired = "/settings?tab=account&openid=openid_expired"
    mallory.browser.cookies.set("klieg_openid", ada.browser.cookies["klieg_openid"], domain="localhost.local")
    assert await come_back(mallory.browser, address) == expired, "somebody else's session"
    assert (await mallory.browser.get("/api/v1/account/openid")).json() == {"connection": None}
    address = await go(ada.browser, "grace", "/account/openid", password=PASSWORD)
    await ada.browser.post("/api/v1/logout")
    assert await come_back(ada.browser, address) == expired, "no session"


async def test_only_the_browser_that_began_comes_in_and_only_once(sqlite_school: RunningControl) -> None:
    await arrive(sqlite_school, "ada", "Ada_L")
    expired = "/login?openid=openid_expired"
    mallory, victim = new_browser(sqlite_school), new_browser(sqlite_school)
    link = await go(mallory, "ada")
    assert await come_back(victim, link) == expired, "a link somebody sends signs nobody in"
    assert await come_back(mallory, link.replace("state=", "state=x")) == expired
    assert await come_back(mallory, link) == expired, "the cookie is gone"
    browser = new_browser(sqlite_school)
    link = await go(browser, "ada")
    assert await come_back(browser, link) == "/"
    await browser.post("/api/v1/logout")
    assert await come_back(browser, link) == expired
    for odd in ("", "?state=a", "?code=a", "?error=access_denied", "?state=%F0&code=%00"):
        assert await come_back(browser, CALLBACK + odd) == expired
    assert not (await browser.get("/api/v1/session")).json()["account"]


async def test_who_stays_away_too_long_begins_again(sqlite_school: RunningControl) -> None:
    running = sqlite_school
    clock = LaterClock(running.control.clock)
    object.__setattr__(running.control, "people", replace(running.control.people, clock=clock))
    browser = new_browser(running)
    link = await go(browser, "ada")
    clock.by = ATTEMPT_LIFE + timedelta(seconds=5)
    assert await come_back(browser, link) == "/login?openid=openid_expired"
    clock.by = timedelta()
    await enter(browser, "ada")
    clock.by = ARRIVAL_LIFE + timedelta(seconds=5)
    for asked in (browser.get("/api/v1/openid/arrival"), name_account(browser, "Ada_L")):
        assert (await asked).json()["code"] == "arrival_not_found"


async def test_no_at_the_provider_and_answers_that_do_not_hold_are_told(sqlite_school: RunningControl) -> None:
    browser = new_browser(sqlite_school)
    assert await enter(browser, None, next="/following") == "/login?openid=openid_denied&next=%2Ffollowing"
    link = await go(browser, "ada")
    parts = urlsplit(link)
    forged = dict(parse_qsl(parts.query)) | {"code": "made-up"}
    assert await come_back(browser, f"{CALLBACK}?{urlencode(forged)}") == "/login?openid=openid_answer"
    begun = (await browser.post("/api/v1/openid/sign-in", json={})).json()["address"]
    other = begun.replace("&nonce=", "&nonce=x")
    assert await come_back(browser, await visit_provider(other, "ada")) == "/login?openid=openid_answer"
    mixed = await go(browser, "ada")
    mixed = mixed.replace("iss=http", "iss=https")
    assert await come_back(browser, mixed) == "/login?openid=openid_answer"


async def test_a_code_is_bound_to_the_browser_that_asked_for_it(sqlite_school: RunningControl) -> None:
    """RFC 7636: a code that leaks into another attempt has the wrong verifier there."""
    mallory, victim = new_browser(sqlite_school), new_browser(sqlite_school)
    stolen = dict(parse_qsl(urlsplit(await go(victim, "ada")).query))["code"]
    own = dict(parse_qsl(urlsplit(await go(mallory, "grace")).query)) | {"code": stolen}
    assert await come_back(mallory, f"{CALLBACK}?{urlencode(own)}") == "/login?openid=openid_answer"


async def test_a_second_factor_is_asked_for_after_the_provider_too(sqlite_school: RunningControl) -> None:
    running = sqlite_school
    linus = await join(running, "linus")
    await connect(linus, "linus")
    secret = await set_up_app(running, linus)
    browser = new_browser(running)
    assert await enter(browser, "linus", next="/following") == "/register/openid?next=%2Ffollowing"
    assert not (await browser.get("/api/v1/session")).json()["account"]
    assert (await browser.get("/api/v1/openid/arrival")).json()["kind"] == "second_factor"
    assert (await name_account(browser, "Linus_2")).json()["code"] in {"mail_taken", "openid_taken"}
    asked = (await browser.post("/api/v1/openid/arrival/second-factor")).json()
    assert asked["second_factor"] == ["totp", "recovery"]
    step = int(running.control.clock.wallclock()) + 30
    shown = {"challenge": asked["challenge"], "factor": "totp", "code": pyotp.TOTP(secret).at(step)}
    assert (await browser.post("/api/v1/login/second-factor", json=shown)).json()["account"]["name"] == "linus"


async def test_a_password_alone_joins_no_account_with_a_second_factor(sqlite_school: RunningControl) -> None:
    ada = await join(sqlite_school, "ada_l")
    await set_up_app(sqlite_school, ada)
    async with sqlite_school.control.database.work() as work:
        await work.session.execute(update(Account).values(mail=ADA, mail_key=ADA))
    browser = new_browser(sqlite_school)
    await enter(browser, "ada")
    refused = await browser.post("/api/v1/openid/arrival/join", json={"password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (409, "openid_factor")
    assert not (await browser.get("/api/v1/session")).json()["account"]
    assert (await browser.post("/api/v1/openid/arrival/second-factor")).json()["code"] == "arrival_not_found"


async def test_suspended_is_suspended_by_every_door(sqlite_school: RunningControl) -> None:
    running = sqlite_school
    await arrive(running, "ada", "Ada_L")
    await running.admin.patch("/api/v1/admin/accounts/ada_l", json={"suspended": True})
    browser = new_browser(running)
    assert await enter(browser, "ada") == "/login?openid=suspended"
    assert not (await browser.get("/api/v1/session")).json()["account"]


async def test_a_provider_that_is_down_is_told_and_passwords_still_work(
    sqlite_settings: Settings,
) -> None:
    with run_identity_provider() as provider:
        provider.serve(CALLBACK)
        configured = sqlite_settings.model_copy(update=provider_settings(provider.issuer))
        async with run_in_loop(configured) as running:
            browser = new_browser(running)
            link = await go(browser, "ada")
            grace = await join(running, "grace")
            provider.stop()
            assert await come_back(browser, link) == "/login?openid=unavailable"
            assert (await grace.sign_in()).status_code == httpx.codes.OK
    async with run_in_loop(configured) as running:
        begun = await running.anybody.post("/api/v1/openid/sign-in", json={})
        assert (begun.status_code, begun.json()["code"]) == (503, "unavailable")


async def test_a_provider_that_calls_itself_otherwise_is_refused(sqlite_settings: Settings, issuer: str) -> None:
    settings = sqlite_settings.model_copy(update=provider_settings(f"{issuer}/"))
    async with run_in_loop(settings) as running:
        begun = await running.anybody.post("/api/v1/openid/sign-in", json={})
        assert (begun.status_code, begun.json()["code"]) == (502, "openid_answer")
        assert "set-cookie" not in begun.headers


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sign_up": "closed"}, "sign_up_closed"),
        ({"oidc_sign_up": False}, "sign_up_closed"),
        ({"sign_up": "invite"}, "invitation_needed"),
        ({"sign_up_domains": "elsewhere.example"}, "mail_domain_refused"),
    ],
)
async def test_who_may_not_sign_up_may_not_by_the_provider_either(
    sqlite_settings: Settings, issuer: str, changes: dict[str, object], code: str
) -> None:
    settings = sqlite_settings.model_copy(update=provider_settings(issuer) | changes)
    async with run_in_loop(settings) as running:
        assert await enter(new_browser(running), "ada") == f"/login?openid={code}"


async def test_an_invitation_is_good_by_the_provider_too(sqlite_settings: Settings, issuer: str) -> None:
    settings = sqlite_settings.model_copy(update=provider_settings(issuer) | {"sign_up": "invite"})
    async with run_in_loop(settings) as running:
        link = (await running.admin.post("/api/v1/admin/invitations", json={})).json()["link"]
        invite = dict(parse_qsl(urlsplit(link).query))["invite"]
        browser = new_browser(running)
        await enter(browser, "ada", invite=invite)
        assert (await name_account(browser, "Ada_L")).status_code == httpx.codes.CREATED
        other = new_browser(running)
        await enter(other, "grace", invite=invite)
        assert (await name_account(other, "grace")).json()["code"] == "invitation_needed", "it was used"


async def test_who_has_no_password_shows_at_the_provider_who_they_are(school: RunningControl) -> None:
    running = school
    ada = await arrive(running, "ada", "Ada_L")
    delete, proof = "/api/v1/account", "/account/openid/proof"
    refused = await ada.browser.request("DELETE", delete, json={"password": ""})
    assert (refused.status_code, refused.json()["code"]) == (403, "openid_proof")
    alone = await ada.browser.request("DELETE", "/api/v1/account/openid", json={})
    assert alone.json()["code"] == "openid_proof"
    other = await come_back(ada.browser, await go(ada.browser, "grace", proof))
    assert other == "/settings?tab=account&openid=openid_taken", "somebody else proves nothing"
    assert await come_back(ada.browser, await go(ada.browser, "ada", proof)) == ("/settings?tab=account&openid=proved")
    alone = await ada.browser.request("DELETE", "/api/v1/account/openid", json={})
    assert (alone.status_code, alone.json()["code"]) == (409, "openid_alone")
    async with running.control.database.work() as work:
        past = running.control.people.now() - PROOF_LIFE - timedelta(seconds=5)
        await work.session.execute(update(LoginSession).values(proved_at=past))
    stale = await ada.browser.post("/api/v1/account/password", json={"current": "", "password": PASSWORD})
    assert stale.json()["code"] == "openid_proof"
    await come_back(ada.browser, await go(ada.browser, "ada", proof))
    chosen = await ada.browser.post("/api/v1/account/password", json={"current": "", "password": PASSWORD})
    assert chosen.status_code == httpx.codes.NO_CONTENT
    assert (await ada.browser.get(delete)).json()["has_password"]
    assert (await ada.browser.request("DELETE", delete, json={"password": ""})).json()["code"] == "wrong_password"
    gone = await ada.browser.request("DELETE", delete, json={"password": PASSWORD})
    assert gone.status_code == httpx.codes.NO_CONTENT
    assert (await enter(new_browser(running), "ada")) == "/register/openid", "they are strangers again"


async def test_a_first_password_comes_by_mail_as_a_forgotten_one_does(sqlite_school: RunningControl) -> None:
    grace = await arrive(sqlite_school, "grace", "grace")
    await grace.browser.post("/api/v1/password-reset", json={"mail": GRACE})
    _, values = (await mails_to(sqlite_school, GRACE))[-1]
    wanted = {"name": "grace", "code": code_of(values["link"]), "password": PASSWORD}
    assert (await grace.browser.post("/api/v1/password-reset/confirm", json=wanted)).status_code == 204
    assert (await grace.sign_in()).status_code == httpx.codes.OK


async def test_without_a_provider_there_is_no_such_door(running_on_sqlite: RunningControl) -> None:
    assert (await running_on_sqlite.anybody.get("/api/v1/session")).json()["openid"] is None
    for method, path in (("POST", "sign-in"), ("GET", "callback"), ("GET", "arrival")):
        answer = await running_on_sqlite.anybody.request(method, f"/api/v1/openid/{path}", json={})
        assert (answer.status_code, answer.json()["code"]) == (404, "openid_off")


async def test_cookies_hold_nothing_to_read_and_go_nowhere_else(sqlite_school: RunningControl) -> None:
    begun = await new_browser(sqlite_school).post("/api/v1/openid/sign-in", json={})
    cookie = begun.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=600"))
    query = dict(parse_qsl(urlsplit(begun.json()["address"]).query))
    assert query["state"] not in cookie
    assert query["nonce"] not in cookie
    assert begun.headers["cache-control"] == "no-store"
