"""People at their browsers: each a client with its own cookies, who reads mail."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx
from sqlalchemy import select

from fakes.control.running_control import RunningControl
from klieg.domains.mail import Mail, MailKind

PASSWORD = "Correct-horse-7"


@dataclass
class Person:
    """Somebody with a browser."""

    name: str
    mail: str
    browser: httpx.AsyncClient
    password: str = PASSWORD

    async def sign_in(self, login: str | None = None, password: str | None = None) -> httpx.Response:
        """Sign in, by name unless told otherwise."""
        wanted = {"login": login or self.name, "password": password or self.password}
        return await self.browser.post("/api/v1/login", json=wanted)

    async def is_signed_in(self) -> bool:
        """Whether the browser's cookie is good."""
        return (await self.browser.get("/api/v1/session")).json()["account"] is not None


def new_browser(running: RunningControl, address: str = "127.0.0.1") -> httpx.AsyncClient:
    """Return a browser without cookies."""
    transport = httpx.ASGITransport(running.app, client=(address, 50_000))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:8080", headers={"User-Agent": "Browser/1"})


async def mails_to(running: RunningControl, address: str) -> list[tuple[MailKind, dict[str, str]]]:
    """Return what was written to an address, oldest first, with the links and codes in it."""
    async with running.control.database.read() as reading:
        statement = select(Mail).where(Mail.recipient == address).order_by(Mail.created_at, Mail.id)
        found = (await reading.session.scalars(statement)).all()
    return [(MailKind(mail.kind), dict(mail.details or {})) for mail in found]


def code_of(link: str) -> str:
    """Return the code in a mailed link."""
    return parse_qs(urlsplit(link).query)["code"][0]


async def register(running: RunningControl, name: str, browser: httpx.AsyncClient | None = None) -> Person:
    """Sign up without verifying."""
    person = Person(name, f"{name.lower()}@example.org", browser or new_browser(running))
    wanted = {"name": person.name, "mail": person.mail, "password": person.password}
    response = await person.browser.post("/api/v1/accounts", json=wanted)
    assert response.status_code == httpx.codes.CREATED, response.text
    return person


async def join(running: RunningControl, name: str) -> Person:
    """Sign up, verify and sign in."""
    person = await register(running, name)
    _, values = (await mails_to(running, person.mail))[-1]
    verified = await person.browser.post(
        "/api/v1/accounts/verification", json={"name": person.name, "code": values["code"]}
    )
    assert verified.status_code == httpx.codes.OK, verified.text
    signed_in = await person.sign_in()
    assert signed_in.status_code == httpx.codes.OK, signed_in.text
    return person
