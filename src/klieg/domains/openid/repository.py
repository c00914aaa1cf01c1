"""Rows of openid: the only SQL of this domain."""

from sqlalchemy import select

from klieg.domains.openid.models import ExternalIdentity
from klieg.domains.work import Reading


async def by_subject(reading: Reading, issuer: str, subject: str) -> ExternalIdentity | None:
    """Return whose account somebody at a provider opens."""
    return await reading.session.get(ExternalIdentity, (issuer, subject))


async def of_account(reading: Reading, account_id: str, issuer: str) -> ExternalIdentity | None:
    """Return who an account is at a provider."""
    statement = select(ExternalIdentity).where(
        ExternalIdentity.account_id == account_id, ExternalIdentity.issuer == issuer
    )
    return (await reading.session.scalars(statement)).one_or_none()
