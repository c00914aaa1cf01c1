"""Rows of factors for decisions: the only SQL that loads them to change them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from klieg.domains.factors.models import FactorChallenge, Passkey, RecoveryCode, TotpFactor
from klieg.domains.work import Reading, Work


async def totp_of(reading: Reading, account_id: str) -> TotpFactor | None:
    """Return an account's authenticator app, confirmed or not."""
    return await reading.session.get(TotpFactor, account_id)


async def passkeys_of(reading: Reading, account_id: str) -> Sequence[Passkey]:
    """Return an account's passkeys, oldest first."""
    mine = select(Passkey).where(Passkey.account_id == account_id)
    return (await reading.session.scalars(mine.order_by(Passkey.created_at, Passkey.id))).all()


async def passkey_by_credential(reading: Reading, credential_id: str) -> Passkey | None:
    """Return the passkey that an authenticator knows by this id."""
    statement = select(Passkey).where(Passkey.credential_id == credential_id)
    return (await reading.session.scalars(statement)).one_or_none()


async def recovery_codes_left(reading: Reading, account_id: str) -> int:
    """Return how many recovery codes an account has."""
    statement = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.account_id == account_id)
    return int(await reading.session.scalar(statement) or 0)


async def recovery_code(work: Work, account_id: str, code_hash: str) -> RecoveryCode | None:
    """Return one of an account's recovery codes."""
    return await work.session.get(RecoveryCode, (account_id, code_hash))


async def challenge(work: Work, secret_hash: str) -> FactorChallenge | None:
    """Return what was asked, locked."""
    return await work.session.get(FactorChallenge, secret_hash, with_for_update=True)


async def challenged_account_id(reading: Reading, secret_hash: str) -> str | None:
    """Return whose challenge it is."""
    mine = select(FactorChallenge.account_id).where(FactorChallenge.secret_hash == secret_hash)
    return (await reading.session.execute(mine)).scalar_one_or_none()


async def remove_recovery_codes(work: Work, account_id: str) -> None:
    """Delete an account's recovery codes."""
    await work.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


async def remove_all(work: Work, account_id: str) -> None:
    """Delete everything an account could show, and what it was asked."""
    for rows in (TotpFactor, Passkey, RecoveryCode, FactorChallenge):
        await work.session.execute(delete(rows).where(rows.account_id == account_id))


async def remove_expired(work: Work, now: datetime) -> None:
    """Delete what was asked and not answered in time."""
    await work.session.execute(delete(FactorChallenge).where(FactorChallenge.expires_at < now))
