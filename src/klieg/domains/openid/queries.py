"""Reads of openid."""

from klieg.domains.openid import repository
from klieg.domains.openid.models import ExternalIdentity
from klieg.domains.openid.rules import ProvenIdentity
from klieg.domains.work import Reading


async def find_identity(reading: Reading, person: ProvenIdentity) -> ExternalIdentity | None:
    """Return whose account somebody opens; None when it is nobody's."""
    return await repository.by_subject(reading, person.issuer, person.subject)


async def identity_of(reading: Reading, account_id: str, issuer: str) -> ExternalIdentity | None:
    """Return who an account is at a provider; None when nobody."""
    return await repository.of_account(reading, account_id, issuer)
