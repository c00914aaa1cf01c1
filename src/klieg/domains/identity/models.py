"""Rows of identity."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows


class AdminCredential(Rows):
    """The bootstrap admin: the only row has ``id`` 1."""

    __tablename__ = "admin_credentials"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
