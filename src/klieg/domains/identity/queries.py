"""Reads of identity."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from klieg.domains.identity import repository
from klieg.domains.identity.errors import AccountNotFoundError, NotAuthorisedError
from klieg.domains.identity.models import Account, AdminCredential, Invitation, LoginSession, PersonalToken
from klieg.domains.identity.rules import (
    MAX_TOKEN_CHARACTERS,
    OPERATOR,
    AdminToken,
    PersonalTokenSecret,
    Principal,
    Role,
    Scope,
    SessionSecret,
)
from klieg.domains.work import Reading

_NO_HASH = "0" * 64


async def require_admin(reading: Reading, token_text: str | None) -> Principal:
    """Return the operator when ``token_text`` is the admin token.

    Raises:
        NotAuthorisedError: it is missing or another.
    """
    if not token_text or len(token_text) > MAX_TOKEN_CHARACTERS:
        raise NotAuthorisedError("This needs the admin token: send it as `Authorization: Bearer …`.")
    credential = await reading.session.get(AdminCredential, 1)
    if not AdminToken(token_text).matches(credential.token_hash if credential else _NO_HASH):
        raise NotAuthorisedError(
            "The admin token is wrong: it is in the file admin-token of the data folder, or "
            "made anew by `klieg admin-token reset`."
        )
    return OPERATOR


async def has_admin(reading: Reading) -> bool:
    """Whether there is an admin yet."""
    return await reading.session.get(AdminCredential, 1) is not None


async def principal_by_session(
    reading: Reading, secret: SessionSecret, now: datetime
) -> tuple[Principal, datetime] | None:
    """Return who is signed in with this cookie and when they were seen last; None when nobody is."""
    statement = (
        select(LoginSession, Account)
        .join(Account, Account.id == LoginSession.account_id)
        .where(LoginSession.token_hash == secret.hash(), LoginSession.expires_at > now, Account.suspended_at.is_(None))
    )
    found = (await reading.session.execute(statement)).one_or_none()
    if found is None:
        return None
    session, account = found
    principal = Principal(account.id, account.name, Role(account.role), session_id=session.id)
    return principal, session.seen_at


async def principal_by_token(reading: Reading, secret: PersonalTokenSecret, now: datetime) -> Principal | None:
    """Return who shows this personal token; None when nobody's is."""
    statement = (
        select(PersonalToken, Account)
        .join(Account, Account.id == PersonalToken.account_id)
        .where(
            PersonalToken.token_hash == secret.hash(),
            or_(PersonalToken.expires_at.is_(None), PersonalToken.expires_at > now),
            Account.suspended_at.is_(None),
        )
    )
    found = (await reading.session.execute(statement)).one_or_none()
    if found is None:
        return None
    token, account = found
    return Principal(account.id, account.name, Role(account.role), frozenset(map(Scope, token.scopes)))


async def proved_at(reading: Reading, principal: Principal) -> datetime | None:
    """Return when the person in front of a browser last showed at a provider who they are; None: never."""
    if principal.session_id is None:
        return None
    session = await reading.session.get(LoginSession, principal.session_id)
    return session.proved_at if session else None


async def find_account(reading: Reading, name: str) -> Account:
    """Return the account of that name, in any case.

    Raises:
        AccountNotFoundError: there is none.
    """
    account = await repository.by_name(reading, name)
    if account is None:
        raise AccountNotFoundError(name)
    return account


async def account_of(reading: Reading, principal: Principal) -> Account:
    """Return the account of somebody who is signed in.

    Raises:
        NotAuthorisedError: the operator has none, and one that was deleted is gone.
    """
    account = await repository.by_id(reading, principal.account_id) if principal.account_id else None
    if account is None:
        raise NotAuthorisedError("Sign in: this belongs to an account.")
    return account


async def account_by_login(reading: Reading, login: str) -> Account | None:
    """Return the account of a name or a mail address, in any case."""
    return await repository.by_login(reading, login)


async def accounts_by_id(reading: Reading, ids: Collection[str]) -> dict[str, Account]:
    """Return those accounts."""
    found = await reading.session.scalars(select(Account).where(Account.id.in_(ids)))
    return {account.id: account for account in found}


async def list_accounts(reading: Reading, *, after: str = "", search: str = "", limit: int) -> Sequence[Account]:
    """Return accounts in order of name, those whose name or address contains ``search``."""
    statement = select(Account).where(Account.name_key > after).order_by(Account.name_key).limit(limit)
    if search:
        wanted = search.lower()
        statement = statement.where(
            or_(Account.name_key.contains(wanted, autoescape=True), Account.mail_key.contains(wanted, autoescape=True))
        )
    return (await reading.session.scalars(statement)).all()


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """How many accounts there are, and how many of them are something.

    Attributes:
        young: Made since the moment that was asked for.
    """

    total: int
    unverified: int
    suspended: int
    admins: int
    young: int


async def count_accounts(reading: Reading, *, young_since: datetime) -> AccountFigures:
    """Return how many accounts there are, those made since a moment counted once more."""
    every = func.count()
    statement = select(
        every,
        every.filter(Account.verified_at.is_(None)),
        every.filter(Account.suspended_at.is_not(None)),
        every.filter(Account.role == Role.ADMIN.value),
        every.filter(Account.created_at >= young_since),
    ).select_from(Account)
    return AccountFigures(*(await reading.session.execute(statement)).one())


def _open_invitations(now: datetime) -> ColumnElement[bool]:
    return Invitation.expires_at > now


async def list_invitations(reading: Reading, now: datetime, *, before: str | None, limit: int) -> Sequence[Invitation]:
    """Return invitations nobody has used yet, newest first.

    Args:
        reading: Where to look.
        now: Those that have run out by then are none.
        before: Only those older than the one of this id.
        limit: How many at most.
    """
    statement = select(Invitation).where(_open_invitations(now)).order_by(Invitation.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(Invitation.id < before)
    return (await reading.session.scalars(statement)).all()


async def count_invitations(reading: Reading, now: datetime) -> int:
    """Return how many invitations nobody has used yet."""
    statement = select(func.count()).select_from(Invitation).where(_open_invitations(now))
    return await reading.session.scalar(statement) or 0


async def list_sessions(reading: Reading, account_id: str, now: datetime) -> Sequence[LoginSession]:
    """Return an account's login sessions, those seen last first."""
    return await repository.sessions_of(reading, account_id, now)


async def list_tokens(reading: Reading, account_id: str) -> Sequence[PersonalToken]:
    """Return an account's personal tokens, newest first."""
    return await repository.tokens_of(reading, account_id)


async def present_name(reading: Reading, former: str, now: datetime) -> str | None:
    """Return the name of whoever had this one until lately, None when nobody did."""
    entry = await repository.former_name(reading, former)
    if entry is None or entry.until <= now:
        return None
    account = await repository.by_id(reading, entry.account_id)
    return account.name if account else None
