"""Letters to real mail servers: taken, refused, put off."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.control.mail_server import HOST, PASSWORD, USERNAME, MailServer, serve_mail, server_tls
from klieg.adapters.mail import LetterWriter, open_post
from klieg.adapters.mail.smtp_post import SmtpPost
from klieg.domains.mail import Delivery, Letter, MailKind, MailState
from klieg.kernel.errors import SettingsError, UnavailableError
from klieg.kernel.settings import Settings

PUBLIC_URL = "https://live.example.org"
DETAILS = {"name": "Jörg", "code": "123456", "link": "/login?username=jo&code=abc", "valid_hours": "24"}
LATER, SENT, GIVEN_UP = MailState.QUEUED, MailState.SENT, MailState.GIVEN_UP


def letter(recipient: str = "ada@example.org", mail_id: str = "ml_1", language: str = "de") -> Letter:
    wording = LetterWriter(PUBLIC_URL).write(MailKind.VERIFY_ADDRESS, language, DETAILS)
    return Letter(id=mail_id, recipient=recipient, wording=wording)


def settings(port: int, **others: str) -> Settings:
    given = {"smtp_security": "none"} | others
    return Settings.model_validate({"public_url": PUBLIC_URL, "smtp_host": HOST, "smtp_port": port} | given)


async def send(port: int, *letters: Letter, **others: str) -> list[Delivery]:
    return await open_post(settings(port, **others)).send(letters or [letter()])


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with serve_mail() as running:
        yield running


async def test_a_letter_arrives_as_it_was_written(server: MailServer) -> None:
    assert await send(server.port) == [Delivery(SENT)]
    message = server.taken[0]
    assert server.recipients == ["ada@example.org"]
    assert server.senders == ["no-reply@live.example.org"]
    assert message["From"] == "Klieg <no-reply@live.example.org>"
    assert message["To"] == "ada@example.org"
    assert message["Subject"] == "Bestätige deine Adresse für live.example.org"
    assert message["Message-ID"] == "<ml_1@live.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "de"
    assert message["Date"].datetime.tzinfo is not None
    assert message.get_content_type() == "multipart/alternative"
    wording = letter().wording
    assert server.body().replace("\r\n", "\n") == wording.text
    assert server.body(subtype="html").replace("\r\n", "\n") == wording.html
    assert max(map(len, message.as_bytes().splitlines())) <= 998  # RFC 5322 2.1.1


async def test_letters_share_a_connection(server: MailServer) -> None:
    deliveries = await send(server.port, *(letter(f"reader{number}@example.org") for number in range(5)))
    assert deliveries == [Delivery(SENT)] * 5
    assert server.connections == 1


@pytest.mark.parametrize(
    ("at", "reply", "state"),
    [
        ("ada@example.org", "550 5.1.1 No such user", GIVEN_UP),
        ("ada@example.org", "450 4.2.1 Try again later", LATER),
        ("DATA", "554 5.7.1 Looks like spam", GIVEN_UP),
        ("DATA", "451 4.3.0 Queue is full", LATER),
        ("MAIL", "550 5.7.1 Not your sender", LATER),  # the operator may mend the address
    ],
)
async def test_a_refusal_for_good_ends_a_mail_and_another_does_not(
    server: MailServer, at: str, reply: str, state: MailState
) -> None:
    server.replies[at] = reply
    (refused,) = await send(server.port)
    assert refused == Delivery(state, reply)


async def test_what_is_logged_names_nobody(server: MailServer) -> None:
    server.replies["ada@example.org"] = "550 5.1.1 <ada@example.org>: Recipient address rejected"
    assert await send(server.port) == [Delivery(GIVEN_UP, "550 5.1.1 <***>: Recipient address rejected")]


async def test_one_that_is_refused_does_not_hold_up_the_others(server: MailServer) -> None:
    server.replies["gone@example.org"] = "550 No such user"
    letters = [letter(f"{name}@example.org") for name in ("a", "gone", "b")]
    assert [delivery.state for delivery in await send(server.port, *letters)] == [SENT, GIVEN_UP, SENT]
    assert server.connections == 1


async def test_after_a_line_that_was_cut_the_next_letter_goes_over_another(server: MailServer) -> None:
    server.hangs_up_on.add("cut@example.org")
    letters = [letter(f"{name}@example.org") for name in ("a", "cut", "b")]
    assert [delivery.state for delivery in await send(server.port, *letters)] == [SENT, LATER, SENT]
    assert server.connections == 2


async def test_a_server_that_is_away_is_tried_later() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        deliveries = await send(port, letter("a@example.org"), letter("b@example.org"))
        with pytest.raises(UnavailableError, match="KLIEG_SMTP_HOST"):
            await SmtpPost(settings(port)).sign_in()
    assert [delivery.state for delivery in deliveries] == [LATER, LATER]
    assert all(delivery.reason for delivery in deliveries)


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_the_line_is_encrypted_and_signed_in(security: str, tmp_path: Path) -> None:
    context, authority = server_tls(tmp_path)
    async with serve_mail(security=security, tls=context, authenticates=True) as server:
        credentials = {"smtp_username": USERNAME, "smtp_security": security, "smtp_ca_file": str(authority)}
        wrong = await send(server.port, **credentials, smtp_password="another")
        assert [delivery.state for delivery in wrong] == [LATER]
        assert "535" in (wrong[0].reason or "")
        assert not server.taken
        await SmtpPost(settings(server.port, **credentials, smtp_password=PASSWORD)).sign_in()
        assert await send(server.port, **credentials, smtp_password=PASSWORD) == [Delivery(SENT)]
        assert server.encrypted
        assert server.signed_in


async def test_a_certificate_nobody_vouches_for_gets_no_mail(tmp_path: Path) -> None:
    context, _authority = server_tls(tmp_path)
    async with serve_mail(security="tls", tls=context) as server:
        (delivery,) = await send(server.port, smtp_security="tls")
    assert delivery.state is LATER
    assert "certificate" in (delivery.reason or "")
    assert not server.taken


async def test_a_server_without_starttls_gets_no_mail(server: MailServer) -> None:
    (delivery,) = await send(server.port, smtp_security="starttls")
    assert delivery.state is LATER
    assert not server.taken


@pytest.mark.parametrize("recipient", ["nobody", "a@b@c", "jürgen@example.org", "a@example.org\r\nBcc: b@example.org"])
async def test_what_is_no_address_is_given_up(server: MailServer, recipient: str) -> None:
    first, second = await send(server.port, letter(recipient), letter())
    assert first.state is GIVEN_UP
    assert second.state is SENT
    assert len(server.taken) == 1


def test_a_file_that_is_no_certificate_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "authority.pem"
    file.write_text("no certificate")
    with pytest.raises(SettingsError, match="KLIEG_SMTP_CA_FILE"):
        open_post(settings(25, smtp_security="tls", smtp_ca_file=str(file)))
