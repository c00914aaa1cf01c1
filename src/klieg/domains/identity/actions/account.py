"""What people and admins change of an account."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from klieg.domains.identity import repository
from klieg.domains.identity.actions.sign_up import check_name_free
from klieg.domains.identity.errors import AccountNotFoundError, MailTakenError, NameTakenError, NotAuthorisedError
from klieg.domains.identity.models import Account, FormerName
from klieg.domains.identity.rules import FORMER_NAME_LIFE, Principal, Role, name_key
from klieg.domains.identity.schemas import ReviseAccount
from klieg.domains.work import Work


async def account_for_change(work: Work, principal: Principal) -> Account:
    """Return the account of somebody who is signed in, locked until the work ends.

    Raises:
        NotAuthorisedError: the operator has none, and one that was deleted is gone.
    """
    account = await repository.by_id_locked(work, principal.account_id) if principal.account_id else None
    if account is None:
        raise NotAuthorisedError("Sign in: this belongs to an account.")
    return account


async def known_account_for_change(work: Work, account_id: str) -> Account | None:
    """Return the account of that id, locked until the work ends; None when it was deleted."""
    return await repository.by_id_locked(work, account_id)


async def named_account_for_change(work: Work, name: str) -> Account:
    """Return the account of that name, locked until the work ends.

    Raises:
        AccountNotFoundError: there is none.
    """
    found = await repository.by_name(work, name)
    account = await repository.by_id_locked(work, found.id) if found is not None else None
    if account is None:
        raise AccountNotFoundError(name)
    return account


def revise_account(account: Account, revision: ReviseAccount) -> None:
    """Change the look or the language. A drawn avatar that is chosen is shown in place of an own picture."""
    account.color = revision.color or account.color
    account.avatar = revision.avatar or account.avatar
    account.avatar_picture = None if revision.avatar else account.avatar_picture
    account.language = revision.language or account.language


def show_avatar_picture(account: Account, picture_id: str | None) -> None:
    """Show a picture of the account's own as its avatar, or none: then the drawn one."""
    account.avatar_picture = picture_id


def verify_account(account: Account, now: datetime) -> None:
    """Note that the address is its owner's."""
    account.verified_at = account.verified_at or now


def set_password(account: Account, password_hash: str) -> None:
    """Give the account another password. Ending its sessions is the caller's."""
    account.password_hash = password_hash


def set_role(account: Account, role: Role) -> None:
    """Give the account another role."""
    account.role = role.value


async def suspend_account(work: Work, account: Account, now: datetime) -> None:
    """Sign the account out everywhere and let it in no more."""
    account.suspended_at = account.suspended_at or now
    await repository.remove_sessions(work, account.id)


def reinstate_account(account: Account) -> None:
    """Let a suspended account in again."""
    account.suspended_at = None


async def rename_account(work: Work, account: Account, name: str, now: datetime) -> str:
    """Give the account another name, which the rules have checked; return the key of the one before.

    Raises:
        NameTakenError: somebody else has it, or gave it up lately.
    """
    former, wanted = account.name_key, name_key(name)
    await check_name_free(work, name, now, by=account.id)
    account.name, account.name_key = name, wanted
    if wanted != former:
        await work.session.merge(FormerName(name_key=former, account_id=account.id, until=now + FORMER_NAME_LIFE))
    try:
        await work.session.flush()
    except IntegrityError as error:  # somebody else took it since we looked
        raise NameTakenError from error
    return former


async def change_mail(work: Work, account: Account, mail: str) -> None:
    """Give the account another address, which is verified.

    Raises:
        MailTakenError: another account has it.
    """
    holder = await repository.by_mail(work, mail)
    if holder is not None and holder.id != account.id:
        raise MailTakenError
    account.mail, account.mail_key = mail, mail.lower()
    try:
        await work.session.flush()
    except IntegrityError as error:  # somebody else took it since we looked
        raise MailTakenError from error


async def delete_account(work: Work, account: Account) -> None:
    """Remove the account; its sessions, tokens and codes go by the database's own rule."""
    await work.session.delete(account)
