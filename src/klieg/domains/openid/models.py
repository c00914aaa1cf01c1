"""Rows of openid."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows


class ExternalIdentity(Rows):
    """Who an account is at an OpenID provider: ``subject`` says it, and is never given to another (Core section 2).

    ``mail`` is what the provider called them by at the last sign-in: for its owner to read, never to be compared.
    """

    __tablename__ = "external_identities"
    __table_args__ = (UniqueConstraint("account_id", "issuer"),)

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    mail: Mapped[str] = mapped_column(String(254))
    connected_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime] = mapped_column(Instant)
