"""Verbs of openid."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from klieg.domains.identity import Account
from klieg.domains.openid import repository
from klieg.domains.openid.errors import OpenidAloneError, OpenidNotConnectedError, OpenidTakenError
from klieg.domains.openid.models import ExternalIdentity
from klieg.domains.openid.rules import ProvenIdentity
from klieg.domains.work import Work

_MAIL_MAX = 254


async def connect_identity(work: Work, account: Account, person: ProvenIdentity, now: datetime) -> None:
    """Let somebody's sign-in at the provider open this account.

    Raises:
        OpenidTakenError: it opens another account, or this one has another.
    """
    holder = await repository.by_subject(work, person.issuer, person.subject)
    if holder is not None or await repository.of_account(work, account.id, person.issuer) is not None:
        raise OpenidTakenError
    work.session.add(
        ExternalIdentity(
            issuer=person.issuer,
            subject=person.subject,
            account_id=account.id,
            mail=person.mail[:_MAIL_MAX],
            connected_at=now,
            used_at=now,
        )
    )
    try:
        await work.session.flush()
    except IntegrityError as error:  # somebody else connected it since we looked
        raise OpenidTakenError from error


def use_identity(known: ExternalIdentity, person: ProvenIdentity, now: datetime) -> None:
    """Note that somebody came by it, and what the provider calls them now."""
    known.mail = person.mail[:_MAIL_MAX]
    known.used_at = now


async def disconnect_identity(work: Work, account: Account, issuer: str) -> None:
    """Let the provider open this account no more.

    Raises:
        OpenidNotConnectedError: it does not.
        OpenidAloneError: nothing else would open it.
    """
    known = await repository.of_account(work, account.id, issuer)
    if known is None:
        raise OpenidNotConnectedError
    if not account.password_hash:
        raise OpenidAloneError
    await work.session.delete(known)
