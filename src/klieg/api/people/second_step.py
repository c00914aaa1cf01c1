"""Signing in by what one has: after a password, or by a passkey alone."""

from dataclasses import dataclass

from klieg.api.people.factor_views import PasskeyRequestView, SecondFactorView
from klieg.api.people.parts import Asker, PeopleParts
from klieg.domains import audit, factors, identity
from klieg.domains.factors import ChallengePurpose, Factor
from klieg.domains.mail import MailKind, post_mail
from klieg.domains.work import Work

QUARTER_S, HOUR_S = 900, 3600
CODES_PER_HOUR = 30
"""Codes for one account from all addresses: of a million, three are right at a time."""


@dataclass(frozen=True)
class SecondStep:
    """The verbs of somebody who shows a factor.

    Attributes:
        party: The site as authenticators know it; None where there can be no passkeys.
    """

    parts: PeopleParts
    asker: Asker
    party: factors.RelyingParty | None

    async def ask(self, work: Work, account: identity.Account) -> SecondFactorView | None:
        """Return what somebody whose password is right has to answer; None: nothing, let them in."""
        held = await factors.held_factors(work, account.id)
        if not held.asked:
            return None
        mark = factors.password_mark(account.password_hash)
        purpose, now = ChallengePurpose.SECOND_STEP, self.parts.now()
        secret = await factors.pose_challenge(work, purpose, now, account_id=account.id, password_mark=mark)
        options = None
        if self.party is not None and held.passkeys:
            signed = secret.webauthn_challenge()
            options = self.parts.ceremonies.request_options(self.party, signed, held.passkeys)
        asked = [factor for factor in held.asked if factor is not Factor.PASSKEY or options is not None]
        return SecondFactorView(second_factor=asked, challenge=secret.reveal(), passkey=options)

    async def answer(self, wanted: factors.PresentFactor) -> tuple[identity.Account, identity.SessionSecret]:
        """Sign a browser in whose password was right.

        Raises:
            DomainError: the factor is wrong (never told in which way), the challenge is over, or there were too many.
        """
        secret = factors.ChallengeSecret(wanted.challenge)
        keys = await self._limit(secret, wanted.factor)
        session = None
        async with self.parts.database.work() as work:
            challenge = await factors.take_challenge(work, secret, ChallengePurpose.SECOND_STEP, self.parts.now())
            account = await self._account_of(work, challenge)
            if challenge is not None and account is not None:
                if await self._is_right(work, account, wanted, secret):
                    await factors.settle_challenge(work, challenge)
                    session = await self.parts.admit(work, account, self.asker)
                else:
                    self.parts.note(work, audit.Deed.SIGN_IN_REFUSED, account, self.asker)
        if account is None:
            raise factors.SignInExpiredError
        if session is None:
            raise factors.SecondFactorWrongError
        for key in keys:
            await self.parts.throttle.forget(key)
        return account, session

    async def request_passkey(self) -> PasskeyRequestView:
        """Return what a browser needs to sign in by a passkey alone.

        Raises:
            DomainError: there can be no passkeys here, or there were too many requests.
        """
        party = self._party()
        await self._limit_address()
        async with self.parts.database.work() as work:
            secret = await factors.pose_challenge(work, ChallengePurpose.PASSKEY_SIGN_IN, self.parts.now())
        options = self.parts.ceremonies.request_options(party, secret.webauthn_challenge(), None)
        return PasskeyRequestView(challenge=secret.reveal(), options=options)

    async def sign_in(self, wanted: factors.PresentPasskey) -> tuple[identity.Account, identity.SessionSecret]:
        """Sign a browser in by a passkey whose authenticator has verified its person.

        Raises:
            DomainError: the passkey is none of ours or its signature is wrong (never told which), its account is
                suspended or not verified, the challenge is over, or there were too many tries.
        """
        party = self._party()
        await self._limit_address()
        secret = factors.ChallengeSecret(wanted.challenge)
        refusal: identity.SuspendedError | identity.NotVerifiedError | None = None
        account = session = None
        async with self.parts.database.work() as work:
            purpose = ChallengePurpose.PASSKEY_SIGN_IN
            challenge = await factors.take_challenge(work, secret, purpose, self.parts.now())
            if challenge is not None:
                account = await self._signer(work, party, secret, wanted.passkey)
            if challenge is not None and account is not None:
                await factors.settle_challenge(work, challenge)
                refusal = _refusal(account)
                session = None if refusal else await self.parts.admit(work, account, self.asker)
        if challenge is None:
            raise factors.SignInExpiredError
        if refusal is not None:
            raise refusal
        if account is None or session is None:
            raise factors.SecondFactorWrongError
        return account, session

    async def _signer(
        self, work: Work, party: factors.RelyingParty, secret: factors.ChallengeSecret, answer: factors.Answer
    ) -> identity.Account | None:
        """Return whose passkey has signed; None when none of ours has."""
        ceremonies = self.parts.ceremonies
        passkey = await factors.passkey_by_credential(work, ceremonies.credential_of(answer))
        account = await identity.known_account_for_change(work, passkey.account_id) if passkey else None
        if passkey is None or account is None:
            return None
        signed = secret.webauthn_challenge()
        try:
            count = ceremonies.check_signature(party, signed, answer, passkey, verified=True)
        except factors.SecondFactorWrongError:
            return None
        factors.use_passkey(passkey, count, self.parts.now())
        return account

    async def _account_of(self, work: Work, challenge: factors.FactorChallenge | None) -> identity.Account | None:
        """Return whose challenge it is, as long as the password is the one that was right and nobody shut it out."""
        if challenge is None or challenge.account_id is None:
            return None
        account = await identity.known_account_for_change(work, challenge.account_id)
        if account is None or account.suspended_at is not None:
            return None
        return account if factors.password_mark(account.password_hash) == challenge.password_mark else None

    async def _is_right(
        self, work: Work, account: identity.Account, wanted: factors.PresentFactor, secret: factors.ChallengeSecret
    ) -> bool:
        if wanted.factor is Factor.RECOVERY:
            return await self._recover(work, account, wanted.code)
        held = await factors.held_factors(work, account.id)
        now = self.parts.now()
        if wanted.factor is Factor.TOTP:
            return held.totp is not None and factors.accept_totp(held.totp, self.parts.totp_cipher, wanted.code, now)
        ceremonies, answer = self.parts.ceremonies, wanted.passkey
        if answer is None or self.party is None:
            return False
        told = ceremonies.credential_of(answer)
        passkey = next((known for known in held.passkeys if known.credential_id == told), None)
        if passkey is None:
            return False
        signed = secret.webauthn_challenge()
        try:
            count = ceremonies.check_signature(self.party, signed, answer, passkey, verified=False)
        except factors.SecondFactorWrongError:
            return False
        factors.use_passkey(passkey, count, now)
        return True

    async def _recover(self, work: Work, account: identity.Account, code: str) -> bool:
        """Use up a recovery code; its owner learns of it, and how many are left."""
        if not await factors.spend_recovery_code(work, account.id, code):
            return False
        left = (await factors.held_factors(work, account.id)).recovery_codes
        self.parts.note(work, audit.Deed.RECOVERY_CODE_USED, account, self.asker)
        values = {"name": account.name, "left": str(left), "link": "/settings?tab=account"}
        kind, language = MailKind.RECOVERY_CODE_USED, account.language
        post_mail(work, to=account.mail, kind=kind, language=language, values=values, now=self.parts.now())
        return True

    async def _limit(self, secret: factors.ChallengeSecret, factor: Factor) -> list[str]:
        """Count a try; return the keys to forget when it succeeds. Signatures cannot be guessed, so codes count."""
        await self._limit_address()
        async with self.parts.database.read() as reading:
            account_id = await factors.challenged_account_id(reading, secret)
        if account_id is None:
            raise factors.SignInExpiredError
        if factor is Factor.PASSKEY:
            return []
        here, everywhere = f"second-step:{account_id}:{self.asker.address}", f"second-step:{account_id}"
        await self.parts.limit(here, limit=self.parts.settings.sign_in_tries, window_s=QUARTER_S)
        await self.parts.limit(everywhere, limit=CODES_PER_HOUR, window_s=HOUR_S)
        return [here, everywhere]

    async def _limit_address(self) -> None:
        limit = self.parts.settings.address_tries
        await self.parts.limit(f"entrance:{self.asker.address}", limit=limit, window_s=QUARTER_S)

    def _party(self) -> factors.RelyingParty:
        if self.party is None:
            raise factors.PasskeysUnavailableError
        return self.party


def _refusal(account: identity.Account) -> identity.SuspendedError | identity.NotVerifiedError | None:
    if account.suspended_at is not None:
        return identity.SuspendedError()
    return identity.NotVerifiedError() if account.verified_at is None else None
