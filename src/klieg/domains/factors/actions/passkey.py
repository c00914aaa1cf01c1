"""Passkeys."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from klieg.domains.factors import repository
from klieg.domains.factors.errors import PasskeyExistsError, PasskeyNotFoundError, PasskeysFullError
from klieg.domains.factors.models import Passkey
from klieg.domains.factors.ports import EnrolledPasskey
from klieg.domains.factors.rules import MAX_PASSKEYS
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


async def check_not_full(work: Work, account_id: str) -> None:
    """Return when the account may have another passkey.

    Raises:
        PasskeysFullError: it has as many as it may.
    """
    if len(await repository.passkeys_of(work, account_id)) >= MAX_PASSKEYS:
        raise PasskeysFullError(MAX_PASSKEYS)


async def add_passkey(work: Work, account_id: str, enrolled: EnrolledPasskey, label: str, now: datetime) -> Passkey:
    """Give the account another passkey.

    Raises:
        PasskeysFullError: it has as many as it may.
        PasskeyExistsError: some account has this one.
    """
    await check_not_full(work, account_id)
    passkey = Passkey(
        id=new_id("pk", now.timestamp()),
        account_id=account_id,
        credential_id=enrolled.credential_id,
        public_key=enrolled.public_key,
        sign_count=enrolled.sign_count,
        label=label,
        transports=list(enrolled.transports),
        created_at=now,
    )
    work.session.add(passkey)
    try:
        await work.session.flush()
    except IntegrityError as error:
        raise PasskeyExistsError from error
    return passkey


def use_passkey(passkey: Passkey, sign_count: int, now: datetime) -> None:
    """Note that a passkey has signed."""
    passkey.sign_count, passkey.used_at = sign_count, now


async def remove_passkey(work: Work, account_id: str, passkey_id: str) -> Passkey:
    """Take a passkey off the account, with its recovery codes when nothing is left to recover; return what it was.

    Raises:
        PasskeyNotFoundError: the account has none such.
    """
    held = {passkey.id: passkey for passkey in await repository.passkeys_of(work, account_id)}
    found = held.pop(passkey_id, None)
    if found is None:
        raise PasskeyNotFoundError
    await work.session.delete(found)
    totp = await repository.totp_of(work, account_id)
    if not held and (totp is None or totp.confirmed_at is None):
        await repository.remove_recovery_codes(work, account_id)
    return found
