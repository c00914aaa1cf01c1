"""A mail server that keeps what it takes, and refuses, hangs up or stalls when a test wants it to."""

import asyncio
import datetime as dt
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as SmtpSession
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "localhost"
USERNAME, PASSWORD = "klieg", "a password"


@dataclass
class MailServer:
    """What a test sets and reads. Replies are whole SMTP replies such as ``550 No such user``."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    encrypted: bool = False
    signed_in: bool = False
    replies: dict[str, str] = field(default_factory=dict)
    """Reply to a recipient, or to ``MAIL`` or ``DATA``, in place of 250."""
    hangs_up_on: set[str] = field(default_factory=set)
    """Recipients at which the line is cut."""

    def body(self, index: int = -1, subtype: str = "plain") -> str:
        """Return the text (or HTML) of a mail that was taken."""
        part = self.taken[index].get_body((subtype,))
        assert part is not None
        return str(part.get_content())

    async def handle_MAIL(  # noqa: N802 - a name of aiosmtpd's
        self, server: SMTP, session: SmtpSession, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "MAIL" in self.replies:
            return self.replies["MAIL"]
        envelope.mail_from = address
        self.encrypted, self.signed_in = _is_encrypted(server), bool(session.authenticated)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - same
        self, server: SMTP, session: SmtpSession, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.hangs_up_on:
            assert server.transport is not None
            server.transport.close()
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802 - same
        if "DATA" in self.replies:
            return self.replies["DATA"]
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default_policy)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        self.senders.append(envelope.mail_from or "")
        self.recipients += envelope.rcpt_tos
        return "250 OK"


def _is_encrypted(server: SMTP) -> bool:
    assert server.transport is not None
    return server.transport.get_extra_info("sslcontext") is not None


def _authenticate(_server: SMTP, _session: SmtpSession, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    assert isinstance(data, LoginPassword)
    right = (data.login, data.password) == (USERNAME.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@asynccontextmanager
async def serve_mail(
    *, security: str = "none", tls: ssl.SSLContext | None = None, authenticates: bool = False
) -> AsyncIterator[MailServer]:
    """Run a mail server in this loop, on an ephemeral port of localhost; ``security`` is as in the settings."""
    mail_server = MailServer()
    starttls = tls if security == "starttls" else None

    def conversation() -> SMTP:
        mail_server.connections += 1
        with warnings.catch_warnings(action="ignore", category=UserWarning):  # it takes TLS from the start for none
            return SMTP(
                mail_server,
                hostname=HOST,
                tls_context=starttls,
                require_starttls=starttls is not None,
                authenticator=_authenticate if authenticates else None,
                auth_required=authenticates,
                auth_require_tls=starttls is not None,
            )

    listener = await asyncio.get_running_loop().create_server(
        conversation, HOST, 0, ssl=tls if security == "tls" else None
    )
    mail_server.port = listener.sockets[0].getsockname()[1]
    try:
        yield mail_server
    finally:
        listener.close()


def server_tls(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for localhost in ``folder``; return a context that shows it, and its file to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "mail.pem", folder / "mail-key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file, key_file)
    return context, certificate_file
