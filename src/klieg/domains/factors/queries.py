"""Reads of factors."""

from collections.abc import Sequence
from dataclasses import dataclass

from klieg.domains.factors import repository
from klieg.domains.factors.models import Passkey, TotpFactor
from klieg.domains.factors.rules import ChallengeSecret, Factor, factors_to_ask
from klieg.domains.work import Reading


@dataclass(frozen=True, slots=True)
class HeldFactors:
    """What an account can show. An authenticator app that waits for its first code is none yet."""

    totp: TotpFactor | None
    passkeys: Sequence[Passkey]
    recovery_codes: int

    @property
    def asked(self) -> Sequence[Factor]:
        """What a second step may be answered with; empty where there is none."""
        return factors_to_ask(
            totp=self.totp is not None, passkeys=bool(self.passkeys), recovery=self.recovery_codes > 0
        )


async def held_factors(reading: Reading, account_id: str) -> HeldFactors:
    """Return what an account can show."""
    totp = await repository.totp_of(reading, account_id)
    return HeldFactors(
        totp=totp if totp is not None and totp.confirmed_at is not None else None,
        passkeys=await repository.passkeys_of(reading, account_id),
        recovery_codes=await repository.recovery_codes_left(reading, account_id),
    )


async def passkey_by_credential(reading: Reading, credential_id: str) -> Passkey | None:
    """Return the passkey that an authenticator knows by this id."""
    return await repository.passkey_by_credential(reading, credential_id) if credential_id else None


async def challenged_account_id(reading: Reading, secret: ChallengeSecret) -> str | None:
    """Return whose challenge this is the secret of, None when there is none such. It may be over."""
    return await repository.challenged_account_id(reading, secret.hash())
