"""Rows of audit."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from klieg.domains.work import Instant, Rows


class AuditEntry(Rows):
    """One deed. Names are as they were then, and stay when the account goes; ``id`` gives the order."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    actor_id: Mapped[str | None] = mapped_column(String(40))
    actor_name: Mapped[str] = mapped_column(String(40))
    deed: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(45))
    details: Mapped[dict[str, str]] = mapped_column(JSON)
