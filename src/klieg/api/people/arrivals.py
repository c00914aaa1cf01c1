"""People whom the provider has named and who are not in yet: they choose a name, give a password, or show a factor."""

from dataclasses import dataclass

import structlog

from klieg.api.people.entrance import HOUR_S, Entrance
from klieg.api.people.factor_views import SecondFactorView
from klieg.api.people.openid_desk import OpenidDesk, limit_address
from klieg.api.people.openid_views import ArrivalView
from klieg.api.people.own_openid import tell_connected
from klieg.api.people.parts import Asker, PeopleParts
from klieg.api.people.second_step import SecondStep
from klieg.domains import audit, factors, identity, openid

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Arrivals:
    """The verbs of a browser that carries who somebody is.

    Attributes:
        sealed: What it carries.
        party: The site as authenticators know it; None where there can be no passkeys.
    """

    parts: PeopleParts
    desk: OpenidDesk
    asker: Asker
    sealed: str
    party: factors.RelyingParty | None

    async def show(self) -> ArrivalView:
        """Return who has come.

        Raises:
            ArrivalNotFoundError: nobody, or too long ago.
        """
        person = self._arrival().person
        async with self.parts.database.read() as reading:
            known = await openid.find_identity(reading, person)
            holder = await identity.account_by_login(reading, person.mail)
        if known is not None:
            return ArrivalView(kind="second_factor", mail=person.mail, suggested_name="")
        if holder is not None and holder.verified_at is not None:
            return ArrivalView(kind="join", mail=person.mail, suggested_name="")
        return ArrivalView(kind="new", mail=person.mail, suggested_name=openid.suggest_name(person))

    async def make_account(self, wanted: openid.NameAccount) -> tuple[identity.Account, identity.SessionSecret]:
        """Make an account that opens with the provider alone, and sign its person in.

        Raises:
            DomainError: nobody has come, signing up is closed, or the name cannot be one or is taken.
        """
        parts, arrival = self.parts, self._arrival()
        person, settings = arrival.person, parts.settings
        self.desk.check_sign_up(parts, arrival.invite)
        identity.check_name(wanted.name, parts.reserved)
        identity.check_mail(person.mail, parts.mail_domains)
        await parts.limit(f"sign-up:{self.asker.address}", limit=settings.sign_ups_per_hour, window_s=HOUR_S)
        role = identity.Role(settings.sign_up_role)
        new = identity.NewAccount(wanted.name, person.mail, "", wanted.language, role)
        now = parts.now()
        async with parts.database.work() as work:
            if settings.sign_up == "invite":
                await identity.accept_invitation(work, arrival.invite, person.mail, now)
            await parts.require_no_channel(work, wanted.name)
            account = await identity.register(work, new, verified=True, now=now)
            await openid.connect_identity(work, account, person, now)
            parts.note(work, audit.Deed.ACCOUNT_REGISTERED, account, self.asker)
            secret = await parts.admit(work, account, self.asker)
        _log.info("account_registered", account=account.name)
        return account, secret

    async def join(self, wanted: openid.JoinAccount) -> tuple[identity.Account, identity.SessionSecret]:
        """Connect the account that has the mail address, whose password its person gives, and sign them in.

        Raises:
            DomainError: nobody has come, the password is wrong, or the account is one that this does not open.
        """
        person = self._arrival().person
        entrance = Entrance(self.parts, self.asker)
        account, outcome = await entrance.sign_in(
            identity.SignIn(login=person.mail, password=wanted.password), self.party
        )
        if isinstance(outcome, SecondFactorView):
            raise openid.OpenidFactorError
        async with self.parts.database.work() as work:
            joined = await identity.known_account_for_change(work, account.id)
            if joined is None:
                raise identity.WrongCredentialsError
            await openid.connect_identity(work, joined, person, self.parts.now())
            tell_connected(self.parts, self.desk, work, joined, self.asker)
        return account, outcome

    async def step(self) -> SecondFactorView:
        """Return what the account of who has come asks for besides.

        Raises:
            DomainError: nobody has come, or their account is suspended or asks for nothing more.
        """
        await limit_address(self.parts, self.asker.address)
        person = self._arrival().person
        async with self.parts.database.work() as work:
            known = await openid.find_identity(work, person)
            account = await identity.known_account_for_change(work, known.account_id) if known else None
            if account is None:
                raise openid.ArrivalNotFoundError
            if account.suspended_at is not None:
                raise identity.SuspendedError
            asked = await SecondStep(self.parts, self.asker, self.party).ask(work, account)
        if asked is None:
            raise openid.ArrivalNotFoundError
        return asked

    def _arrival(self) -> openid.Arrival:
        return self.desk.arrival(self.sealed, self.parts.now())
