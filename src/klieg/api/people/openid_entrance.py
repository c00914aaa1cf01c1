"""Going to the OpenID provider and coming back. The way back ends only what the same browser began."""

from dataclasses import dataclass
from urllib.parse import urlencode

import structlog

from klieg.api.people.openid_desk import OpenidDesk, limit_address
from klieg.api.people.own_openid import OwnOpenid
from klieg.api.people.parts import Asker, PeopleParts
from klieg.domains import factors, identity, openid
from klieg.domains.openid import Intent
from klieg.domains.work import Reading
from klieg.kernel.errors import DomainError, UnavailableError

_log = structlog.get_logger(__name__)
ARRIVAL_PAGE = "/register/openid"
SETTINGS_PAGE = "/settings"


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """What the provider sent a browser back with (RFC 6749 section 4.1.2). Empty is absent."""

    state: str
    code: str
    error: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a browser goes on to.

    Attributes:
        path: Of one of our pages.
        secret: Of the session that was opened.
        arrival: What it carries, sealed, to a page that asks more.
    """

    path: str
    secret: identity.SessionSecret | None = None
    arrival: str | None = None


@dataclass(frozen=True)
class OpenidEntrance:
    """The verbs of a browser that goes to the provider and comes back."""

    parts: PeopleParts
    desk: OpenidDesk
    asker: Asker

    async def begin(self, wanted: openid.BeginSignIn, redirect_uri: str) -> tuple[str, str]:
        """Return where to go, and what to carry there and back, sealed.

        Raises:
            DomainError: too many from this address, or what the provider says of itself does not hold.
            UnavailableError: the provider does not answer.
        """
        await limit_address(self.parts, self.asker.address)
        now = self.parts.now()
        attempt = openid.begin_attempt(Intent.SIGN_IN, redirect_uri, now, next_path=wanted.next, invite=wanted.invite)
        return await self.desk.address(attempt), self.desk.carry(attempt)

    async def come_back(self, sealed: str, answer: ProviderAnswer, principal: identity.Principal | None) -> Landing:
        """Finish what this browser began, and say where it goes on. Whatever fails leads to a page that says so."""
        attempt = self.desk.attempt(sealed)
        try:
            await limit_address(self.parts, self.asker.address)
            if attempt is None or not attempt.fits(answer.state, self.parts.now()):
                raise openid.OpenidExpiredError
            person = await self._redeem(attempt, answer)
            if attempt.intent is Intent.SIGN_IN:
                return await self._enter(attempt, person)
            return await self._confirm(attempt, person, principal)
        except DomainError as error:
            return _told(attempt, error.code)
        except UnavailableError as error:
            _log.warning("openid_unavailable", error=str(error))
            return _told(attempt, "unavailable")

    async def _redeem(self, attempt: openid.Attempt, answer: ProviderAnswer) -> openid.ProvenIdentity:
        if answer.error == "access_denied":
            raise openid.OpenidDeniedError
        if answer.error or not answer.code:
            raise openid.OpenidAnswerError(f"sent back with {answer.error[:40]!r} and without a code")
        return await self.desk.redeem(attempt, answer.code, answer.issuer or None)

    async def _enter(self, attempt: openid.Attempt, person: openid.ProvenIdentity) -> Landing:
        """Sign in whose account it is; lead everybody else to where they say more."""
        async with self.parts.database.work() as work:
            known = await openid.find_identity(work, person)
            account = await identity.known_account_for_change(work, known.account_id) if known else None
            if known is None or account is None:
                await self._receive(work, attempt, person)
                return self._arrive(attempt, person)
            if account.suspended_at is not None:
                raise identity.SuspendedError
            openid.use_identity(known, person, self.parts.now())
            if (await factors.held_factors(work, account.id)).asked:
                return self._arrive(attempt, person)
            return Landing(attempt.next, secret=await self.parts.admit(work, account, self.asker))

    async def _receive(self, reading: Reading, attempt: openid.Attempt, person: openid.ProvenIdentity) -> None:
        """Return when somebody whom no account knows may go on: to choose a name, or to join the account they have."""
        if not person.mail_verified:
            raise openid.OpenidMailError
        identity.check_mail(person.mail)
        holder = await identity.account_by_login(reading, person.mail)
        if holder is None or holder.verified_at is None:
            self.desk.check_sign_up(self.parts, attempt.invite)
            identity.check_mail(person.mail, self.parts.mail_domains)

    def _arrive(self, attempt: openid.Attempt, person: openid.ProvenIdentity) -> Landing:
        arrival = openid.Arrival(person=person, next=attempt.next, invite=attempt.invite, came_at=self.parts.now())
        return Landing(_with(ARRIVAL_PAGE, next=attempt.next), arrival=self.desk.carry(arrival))

    async def _confirm(
        self, attempt: openid.Attempt, person: openid.ProvenIdentity, principal: identity.Principal | None
    ) -> Landing:
        """Do what somebody who is signed in went for: they must be signed in still, and be the same."""
        if principal is None or principal.session_id is None or principal.account_id != attempt.account_id:
            raise openid.OpenidExpiredError
        own = OwnOpenid(self.parts, self.desk, principal, self.asker)
        done = await (own.connect(person) if attempt.intent is Intent.CONNECT else own.prove(attempt, person))
        return Landing(_with(SETTINGS_PAGE, tab="account", openid=done))


def _told(attempt: openid.Attempt | None, code: str) -> Landing:
    if attempt is not None and attempt.intent is not Intent.SIGN_IN:
        return Landing(_with(SETTINGS_PAGE, tab="account", openid=code))
    return Landing(_with("/login", openid=code, next=attempt.next if attempt else "/"))


def _with(page: str, **query: str) -> str:
    kept = {name: value for name, value in query.items() if (name, value) != ("next", "/")}
    return f"{page}?{urlencode(kept)}" if kept else page
