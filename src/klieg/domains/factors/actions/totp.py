"""Authenticator apps."""

from datetime import datetime

from klieg.domains.factors import repository
from klieg.domains.factors.errors import TotpCodeWrongError, TotpExistsError, TotpNotFoundError
from klieg.domains.factors.models import TotpFactor
from klieg.domains.factors.ports import TotpCipher
from klieg.domains.factors.rules import ENROLMENT_LIFE, TotpSecret
from klieg.domains.work import Work


async def begin_totp(work: Work, account_id: str, cipher: TotpCipher, now: datetime) -> TotpSecret:
    """Make the secret of a new app, which counts once a code of it was confirmed; one that waited before is gone.

    Raises:
        TotpExistsError: the account has an app.
    """
    former = await repository.totp_of(work, account_id)
    if former is not None:
        if former.confirmed_at is not None:
            raise TotpExistsError
        await work.session.delete(former)
        await work.session.flush()
    secret = TotpSecret.mint()
    work.session.add(TotpFactor(account_id=account_id, secret_encrypted=cipher.encrypt(secret), created_at=now))
    return secret


async def confirm_totp(work: Work, account_id: str, cipher: TotpCipher, code: str, now: datetime) -> None:
    """Let a new app count.

    Raises:
        TotpNotFoundError: none waits, or it waited for too long.
        TotpCodeWrongError: this is not its code of now.
    """
    totp = await repository.totp_of(work, account_id)
    if totp is None or totp.confirmed_at is not None or totp.created_at + ENROLMENT_LIFE <= now:
        raise TotpNotFoundError
    secret = cipher.decrypt(totp.secret_encrypted)
    step = secret.step_of(code, now, after=None) if secret is not None else None
    if step is None:
        raise TotpCodeWrongError
    totp.confirmed_at, totp.last_step = now, step


def accept_totp(totp: TotpFactor, cipher: TotpCipher, code: str, now: datetime) -> bool:
    """Whether this is a code of now that was not accepted before; it is not accepted again."""
    secret = cipher.decrypt(totp.secret_encrypted)
    step = secret.step_of(code, now, after=totp.last_step) if secret is not None else None
    if step is None:
        return False
    totp.last_step = step
    return True


async def remove_totp(work: Work, account_id: str) -> None:
    """Take the app off the account, with its recovery codes when nothing is left to recover.

    Raises:
        TotpNotFoundError: it has none.
    """
    totp = await repository.totp_of(work, account_id)
    if totp is None or totp.confirmed_at is None:
        raise TotpNotFoundError
    await work.session.delete(totp)
    if not await repository.passkeys_of(work, account_id):
        await repository.remove_recovery_codes(work, account_id)
