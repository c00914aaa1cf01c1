"""How accounts come and how those that nobody verified go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from klieg.domains.identity import repository
from klieg.domains.identity.errors import MailTakenError, NameTakenError
from klieg.domains.identity.models import Account
from klieg.domains.identity.rules import Role, name_key, random_look
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody to be; name, mail and password have been checked by the rules."""

    name: str
    mail: str
    password_hash: str
    language: str
    role: Role


async def register(work: Work, wanted: NewAccount, *, verified: bool, now: datetime) -> Account:
    """Make an account with a random look. One that waits for the same address to be verified makes room.

    Raises:
        NameTakenError: somebody has the name, or gave it up lately.
        MailTakenError: another account has the address.
    """
    await _clear_mail(work, wanted.mail)
    await check_name_free(work, wanted.name, now)
    color, avatar = random_look()
    account = Account(
        id=new_id("ac", now.timestamp()),
        name=wanted.name,
        name_key=name_key(wanted.name),
        mail=wanted.mail,
        mail_key=wanted.mail.lower(),
        language=wanted.language,
        color=color,
        avatar=avatar,
        role=wanted.role.value,
        password_hash=wanted.password_hash,
        created_at=now,
        verified_at=now if verified else None,
    )
    work.session.add(account)
    try:
        await work.session.flush()
    except IntegrityError as error:  # somebody else took it since we looked
        raise NameTakenError from error
    return account


async def _clear_mail(work: Work, mail: str) -> None:
    """Whoever asked first may be somebody else, who would know the password of what the address's owner verifies."""
    holder = await repository.by_mail(work, mail)
    if holder is None:
        return
    if holder.verified_at is not None:
        raise MailTakenError
    await work.session.delete(holder)
    await work.session.flush()


async def check_name_free(work: Work, name: str, now: datetime, *, by: str | None = None) -> None:
    """Return when an account may take this name.

    Args:
        work: Where to look.
        name: The name.
        now: When.
        by: The account that wants it; it may take back what it gave up itself.

    Raises:
        NameTakenError: it may not.
    """
    holder = await repository.by_name(work, name)
    if holder is not None and holder.id != by:
        raise NameTakenError
    former = await repository.former_name(work, name)
    if former is None:
        return
    if former.until > now and former.account_id != by:
        raise NameTakenError
    await work.session.delete(former)
    await work.session.flush()


async def purge_unverified(work: Work, now: datetime, older_than: timedelta) -> int:
    """Delete accounts whose address was not verified in that time; return how many."""
    stale = await repository.unverified_before(work, now - older_than)
    for account in stale:
        await work.session.delete(account)
    return len(stale)


async def forget_expired(work: Work, now: datetime) -> None:
    """Delete sessions, codes and former names whose time is over."""
    await repository.remove_expired(work, now)
