"""What people do with their own factors. Whatever changes them asks for the password and is written to the owner."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog

from klieg.api.people.factor_views import (
    FactorsView,
    PasskeyEnrolmentView,
    RecoveryCodesView,
    TotpEnrolmentView,
    factors_view,
)
from klieg.api.people.own_account import OwnAccount
from klieg.domains import audit, factors, identity
from klieg.domains.factors import ChallengePurpose
from klieg.domains.mail import MailKind, post_mail
from klieg.domains.work import Work

_log = structlog.get_logger(__name__)
HOUR_S = 3600
CONFIRMATIONS_PER_HOUR = 20
SETTINGS = "/settings?tab=account"


@dataclass(frozen=True)
class OwnFactors:
    """The verbs of somebody who is signed in.

    Attributes:
        own: The account.
        page: Origin of the pages, for the name that an app shows.
        party: The site as authenticators know it; None where there can be no passkeys.
    """

    own: OwnAccount
    page: str
    party: factors.RelyingParty | None

    async def show(self) -> FactorsView:
        """Return the account's factors."""
        async with self.own.parts.database.read() as reading:
            account = await identity.account_of(reading, self.own.principal)
            held = await factors.held_factors(reading, account.id)
        return factors_view(held, passkeys_available=self.party is not None)

    async def begin_totp(self, wanted: factors.ConfirmPassword) -> TotpEnrolmentView:
        """Make the secret of a new authenticator app.

        Raises:
            DomainError: the password is wrong, or there is an app.
        """
        await self.own.check_password(wanted.password)
        parts = self.own.parts
        async with parts.database.work() as work:
            account = await self._account(work)
            secret = await factors.begin_totp(work, account.id, parts.totp_cipher, parts.now())
        return TotpEnrolmentView(secret=secret.reveal(), uri=secret.uri(account.name, self._site()))

    async def confirm_totp(self, wanted: factors.ConfirmTotp) -> RecoveryCodesView:
        """Let the new app count, as a code of it is right.

        Raises:
            DomainError: no app waits, or this is not its code.
        """
        parts = self.own.parts
        key = f"confirm-totp:{self.own.principal.account_id}"
        await parts.limit(key, limit=CONFIRMATIONS_PER_HOUR, window_s=HOUR_S)
        async with parts.database.work() as work:
            account = await self._account(work)
            await factors.confirm_totp(work, account.id, parts.totp_cipher, wanted.code, parts.now())
            codes = await factors.ensure_recovery_codes(work, account.id)
            self._tell(work, account, MailKind.TOTP_ADDED, audit.Deed.FACTOR_ADDED)
        return RecoveryCodesView(recovery_codes=codes)

    async def remove_totp(self, wanted: factors.ConfirmPassword) -> None:
        """Take the authenticator app off the account.

        Raises:
            DomainError: the password is wrong, or there is no app.
        """
        await self.own.check_password(wanted.password)
        async with self.own.parts.database.work() as work:
            account = await self._account(work)
            await factors.remove_totp(work, account.id)
            self._tell(work, account, MailKind.TOTP_REMOVED, audit.Deed.FACTOR_REMOVED)

    async def request_passkey(self, wanted: factors.ConfirmPassword) -> PasskeyEnrolmentView:
        """Return what a browser needs to have a passkey made.

        Raises:
            DomainError: the password is wrong, there are as many passkeys as there may be, or there can be none here.
        """
        party = self._party()
        await self.own.check_password(wanted.password)
        parts = self.own.parts
        async with parts.database.work() as work:
            account = await self._account(work)
            await factors.check_not_full(work, account.id)
            purpose = ChallengePurpose.PASSKEY_ENROLMENT
            secret = await factors.pose_challenge(work, purpose, parts.now(), account_id=account.id)
            known = (await factors.held_factors(work, account.id)).passkeys
        whose, signed = (account.id, account.name), secret.webauthn_challenge()
        options = parts.ceremonies.enrolment_options(party, whose, signed, known)
        return PasskeyEnrolmentView(challenge=secret.reveal(), options=options)

    async def enrol_passkey(self, wanted: factors.EnrolPasskey) -> RecoveryCodesView:
        """Give the account a passkey that was made for a challenge.

        Raises:
            DomainError: the challenge is over, or the answer does not hold.
        """
        party, parts = self._party(), self.own.parts
        secret = factors.ChallengeSecret(wanted.challenge)
        async with parts.database.work() as work:
            account = await self._account(work)
            challenge = await factors.take_challenge(work, secret, ChallengePurpose.PASSKEY_ENROLMENT, parts.now())
            if challenge is None or challenge.account_id != account.id:
                raise factors.PasskeyInvalidError
            enrolled = parts.ceremonies.check_enrolment(party, secret.webauthn_challenge(), wanted.passkey)
            await factors.settle_challenge(work, challenge)
            passkey = await factors.add_passkey(work, account.id, enrolled, wanted.label.strip(), parts.now())
            codes = await factors.ensure_recovery_codes(work, account.id)
            self._tell(work, account, MailKind.PASSKEY_ADDED, audit.Deed.FACTOR_ADDED, label=passkey.label)
        return RecoveryCodesView(recovery_codes=codes)

    async def remove_passkey(self, passkey_id: str, wanted: factors.ConfirmPassword) -> None:
        """Take a passkey off the account.

        Raises:
            DomainError: the password is wrong, or there is no such passkey.
        """
        await self.own.check_password(wanted.password)
        async with self.own.parts.database.work() as work:
            account = await self._account(work)
            removed = await factors.remove_passkey(work, account.id, passkey_id)
            self._tell(work, account, MailKind.PASSKEY_REMOVED, audit.Deed.FACTOR_REMOVED, label=removed.label)

    async def renew_recovery_codes(self, wanted: factors.ConfirmPassword) -> RecoveryCodesView:
        """Make new recovery codes in place of those that are left.

        Raises:
            DomainError: the password is wrong, or there is no factor to recover.
        """
        await self.own.check_password(wanted.password)
        async with self.own.parts.database.work() as work:
            account = await self._account(work)
            codes = await factors.renew_recovery_codes(work, account.id)
            self._tell(work, account, MailKind.RECOVERY_CODES_MADE, audit.Deed.RECOVERY_CODES_MADE)
        return RecoveryCodesView(recovery_codes=codes)

    async def _account(self, work: Work) -> identity.Account:
        return await identity.account_for_change(work, self.own.principal)

    def _tell(
        self, work: Work, account: identity.Account, kind: MailKind, deed: audit.Deed, *, label: str | None = None
    ) -> None:
        parts = self.own.parts
        values = {"name": account.name, "link": SETTINGS} | ({} if label is None else {"label": label})
        post_mail(work, to=account.mail, kind=kind, language=account.language, values=values, now=parts.now())
        parts.note(work, deed, account, self.own.asker)
        _log.info("factors_changed", account=account.name, deed=deed.value)

    def _site(self) -> str:
        return urlsplit(self.page).hostname or "Klieg"

    def _party(self) -> factors.RelyingParty:
        if self.party is None:
            raise factors.PasskeysUnavailableError
        return self.party
