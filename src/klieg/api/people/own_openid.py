"""What people do with their account's connection to the OpenID provider."""

from dataclasses import dataclass

from klieg.api.people.openid_desk import OpenidDesk
from klieg.api.people.openid_views import ConnectionState, ConnectionView
from klieg.api.people.own_account import OwnAccount
from klieg.api.people.parts import Asker, PeopleParts
from klieg.domains import audit, identity, openid
from klieg.domains.mail import MailKind, post_mail
from klieg.domains.openid import Intent
from klieg.domains.work import Work

SETTINGS = "/settings?tab=account"


@dataclass(frozen=True)
class OwnOpenid:
    """The verbs of somebody who is signed in."""

    parts: PeopleParts
    desk: OpenidDesk
    principal: identity.Principal
    asker: Asker

    async def show(self) -> ConnectionState:
        """Return who the account is at the provider."""
        async with self.parts.database.read() as reading:
            account = await identity.account_of(reading, self.principal)
            known = await openid.identity_of(reading, account.id, self.desk.provider.issuer)
        if known is None:
            return ConnectionState(connection=None)
        view = ConnectionView(mail=known.mail, connected_at=known.connected_at, used_at=known.used_at)
        return ConnectionState(connection=view)

    async def begin_connecting(self, wanted: openid.ConfirmIdentity, redirect_uri: str) -> tuple[str, str]:
        """Return where to go to connect the account, and what to carry there and back, sealed.

        Raises:
            DomainError: the password is wrong, or the account is connected.
            UnavailableError: the provider does not answer.
        """
        await self._own.check_password(wanted.password)
        if (await self.show()).connection is not None:
            raise openid.OpenidTakenError
        return await self._begin(Intent.CONNECT, redirect_uri)

    async def begin_proving(self, redirect_uri: str) -> tuple[str, str]:
        """Return where to go to show who one is, in place of a password.

        Raises:
            OpenidNotConnectedError: the provider knows nobody of this account.
            UnavailableError: the provider does not answer.
        """
        if (await self.show()).connection is None:
            raise openid.OpenidNotConnectedError
        return await self._begin(Intent.PROVE, redirect_uri)

    async def connect(self, person: openid.ProvenIdentity) -> str:
        """Let somebody's sign-in at the provider open the account; return what was done.

        Raises:
            OpenidTakenError: it opens another, or this one has another.
        """
        async with self.parts.database.work() as work:
            account = await identity.account_for_change(work, self.principal)
            await openid.connect_identity(work, account, person, self.parts.now())
            tell_connected(self.parts, self.desk, work, account, self.asker)
        return "connected"

    async def prove(self, attempt: openid.Attempt, person: openid.ProvenIdentity) -> str:
        """Note that the account's person is in front of this browser; return what was done.

        Raises:
            OpenidTakenError: it was somebody else.
            OpenidAnswerError: the provider has not asked them anew.
        """
        async with self.parts.database.work() as work:
            known = await openid.find_identity(work, person)
            if known is None or known.account_id != self.principal.account_id:
                raise openid.OpenidTakenError
            if not openid.is_fresh(person, attempt):
                raise openid.OpenidAnswerError("the provider does not say that the person signed in there anew")
            assert self.principal.session_id is not None, "the caller has looked"
            await identity.prove_session(work, self.principal.session_id, self.parts.now())
        return "proved"

    async def disconnect(self, wanted: openid.ConfirmIdentity) -> None:
        """Let the provider open the account no more.

        Raises:
            DomainError: the password is wrong, the account is not connected, or nothing else would open it.
        """
        await self._own.check_password(wanted.password)
        async with self.parts.database.work() as work:
            account = await identity.account_for_change(work, self.principal)
            await openid.disconnect_identity(work, account, self.desk.provider.issuer)
            self.parts.note(work, audit.Deed.IDENTITY_DISCONNECTED, account, self.asker)
            _post(self.parts, self.desk, work, account, MailKind.IDENTITY_DISCONNECTED)

    @property
    def _own(self) -> OwnAccount:
        return OwnAccount(self.parts, self.principal, self.asker)

    async def _begin(self, intent: Intent, redirect_uri: str) -> tuple[str, str]:
        now, account_id = self.parts.now(), self.principal.account_id
        attempt = openid.begin_attempt(intent, redirect_uri, now, next_path=SETTINGS, account_id=account_id)
        return await self.desk.address(attempt), self.desk.carry(attempt)


def tell_connected(parts: PeopleParts, desk: OpenidDesk, work: Work, account: identity.Account, asker: Asker) -> None:
    """Write down that an account opens with the provider from now on, and to its owner."""
    parts.note(work, audit.Deed.IDENTITY_CONNECTED, account, asker)
    _post(parts, desk, work, account, MailKind.IDENTITY_CONNECTED)


def _post(parts: PeopleParts, desk: OpenidDesk, work: Work, account: identity.Account, kind: MailKind) -> None:
    values = {"name": account.name, "provider": desk.provider.label, "link": SETTINGS}
    post_mail(work, to=account.mail, kind=kind, language=account.language, values=values, now=parts.now())
