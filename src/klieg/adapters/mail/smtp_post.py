"""Hands letters to a mail server by SMTP submission (RFC 6409), several over one connection."""

import re
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

import aiosmtplib
from aiosmtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from klieg.domains.mail import Delivery, Letter, MailState
from klieg.kernel.errors import SettingsError, UnavailableError
from klieg.kernel.settings import Settings

TIMEOUT_S = 20.0
"""For each step of the conversation."""

_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+")
_PERMANENT = range(500, 600)
_SENT = Delivery(MailState.SENT)


class SmtpPost:
    """The mail server of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._host = urlsplit(settings.public_url).hostname or "localhost"
        name, address = parseaddr(settings.mail_from or f"Klieg <no-reply@{self._host}>")
        self._sender = Address(name, addr_spec=address)
        self._tls = _tls_context(settings)

    async def send(self, letters: Sequence[Letter]) -> list[Delivery]:
        """Send each; a server that is away, busy or will not let us in puts all that is left off."""
        deliveries: list[Delivery] = []
        client: aiosmtplib.SMTP | None = None
        try:
            for letter in letters:
                try:
                    client = client if client and client.is_connected else await self._connect()
                except (SMTPException, OSError) as error:
                    return deliveries + [_later(error)] * (len(letters) - len(deliveries))
                deliveries.append(await self._send_one(client, letter))
        finally:
            if client:
                await _leave(client)
        return deliveries

    async def sign_in(self) -> None:
        """Go as far as the server's letting us in, and leave.

        Raises:
            UnavailableError: it does not; the sentence says what it said.
        """
        try:
            await _leave(await self._connect())
        except (SMTPException, OSError) as error:
            raise UnavailableError(
                f"{_reason(error)}. Check that the mail server runs and that KLIEG_SMTP_HOST, KLIEG_SMTP_PORT, "
                "KLIEG_SMTP_SECURITY, KLIEG_SMTP_USERNAME and KLIEG_SMTP_PASSWORD are right."
            ) from error

    async def _connect(self) -> aiosmtplib.SMTP:
        settings = self._settings
        client = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_username or None,
            password=settings.smtp_password.get_secret_value() or None,
            local_hostname=self._host,
            timeout=TIMEOUT_S,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=self._tls,
        )
        await client.connect()
        return client

    async def _send_one(self, client: aiosmtplib.SMTP, letter: Letter) -> Delivery:
        try:
            message = self.message(letter, datetime.now(UTC))
            await client.send_message(message, sender=self._sender.addr_spec, recipients=[letter.recipient])
        except SMTPRecipientsRefused as error:
            return _refused(error.recipients[0])
        except SMTPSenderRefused as error:  # the operator's to put right
            return _later(error)
        except SMTPResponseException as error:
            return _refused(error)
        except (SMTPException, OSError) as error:
            client.close()  # an answer that comes late would be taken for the next one's
            return _later(error)
        except (ValueError, MessageError) as error:  # no mailbox can be called that
            return Delivery(MailState.GIVEN_UP, f"The address cannot be written to: {_reason(error)}")
        return _SENT

    def message(self, letter: Letter, date: datetime) -> EmailMessage:
        """Return the letter as it goes over the wire: text, and the same as HTML.

        Raises:
            ValueError: the recipient is no address, as MessageError also says.
        """
        message = EmailMessage(policy=SMTP_POLICY)
        message["From"] = self._sender
        message["To"] = Address(addr_spec=letter.recipient)
        message["Subject"] = letter.wording.subject
        message["Date"] = format_datetime(date)
        message["Message-ID"] = f"<{letter.id}@{self._host}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no reply by a machine, please
        message["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
        message.set_content(letter.wording.text, cte="quoted-printable")
        message.add_alternative(letter.wording.html, subtype="html", cte="quoted-printable")
        message["Content-Language"] = letter.wording.language  # last: content moves such fields to a part
        return message


def _tls_context(settings: Settings) -> ssl.SSLContext | None:
    if settings.smtp_security == "none":
        return None
    try:
        return ssl.create_default_context(cafile=settings.smtp_ca_file or None)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(
            f"KLIEG_SMTP_CA_FILE names {settings.smtp_ca_file}, which cannot be used: {error}. It is a PEM file with "
            "the certificate of who signed the mail server's."
        ) from error


async def _leave(client: aiosmtplib.SMTP) -> None:
    try:
        if client.is_connected:
            await client.quit()
    except (SMTPException, OSError):
        pass  # whatever it says now, the letters have been answered for
    finally:
        client.close()


def _refused(error: SMTPResponseException) -> Delivery:
    return Delivery(MailState.GIVEN_UP, _reason(error)) if error.code in _PERMANENT else _later(error)


def _later(error: Exception) -> Delivery:
    return Delivery(MailState.QUEUED, _reason(error))


def _reason(error: Exception) -> str:
    """Return what went wrong, for the log: servers like to repeat the address, which is nobody else's business."""
    said = f"{error.code} {error.message}" if isinstance(error, SMTPResponseException) else str(error)
    return _ADDRESS.sub("***", said) or type(error).__name__
