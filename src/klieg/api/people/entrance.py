"""How strangers come in: sign up, verify, sign in, and get in again without their password."""

from dataclasses import dataclass
from urllib.parse import urlencode

import structlog

from klieg.api.people.factor_views import SecondFactorView
from klieg.api.people.parts import Asker, PeopleParts
from klieg.api.people.second_step import SecondStep
from klieg.api.people.views import RegisteredView, VerifiedView
from klieg.domains import audit, factors, identity
from klieg.domains.mail import MailKind, post_mail
from klieg.domains.work import Work

_log = structlog.get_logger(__name__)
QUARTER_S, HOUR_S = 900, 3600
ACCOUNT_TRIES = 100
"""Wrong passwords for one account from all addresses together."""
MAILS_PER_HOUR = 5


@dataclass(frozen=True)
class Entrance:
    """The verbs of somebody who is not signed in."""

    parts: PeopleParts
    asker: Asker

    async def sign_up(self, wanted: identity.SignUp) -> RegisteredView:
        """Make an account, and mail what verifies it.

        Where mails verify, an address that has an account already gets the same answer and a mail that says so: nobody
        learns here who has an account. Where nothing is verified there is no such mail, and the answer tells.

        Raises:
            DomainError: signing up is closed, or name, mail or password cannot be one.
        """
        parts, settings = self.parts, self.parts.settings
        if settings.sign_up == "closed":
            raise identity.SignUpClosedError
        if settings.sign_up == "invite" and not wanted.invite:
            raise identity.InvitationNeededError
        identity.check_name(wanted.name, parts.reserved)
        identity.check_mail(wanted.mail, parts.mail_domains)
        identity.check_password(wanted.password)
        await parts.limit(f"sign-up:{self.asker.address}", limit=settings.sign_ups_per_hour, window_s=HOUR_S)
        new = identity.NewAccount(
            name=wanted.name,
            mail=wanted.mail,
            password_hash=await parts.hasher.hash(wanted.password),
            language=wanted.language,
            role=identity.Role(settings.sign_up_role),
        )
        try:
            verified = await self._register(new, wanted.invite or "")
        except identity.MailTakenError:
            if not settings.sign_up_verify:
                raise
            verified = False
            await self._tell_owner(wanted.mail)
        return RegisteredView(name=wanted.name, verification_needed=not verified)

    async def _register(self, new: identity.NewAccount, invitation: str) -> bool:
        """Make the account; return whether it is good at once."""
        settings = self.parts.settings
        now = self.parts.now()
        async with self.parts.database.work() as work:
            invited = settings.sign_up == "invite" and await identity.accept_invitation(work, invitation, new.mail, now)
            verified = invited or not settings.sign_up_verify
            await self.parts.require_no_channel(work, new.name)
            account = await identity.register(work, new, verified=verified, now=now)
            self.parts.note(work, audit.Deed.ACCOUNT_REGISTERED, account, self.asker)
            if not verified:
                await self._mail_verification(work, account)
        _log.info("account_registered", account=account.name)
        return verified

    async def _tell_owner(self, mail: str) -> None:
        key = f"mail:{mail.lower()}"
        if await self.parts.throttle.take(key, limit=MAILS_PER_HOUR, window_s=HOUR_S) is not None:
            return
        async with self.parts.database.work() as work:
            account = await identity.account_by_login(work, mail)
            if account is None:
                return
            self._post(work, account, MailKind.ALREADY_REGISTERED, {"name": account.name, "link": "/login"})

    async def verify(self, wanted: identity.Verify) -> VerifiedView:
        """Verify a mail address by the code of the link or by the six digits.

        Raises:
            DomainError: the code is none, or there were too many tries.
        """
        await self._limit_address()
        now = self.parts.now()
        async with self.parts.database.work() as work:
            account = await identity.account_by_login(work, wanted.name)
            code = None
            if account is not None and account.verified_at is None:
                code = await identity.redeem_code(work, account, identity.Purpose.VERIFY, wanted.code.strip(), now)
            if account is not None and code is not None:
                identity.verify_account(account, now)
                self.parts.note(work, audit.Deed.ACCOUNT_VERIFIED, account, self.asker)
        if account is None or code is None:
            raise identity.InvalidCodeError
        return VerifiedView(name=account.name)

    async def resend(self, wanted: identity.Resend) -> None:
        """Mail a fresh code, if there is such an account and it waits for one. The answer is the same in any case.

        Raises:
            TooManyAttemptsError: too many mails were asked for.
        """
        await self._limit_address()
        login = wanted.login.strip().lower()
        await self.parts.limit(f"resend:{login}", limit=MAILS_PER_HOUR, window_s=HOUR_S)
        async with self.parts.database.work() as work:
            account = await identity.account_by_login(work, login)
            if account is not None and account.verified_at is None:
                await self._mail_verification(work, account)

    async def sign_in(
        self, wanted: identity.SignIn, party: factors.RelyingParty | None = None
    ) -> tuple[identity.Account, identity.SessionSecret | SecondFactorView]:
        """Sign a browser in, or say which factor is asked for besides; the first time a streamer gets a channel.

        Args:
            wanted: Who, and the password.
            party: The site as authenticators know it; None where there can be no passkeys.

        Raises:
            DomainError: name or password is wrong (never told which), or the account waits to be verified, is
                suspended, or there were too many tries.
        """
        parts, login = self.parts, wanted.login.strip().lower()
        keys = await self._limit_sign_in(login)
        async with parts.database.read() as reading:
            found = await identity.account_by_login(reading, login)
        if not await parts.hasher.verify(wanted.password, found.password_hash if found else None) or found is None:
            raise identity.WrongCredentialsError
        if found.suspended_at is not None:
            raise identity.SuspendedError
        if found.verified_at is None:
            raise identity.NotVerifiedError
        fresh = await parts.hasher.hash(wanted.password) if parts.hasher.is_outdated(found.password_hash) else None
        for key in keys:
            await parts.throttle.forget(key)
        return await self._open_session(found, fresh, party)

    async def _open_session(
        self, found: identity.Account, fresh_hash: str | None, party: factors.RelyingParty | None
    ) -> tuple[identity.Account, identity.SessionSecret | SecondFactorView]:
        async with self.parts.database.work() as work:
            account = await identity.named_account_for_change(work, found.name)
            if account.password_hash != found.password_hash or account.suspended_at is not None:
                raise identity.WrongCredentialsError  # changed since we looked
            if fresh_hash is not None:
                identity.set_password(account, fresh_hash)
            asked = await SecondStep(self.parts, self.asker, party).ask(work, account)
            return account, asked or await self.parts.admit(work, account, self.asker)

    async def request_reset(self, wanted: identity.RequestReset) -> None:
        """Mail a link to set another password, if there is such an account. The answer is the same in any case.

        Raises:
            TooManyAttemptsError: too many from this address.
        """
        await self._limit_address()
        mail = wanted.mail.strip().lower()
        if await self.parts.throttle.take(f"reset:{mail}", limit=MAILS_PER_HOUR, window_s=HOUR_S) is not None:
            return
        now = self.parts.now()
        async with self.parts.database.work() as work:
            account = await identity.account_by_login(work, mail) if "@" in mail else None
            if account is None:
                return
            life = identity.RESET_LIFE
            code = await identity.mint_code(work, account, identity.Purpose.RESET, life=life, now=now)
            query = urlencode({"username": account.name, "code": code.link.reveal()})
            minutes = str(int(life.total_seconds() // 60))
            values = {"name": account.name, "link": f"/reset?{query}", "valid_minutes": minutes}
            self._post(work, account, MailKind.RESET_PASSWORD, values)

    async def confirm_reset(self, wanted: identity.ConfirmReset) -> None:
        """Set another password with the mailed code, and sign every browser out. The mail verifies the address too.

        Raises:
            DomainError: the password is too weak, the code is none, or there were too many tries.
        """
        await self._limit_address()
        identity.check_password(wanted.password)
        password_hash = await self.parts.hasher.hash(wanted.password)
        now = self.parts.now()
        async with self.parts.database.work() as work:
            account = await identity.account_by_login(work, wanted.name)
            code = None
            if account is not None:
                code = await identity.redeem_code(work, account, identity.Purpose.RESET, wanted.code.strip(), now)
            if account is not None and code is not None:
                identity.set_password(account, password_hash)
                identity.verify_account(account, now)
                await identity.close_sessions(work, account.id)
                self.parts.note(work, audit.Deed.PASSWORD_RESET, account, self.asker)
                self._post(work, account, MailKind.PASSWORD_CHANGED, {"name": account.name, "link": "/reset"})
        if account is None or code is None:
            raise identity.InvalidCodeError

    async def _limit_address(self) -> None:
        limit = self.parts.settings.address_tries
        await self.parts.limit(f"entrance:{self.asker.address}", limit=limit, window_s=QUARTER_S)

    async def _limit_sign_in(self, login: str) -> list[str]:
        """Count a try; return the keys to forget when it succeeds."""
        await self._limit_address()
        here, everywhere = f"sign-in:{login}:{self.asker.address}", f"sign-in:{login}"
        await self.parts.limit(here, limit=self.parts.settings.sign_in_tries, window_s=QUARTER_S)
        await self.parts.limit(everywhere, limit=ACCOUNT_TRIES, window_s=QUARTER_S)
        return [here, everywhere]

    async def _mail_verification(self, work: Work, account: identity.Account) -> None:
        life = identity.VERIFICATION_LIFE
        code = await identity.mint_code(work, account, identity.Purpose.VERIFY, life=life, now=self.parts.now())
        query = urlencode({"username": account.name, "code": code.link.reveal()})
        values = {
            "name": account.name,
            "code": code.digits.reveal(),
            "link": f"/login?{query}",
            "valid_hours": str(int(life.total_seconds() // 3600)),
        }
        self._post(work, account, MailKind.VERIFY_ADDRESS, values)

    def _post(self, work: Work, account: identity.Account, kind: MailKind, values: dict[str, str]) -> None:
        post_mail(work, to=account.mail, kind=kind, language=account.language, values=values, now=self.parts.now())
