"""Settings of mail: who takes it, and what becomes of it where nobody does."""

from email.utils import parseaddr
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings


class MailSettings(BaseSettings):
    """What an operator can decide about mail."""

    smtp_host: str = Field(
        "",
        description="Mail server that takes Klieg's mails, e.g. smtp.example.org; needs public_url, which mails link "
        "to. Empty: no mail leaves this machine; see mailbox.",
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port: most often 587 for starttls, 465 for tls.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="How the connection is encrypted: starttls begins in clear and asks for it, tls begins with it. "
        "none is for a server on this machine.",
    )
    smtp_username: str = Field("", description="User name at the mail server. Empty: no authentication.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password that goes with it.")
    smtp_ca_file: str = Field(
        "", description="PEM file of who signed the mail server's certificate. Empty: those this machine trusts."
    )
    mail_from: str = Field(
        "",
        description="Whom mails come from, e.g. Klieg <no-reply@live.example.org>. Empty: no-reply at the host of "
        "public_url.",
    )
    mailbox: bool = Field(
        True,
        description="While smtp_host is empty, keep mails where admins read them: the page /admin/mailbox. For trying "
        "things out: they hold codes and links to reset passwords. Turn it off in production.",
    )

    @field_validator("mail_from")
    @classmethod
    def _is_mailbox(cls, value: str) -> str:
        if value and (not value.isprintable() or "@" not in parseaddr(value, strict=True)[1]):
            raise ValueError("must be like Klieg <no-reply@live.example.org>")
        return value

    @field_validator("smtp_ca_file")
    @classmethod
    def _is_file(cls, value: str) -> str:
        if value and not Path(value).is_file():
            raise ValueError("there is no such file")
        return value

    @model_validator(mode="after")
    def _password_is_not_sent_in_clear(self) -> Self:
        if self.smtp_username and self.smtp_security == "none":
            raise ValueError(
                "KLIEG_SMTP_USERNAME is set and KLIEG_SMTP_SECURITY is none: the password would travel in clear. "
                "Choose starttls or tls"
            )
        return self

    @property
    def captures_mail(self) -> bool:
        """Whether mails are kept for admins to read."""
        return self.mailbox and not self.smtp_host
