from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from klieg.adapters.mail import LetterWriter, open_post
from klieg.adapters.mail.smtp_post import SmtpPost
from klieg.domains.mail import Letter, MailKind, MailState
from klieg.kernel.settings import Settings

WORDING = LetterWriter("http://localhost:8080").write(MailKind.ACCOUNT_DELETED, "en", {"name": "Ada"})
LETTERS = [Letter(id=f"ml_{number}", recipient="ada@example.org", wording=WORDING) for number in range(2)]
WITH_SERVER = {"smtp_host": "smtp.example.org", "public_url": "https://live.example.org"}


def settings(**given: object) -> Settings:
    return Settings.model_validate(given)


async def test_without_a_server_letters_are_kept_for_reading() -> None:
    assert settings().captures_mail
    deliveries = await open_post(settings()).send(LETTERS)
    assert [delivery.state for delivery in deliveries] == [MailState.CAPTURED] * 2


async def test_without_server_and_mailbox_letters_wait_and_say_for_what() -> None:
    deliveries = await open_post(settings(mailbox=False)).send(LETTERS)
    assert [delivery.state for delivery in deliveries] == [MailState.QUEUED] * 2
    assert "KLIEG_SMTP_HOST" in (deliveries[0].reason or "")


def test_with_a_server_nothing_is_kept_for_reading() -> None:
    given = settings(**WITH_SERVER, mailbox=True)
    assert not given.captures_mail
    assert isinstance(open_post(given), SmtpPost)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"smtp_host": "smtp.example.org"}, "KLIEG_PUBLIC_URL"),
        (WITH_SERVER | {"smtp_username": "ada", "smtp_security": "none"}, "in clear"),
        (WITH_SERVER | {"mail_from": "nobody"}, "no-reply@"),
        (WITH_SERVER | {"mail_from": "a@example.org\nBcc: b@example.org"}, "no-reply@"),
        (WITH_SERVER | {"smtp_ca_file": "/nowhere/authority.pem"}, "no such file"),
    ],
)
def test_settings_that_cannot_work_are_refused(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        settings(**given)


def test_the_sender_is_the_one_of_the_settings() -> None:
    named = SmtpPost(settings(**WITH_SERVER, mail_from="Köln live <live@example.org>"))
    message = named.message(LETTERS[0], datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC))
    assert message["Date"] == "Tue, 06 May 2031 07:08:09 +0000"
    assert message["From"] == "Köln live <live@example.org>"
    assert b"From: =?utf-8?" in message.as_bytes()
