"""Recovery codes, and what happens when everything is lost."""

from klieg.domains.factors import repository
from klieg.domains.factors.errors import NoFactorError
from klieg.domains.factors.models import RecoveryCode
from klieg.domains.factors.queries import held_factors
from klieg.domains.factors.rules import mint_recovery_codes, recovery_hash
from klieg.domains.work import Work


async def renew_recovery_codes(work: Work, account_id: str) -> list[str]:
    """Make new codes, in place of all that were left. They are shown this once.

    Raises:
        NoFactorError: there is nothing to recover.
    """
    await work.session.flush()
    if not (await held_factors(work, account_id)).asked:
        raise NoFactorError
    await repository.remove_recovery_codes(work, account_id)
    codes = mint_recovery_codes()
    work.session.add_all(RecoveryCode(account_id=account_id, code_hash=recovery_hash(code)) for code in codes)
    return codes


async def ensure_recovery_codes(work: Work, account_id: str) -> list[str] | None:
    """Make codes for who has none yet; None for who has some."""
    if await repository.recovery_codes_left(work, account_id):
        return None
    return await renew_recovery_codes(work, account_id)


async def spend_recovery_code(work: Work, account_id: str, text: str) -> bool:
    """Whether this is a code of the account's; it is none afterwards."""
    found = await repository.recovery_code(work, account_id, recovery_hash(text))
    if found is None:
        return False
    await work.session.delete(found)
    await work.session.flush()
    return True


async def remove_all_factors(work: Work, account_id: str) -> bool:
    """Take everything off an account that its owner has lost; whether there was something."""
    had = bool((await held_factors(work, account_id)).asked)
    await repository.remove_all(work, account_id)
    return had
