"""What admins and the operator do with other people's accounts."""

from dataclasses import dataclass

import structlog

from klieg.api.people.own_account import remove_account
from klieg.api.people.parts import Asker, PeopleParts
from klieg.api.people.views import (
    AccountPage,
    AuditPage,
    InvitationView,
    ListedAccountView,
    audit_entry_view,
    listed_account_view,
)
from klieg.contracts.facts import EndReason
from klieg.domains import audit, channels, factors, identity, live, moderation
from klieg.domains.mail import MailKind, post_mail
from klieg.domains.work import Work

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Administration:
    """The verbs of an admin."""

    parts: PeopleParts
    principal: identity.Principal
    asker: Asker

    async def list_accounts(self, *, after: str, search: str, limit: int) -> AccountPage:
        """Return accounts in order of name."""
        async with self.parts.database.read() as reading:
            found = await identity.list_accounts(reading, after=after.lower(), search=search, limit=limit + 1)
        page = found[:limit]
        more = page[-1].name_key if len(found) > limit else None
        return AccountPage(accounts=[listed_account_view(account) for account in page], next_after=more)

    async def create_account(self, wanted: identity.SignUp, role: identity.Role) -> ListedAccountView:
        """Make an account that is good at once, with its channel.

        Raises:
            DomainError: name, mail or password cannot be one or is taken.
        """
        parts = self.parts
        identity.check_name(wanted.name, parts.reserved)
        identity.check_mail(wanted.mail)
        identity.check_password(wanted.password)
        password_hash = await parts.hasher.hash(wanted.password)
        new = identity.NewAccount(wanted.name, wanted.mail, password_hash, wanted.language, role)
        async with parts.database.work() as work:
            account = await identity.register(work, new, verified=True, now=parts.now())
            await parts.provide_channel(work, account)
            self._note(work, audit.Deed.ACCOUNT_REGISTERED, account)
        return listed_account_view(account)

    async def invite(self, wanted: identity.Invite, page: str) -> InvitationView:
        """Make an invitation, and mail it where an address is named.

        Args:
            wanted: Who is invited.
            page: Origin of the pages, for the link that is shown.

        Raises:
            InvalidMailError: the address cannot be one.
        """
        mail = wanted.mail or None
        if mail is not None:
            identity.check_mail(mail)
        now = self.parts.now()
        async with self.parts.database.work() as work:
            invitation, code = await identity.invite(work, mail, now)
            link = f"/register?invite={code.reveal()}"
            if mail is not None:
                values = {"link": link, "from_name": self.principal.name}
                post_mail(work, to=mail, kind=MailKind.INVITATION, language=wanted.language, values=values, now=now)
            self._note_deed(work, audit.Deed.PERSON_INVITED, "", invitation=invitation.id)
        return InvitationView(link=page + link)

    async def withdraw_invitation(self, invitation_id: str) -> None:
        """Make an invitation good for nobody; InvitationNotFoundError when it is none that could be used."""
        async with self.parts.database.work() as work:
            await identity.withdraw_invitation(work, invitation_id)
            self._note_deed(work, audit.Deed.INVITATION_WITHDRAWN, "", invitation=invitation_id)

    async def administer(self, name: str, change: identity.AdministerAccount) -> ListedAccountView:
        """Change an account's role, suspend it, or let it in again.

        Suspending ends what it has on the air and what it watches.

        Raises:
            DomainError: there is no such account, or it is one's own.
        """
        async with self.parts.database.work() as work:
            account = await self._other(work, name)
            if change.role is not None and change.role != account.role:
                identity.set_role(account, change.role)
                self._note(work, audit.Deed.ROLE_CHANGED, account, role=change.role)
                await self.parts.provide_channel(work, account)
            if change.suspended is True and account.suspended_at is None:
                await self._suspend(work, account)
            if change.suspended is False and account.suspended_at is not None:
                identity.reinstate_account(account)
                await moderation.enforce_suspensions(work)
                self._note(work, audit.Deed.ACCOUNT_REINSTATED, account)
        return listed_account_view(account)

    async def delete_account(self, name: str) -> None:
        """Delete an account and everything that belongs to it.

        Raises:
            DomainError: there is no such account, or it is one's own.
        """
        async with self.parts.database.work() as work:
            account = await self._other(work, name)
            self._note(work, audit.Deed.ACCOUNT_DELETED, account)
            await remove_account(self.parts, work, account)
        _log.info("account_deleted", account=account.name, by=self.principal.name)

    async def remove_factors(self, name: str) -> None:
        """Take all factors off an account whose owner has lost them; nothing happens where there are none.

        Raises:
            DomainError: there is no such account, or it is one's own.
        """
        async with self.parts.database.work() as work:
            account = await self._other(work, name)
            if not await factors.remove_all_factors(work, account.id):
                return
            self._note(work, audit.Deed.FACTORS_TAKEN_OFF, account)
            values = {"name": account.name, "link": "/settings?tab=account"}
            kind, language = MailKind.FACTORS_TAKEN_OFF, account.language
            post_mail(work, to=account.mail, kind=kind, language=language, values=values, now=self.parts.now())
        _log.info("factors_taken_off", account=account.name, by=self.principal.name)

    async def list_deeds(self, *, before: int | None, about: str, limit: int) -> AuditPage:
        """Return the audit log, newest first."""
        async with self.parts.database.read() as reading:
            found = await audit.list_entries(reading, before=before, about=about, limit=limit + 1)
        page = found[:limit]
        older = page[-1].id if len(found) > limit else None
        return AuditPage(entries=[audit_entry_view(entry) for entry in page], next_before=older)

    async def _suspend(self, work: Work, account: identity.Account) -> None:
        await identity.suspend_account(work, account, self.parts.now())
        await moderation.enforce_suspensions(work)
        channel = await channels.owned_channel_for_change(work, account.id)
        if channel is not None:
            await live.end_stream(work, channel, EndReason.STOPPED, self.parts.now())
        self._note(work, audit.Deed.ACCOUNT_SUSPENDED, account)

    async def _other(self, work: Work, name: str) -> identity.Account:
        account = await identity.named_account_for_change(work, name)
        if account.id == self.principal.account_id:
            raise identity.NotAllowedError("Admins do not do this to themselves: ask another admin.")
        return account

    def _note(self, work: Work, deed: audit.Deed, account: identity.Account, **details: str) -> None:
        self._note_deed(work, deed, account.name, **details)

    def _note_deed(self, work: Work, deed: audit.Deed, subject: str, **details: str) -> None:
        by = (self.principal.account_id, self.principal.name)
        now, address = self.parts.now(), self.asker.address
        audit.note_deed(work, deed, subject, by=by, address=address, now=now, details=details)
