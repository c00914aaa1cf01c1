"""Mails from the row to the mail server, and to the mailbox where there is none."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from html import escape
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import text

from fakes.control.mail_server import HOST, MailServer, serve_mail
from fakes.control.running_control import run_in_loop, until
from klieg.adapters.database import Database, open_database
from klieg.adapters.mail import LetterWriter
from klieg.domains.mail import Delivery, Letter, MailKind, MailState, forget_mails_before, post_mail
from klieg.domains.mail.rules import RETRY_FIRST
from klieg.domains.work import instant
from klieg.kernel.clock import SystemClock
from klieg.kernel.settings import Settings
from klieg.worker.mail_sender import BATCH, LEASE, MailSender

START = 1_900_000_000.0
SENT, LATER, GIVEN_UP = MailState.SENT, MailState.QUEUED, MailState.GIVEN_UP
CODE = "482913"
PUBLIC_URL = "https://live.example.org"
WRITER = LetterWriter(PUBLIC_URL)
PASSWORD, OTHER_PASSWORD = "Correct-Horse-7", "Battery-Staple-8"


class FakeClock:
    def __init__(self) -> None:
        self.time = START

    def now(self) -> float:
        return self.time

    def wallclock(self) -> float:
        return self.time

    def advance(self, by: timedelta) -> None:
        self.time += by.total_seconds()


class ScriptedPost:
    """Answers as it is told, and remembers what it was given."""

    def __init__(self, answer: Callable[[Letter], Delivery] = lambda _letter: Delivery(SENT)) -> None:
        self.answer = answer
        self.given: list[str] = []

    async def send(self, letters: Sequence[Letter]) -> list[Delivery]:
        self.given += [letter.id for letter in letters]
        return [self.answer(letter) for letter in letters]


def always(state: MailState) -> ScriptedPost:
    return ScriptedPost(lambda _letter: Delivery(state, None if state is SENT else "because"))


class Office:
    """A sender over real rows, with a clock of its own."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = FakeClock()
        self.states: list[MailState] = []

    async def post(self, kind: MailKind = MailKind.RESET_PASSWORD, count: int = 1) -> None:
        values = {"name": "Ada", "code": CODE, "link": "/reset?code=a", "valid_hours": "1", "valid_minutes": "60"}
        details = {field: values[field] for field in kind.fields}
        async with self.database.work() as work:
            for number in range(count):
                to = f"ada{number}@example.org"
                post_mail(work, to=to, kind=kind, language="en", values=details, now=instant(self.clock.time))

    async def send(self, post: ScriptedPost) -> int:
        return await MailSender(self.database, post, WRITER, self.clock, self.states.append).send_once()

    async def row(self) -> tuple[object, ...]:
        async with self.database.read() as reading:
            rows = await reading.session.execute(text("SELECT state, attempts, details, last_error FROM mails"))
            return tuple(rows.one())

    async def count(self) -> int:
        async with self.database.read() as reading:
            return int(await reading.session.scalar(text("SELECT count(*) FROM mails")) or 0)


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_database(Settings(data_dir=tmp_path, database_url=database_url), SystemClock()) as database:
        yield Office(database)


async def test_what_is_rolled_back_is_not_sent(office: Office) -> None:
    async def fail() -> None:
        async with office.database.work() as work:
            values = {"name": "Ada"}
            now = instant(START)
            post_mail(work, to="a@example.org", kind=MailKind.ACCOUNT_DELETED, language="en", values=values, now=now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await office.send(always(SENT)) == 0


async def test_a_sent_mail_keeps_no_code_and_goes_once(office: Office) -> None:
    await office.post()
    post = always(SENT)
    assert await office.send(post) == 1
    assert await office.row() == ("sent", 1, None, None)
    office.clock.advance(LEASE)
    assert await office.send(post) == 0
    assert len(post.given) == 1
    assert office.states == [SENT]


async def test_a_refusal_for_good_ends_it_and_its_code(office: Office) -> None:
    await office.post()
    await office.send(always(GIVEN_UP))
    assert await office.row() == ("given_up", 1, None, "because")
    office.clock.advance(timedelta(days=1))
    assert await office.send(always(SENT)) == 0


async def test_it_is_tried_again_while_it_is_good_for_something(office: Office) -> None:
    await office.post()
    await office.send(always(LATER))
    assert await office.send(always(SENT)) == 0
    tries = 1
    while office.states[-1] is LATER:
        office.clock.advance(RETRY_FIRST)
        tries += await office.send(always(LATER))
    assert office.clock.time - START < MailKind.RESET_PASSWORD.good_for.total_seconds(), "no dead link is sent"
    assert 5 < tries < 12
    assert await office.row() == ("given_up", tries, None, "because")


async def test_one_that_waited_too_long_because_nothing_ran_is_not_sent(office: Office) -> None:
    await office.post()
    office.clock.advance(timedelta(hours=2))
    post = always(SENT)
    await office.send(post)
    assert post.given == []
    assert (await office.row())[0] == "given_up"


async def test_a_sender_that_died_is_followed_by_another_with_the_same_letter(office: Office) -> None:
    await office.post(MailKind.VERIFY_ADDRESS)

    def die(_letter: Letter) -> Delivery:
        raise ZeroDivisionError

    first, second = ScriptedPost(die), always(SENT)
    with pytest.raises(ZeroDivisionError):
        await office.send(first)
    assert await office.send(second) == 0
    office.clock.advance(LEASE)
    assert await office.send(second) == 1
    assert second.given == first.given


async def test_more_than_a_batch_goes_in_several(office: Office) -> None:
    await office.post(count=BATCH + 1)
    post = always(SENT)
    assert [await office.send(post) for _ in range(3)] == [BATCH, 1, 0]
    assert len(set(post.given)) == BATCH + 1


async def test_mails_are_forgotten(office: Office) -> None:
    await office.post(count=2)
    await office.send(ScriptedPost(lambda letter: Delivery(SENT if letter.recipient.startswith("ada0") else LATER)))
    async with office.database.work() as work:
        await forget_mails_before(work, instant(START + 1))
    assert await office.count() == 1, "one that waits stays"


async def test_a_stranger_comes_in_by_mail(settings: Settings) -> None:
    """Signed up, verified by the mailed link, in; out again with a mailed link for another password."""
    async with serve_mail() as server:
        update = {"smtp_host": HOST, "smtp_port": server.port, "smtp_security": "none", "public_url": PUBLIC_URL}
        async with run_in_loop(Settings.model_validate(settings.model_dump() | update)) as running:
            person = running.anybody
            wanted = {"name": "Ada_L", "mail": "Ada@example.org", "password": PASSWORD, "language": "de"}
            assert (await person.post("/api/v1/accounts", json=wanted)).status_code == httpx.codes.CREATED
            link = await mailed_link(server, 1)
            assert server.recipients == ["Ada@example.org"]
            assert server.taken[0]["Subject"] == "Bestätige deine Adresse für live.example.org"
            assert link.path == "/login"
            name, code = (parse_qs(link.query)[key][0] for key in ("username", "code"))
            verified = await person.post("/api/v1/accounts/verification", json={"name": name, "code": code})
            assert verified.json() == {"name": "Ada_L"}
            await sign_in(person, PASSWORD)
            await person.post("/api/v1/password-reset", json={"mail": "ada@EXAMPLE.org"})
            link = await mailed_link(server, 2)
            assert link.path == "/reset"
            name, code = (parse_qs(link.query)[key][0] for key in ("username", "code"))
            wish = {"name": name, "code": code, "password": OTHER_PASSWORD}
            assert (
                await person.post("/api/v1/password-reset/confirm", json=wish)
            ).status_code == httpx.codes.NO_CONTENT
            await sign_in(person, OTHER_PASSWORD)
            await until(lambda: asyncio.sleep(0, len(server.taken)), lambda count: count == 3)
            assert "geändert" in server.taken[2]["Subject"]
            sent = 'klieg_mails_total{state="sent"} 3.0'  # counted after the server has said yes
            await until(lambda: running.admin.get("/metrics"), lambda metrics: sent in metrics.text)


async def mailed_link(server: MailServer, count: int) -> SplitResult:
    """Wait for that many mails; return the link of the last, which its button and its text have too."""
    await until(lambda: asyncio.sleep(0, len(server.taken)), lambda taken: taken == count)
    (link,) = [line for line in server.body().splitlines() if line.startswith(PUBLIC_URL)]
    assert server.body(subtype="html").count(f'href="{escape(link)}"') == 2
    return urlsplit(link)


async def sign_in(person: httpx.AsyncClient, password: str) -> None:
    response = await person.post("/api/v1/login", json={"login": "ada_l", "password": password})
    assert response.status_code == httpx.codes.OK, response.text
