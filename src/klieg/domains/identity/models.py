"""Rows of identity."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows

_ACCOUNT = "accounts.id"


class AdminCredential(Rows):
    """The operator's own admin token: the only row has ``id`` 1."""

    __tablename__ = "admin_credentials"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)


class Account(Rows):
    """A person. ``name_key`` and ``mail_key`` are what is compared: the same in lower case.

    ``avatar`` is a drawn one, shown unless ``avatar_picture`` names a picture of their own. ``password_hash`` is empty
    while the account has no password.
    """

    __tablename__ = "accounts"
    __table_args__ = (Index("ix_accounts_verified_at_created_at", "verified_at", "created_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    name_key: Mapped[str] = mapped_column(String(20), unique=True)
    mail: Mapped[str] = mapped_column(String(254))
    mail_key: Mapped[str] = mapped_column(String(254), unique=True)
    language: Mapped[str] = mapped_column(String(8))
    color: Mapped[str] = mapped_column(String(20))
    avatar: Mapped[str] = mapped_column(String(20))
    avatar_picture: Mapped[str | None] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(10))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant)
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    suspended_at: Mapped[datetime | None] = mapped_column(Instant)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(Instant)


class LoginSession(Rows):
    """One browser that is signed in. The cookie's secret itself is nowhere.

    ``proved_at`` is when its person last showed afresh, at a provider, who they are: for those without a password.
    """

    __tablename__ = "login_sessions"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_agent: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(45))
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    proved_at: Mapped[datetime | None] = mapped_column(Instant)


class PersonalToken(Rows):
    """What a person's own program calls the API with."""

    __tablename__ = "personal_tokens"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)


class MailedCode(Rows):
    """What proves that somebody reads a mail address: a link's code, and digits to type. One of a purpose at a time.

    ``mail`` is the new address where the purpose is to change it.
    """

    __tablename__ = "mailed_codes"
    __table_args__ = (UniqueConstraint("account_id", "purpose"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(20))
    link_hash: Mapped[str] = mapped_column(String(64))
    digits_hash: Mapped[str] = mapped_column(String(64))
    attempts: Mapped[int]
    mail: Mapped[str | None] = mapped_column(String(254))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class Invitation(Rows):
    """Lets one person sign up where strangers may not. With a ``mail``: who reads that address alone."""

    __tablename__ = "invitations"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    mail: Mapped[str | None] = mapped_column(String(254))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class FormerName(Rows):
    """A name an account gave up: nobody else gets it for a while, and its address leads to the new one."""

    __tablename__ = "former_names"

    name_key: Mapped[str] = mapped_column(String(20), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"), index=True)
    until: Mapped[datetime] = mapped_column(Instant, index=True)
