"""Rows of identity for decisions: the only SQL that loads them to change them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from klieg.domains.identity.models import Account, FormerName, Invitation, LoginSession, MailedCode, PersonalToken
from klieg.domains.identity.rules import Purpose, is_mail, is_name, name_key
from klieg.domains.work import Reading, Work


async def by_id(reading: Reading, account_id: str) -> Account | None:
    """Return the account of that id."""
    return await reading.session.get(Account, account_id)


async def by_id_locked(work: Work, account_id: str) -> Account | None:
    """Return the account of that id; until the work ends nobody else changes it."""
    return await work.session.get(Account, account_id, with_for_update=True)


async def by_name(reading: Reading, name: str) -> Account | None:
    """Return the account of that name, in any case."""
    if not is_name(name):
        return None
    return (await reading.session.scalars(select(Account).where(Account.name_key == name_key(name)))).one_or_none()


async def by_mail(reading: Reading, mail: str) -> Account | None:
    """Return the account of that mail address, in any case."""
    if not is_mail(mail):
        return None
    return (await reading.session.scalars(select(Account).where(Account.mail_key == mail.lower()))).one_or_none()


async def by_login(reading: Reading, login: str) -> Account | None:
    """Return the account of a name or a mail address."""
    login = login.strip()
    return await (by_mail(reading, login) if "@" in login else by_name(reading, login))


async def unverified_before(work: Work, moment: datetime) -> Sequence[Account]:
    """Return accounts made before a moment whose address was never verified, locked."""
    statement = (
        select(Account).where(Account.verified_at.is_(None), Account.created_at < moment).with_for_update().limit(500)
    )
    return (await work.session.scalars(statement)).all()


async def mailed_code(work: Work, account_id: str, purpose: Purpose) -> MailedCode | None:
    """Return the code of an account for a purpose, locked."""
    statement = select(MailedCode).where(MailedCode.account_id == account_id, MailedCode.purpose == purpose.value)
    return (await work.session.scalars(statement.with_for_update())).one_or_none()


async def invitation(work: Work, code_hash: str) -> Invitation | None:
    """Return the invitation with a code, locked."""
    statement = select(Invitation).where(Invitation.code_hash == code_hash).with_for_update()
    return (await work.session.scalars(statement)).one_or_none()


async def invitation_by_id(work: Work, invitation_id: str) -> Invitation | None:
    """Return the invitation of that id, locked."""
    return await work.session.get(Invitation, invitation_id, with_for_update=True)


async def sessions_of(reading: Reading, account_id: str, now: datetime) -> Sequence[LoginSession]:
    """Return an account's sessions, those seen last first."""
    mine = select(LoginSession).where(LoginSession.account_id == account_id, LoginSession.expires_at > now)
    return (await reading.session.scalars(mine.order_by(LoginSession.seen_at.desc(), LoginSession.id))).all()


async def remove_sessions(work: Work, account_id: str, *, but: str | None = None) -> None:
    """End an account's sessions, all or all but one."""
    statement = delete(LoginSession).where(LoginSession.account_id == account_id)
    await work.session.execute(statement if but is None else statement.where(LoginSession.id != but))


async def tokens_of(reading: Reading, account_id: str) -> Sequence[PersonalToken]:
    """Return an account's personal tokens, newest first."""
    mine = select(PersonalToken).where(PersonalToken.account_id == account_id)
    return (await reading.session.scalars(mine.order_by(PersonalToken.created_at.desc(), PersonalToken.id))).all()


async def former_name(reading: Reading, name: str) -> FormerName | None:
    """Return the entry of a name that somebody gave up."""
    return None if not is_name(name) else await reading.session.get(FormerName, name_key(name))


async def remove_expired(work: Work, now: datetime) -> None:
    """Delete sessions, codes, invitations and former names whose time is over."""
    await work.session.execute(delete(LoginSession).where(LoginSession.expires_at < now))
    await work.session.execute(delete(MailedCode).where(MailedCode.expires_at < now))
    await work.session.execute(delete(Invitation).where(Invitation.expires_at < now))
    await work.session.execute(delete(FormerName).where(FormerName.until < now))
