"""Rows of factors."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows

_ACCOUNT = "accounts.id"


class TotpFactor(Rows):
    """An account's authenticator app. It counts once ``confirmed_at`` is set: then its codes were seen to be right.

    ``last_step`` is the newest time step whose code was accepted: that code, and older ones, are none any more.
    """

    __tablename__ = "totp_factors"

    account_id: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"), primary_key=True)
    secret_encrypted: Mapped[str] = mapped_column(String(300))
    last_step: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)


class Passkey(Rows):
    """A key pair of an account's, the private half of which an authenticator keeps (WebAuthn section 4)."""

    __tablename__ = "passkeys"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str] = mapped_column(String(60))
    transports: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class RecoveryCode(Rows):
    """A code that is good once in place of a lost factor. The code itself is nowhere."""

    __tablename__ = "recovery_codes"

    account_id: Mapped[str] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class FactorChallenge(Rows):
    """What somebody was asked to answer with a factor: once, soon, and for one purpose.

    ``account_id`` is null where the answer tells whose it is. ``password_mark`` tells whether the password is still the
    one that was right when the challenge was given.
    """

    __tablename__ = "factor_challenges"

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey(_ACCOUNT, ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    password_mark: Mapped[str | None] = mapped_column(String(64))
    attempts: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
