"""What people do with their own account."""

from dataclasses import dataclass
from typing import NoReturn

import structlog

from klieg.api.people.entrance import MAILS_PER_HOUR
from klieg.api.people.parts import Asker, PeopleParts
from klieg.api.people.views import (
    AccountView,
    LoginSessionList,
    MintedTokenView,
    PersonalTokenList,
    account_view,
    login_session_view,
    personal_token_view,
)
from klieg.contracts.facts import EndReason
from klieg.domains import audit, channels, identity, live, openid, pictures
from klieg.domains.mail import MailKind, post_mail
from klieg.domains.work import Work

_log = structlog.get_logger(__name__)
HOUR_S = 3600
PASSWORD_TRIES = 10
"""Wrong passwords in an hour of somebody who is signed in: a borrowed browser must not guess."""


@dataclass(frozen=True)
class OwnAccount:
    """The verbs of somebody who is signed in."""

    parts: PeopleParts
    principal: identity.Principal
    asker: Asker

    async def show(self) -> AccountView:
        """Return the account."""
        async with self.parts.database.read() as reading:
            account = await identity.account_of(reading, self.principal)
            channel = await channels.channel_of_owner(reading, account.id)
        return account_view(account, channel.name if channel else None)

    async def revise(self, revision: identity.ReviseAccount) -> AccountView:
        """Change the look or the language."""
        async with self.parts.database.work() as work:
            account = await self._account(work)
            identity.revise_account(account, revision)
            if revision.avatar:
                await pictures.remove_pictures(work, account.id, self.parts.now())
            await self._announce(work, account)
        return await self.show()

    async def provide_channel(self) -> bool:
        """Make the account's channel, if it may have one and has none; return whether it was made."""
        async with self.parts.database.work() as work:
            account = await self._account(work)
            if await channels.owned_channel_for_change(work, account.id) is not None:
                return False
            return await self.parts.provide_channel(work, account) is not None

    async def change_password(self, wanted: identity.ChangePassword) -> None:
        """Set another password and sign every other browser out.

        Raises:
            DomainError: the present password is wrong, or the new one is too weak or the same.
        """
        identity.check_password(wanted.password)
        if wanted.password == wanted.current:
            raise identity.SamePasswordError
        await self.check_password(wanted.current)
        password_hash = await self.parts.hasher.hash(wanted.password)
        async with self.parts.database.work() as work:
            account = await self._account(work)
            identity.set_password(account, password_hash)
            await identity.close_sessions(work, account.id, but=self.principal.session_id)
            self.parts.note(work, audit.Deed.PASSWORD_CHANGED, account, self.asker)
            self._post(work, account, MailKind.PASSWORD_CHANGED, {"name": account.name, "link": "/reset"})

    async def change_name(self, wanted: identity.ChangeName) -> AccountView:
        """Take another name; the channel moves with it, and its former address leads there for a while.

        Raises:
            DomainError: the name cannot be one or is taken, or the channel is on the air.
        """
        identity.check_name(wanted.name, self.parts.reserved)
        async with self.parts.database.work() as work:
            account = await self._account(work)
            key = identity.name_key(wanted.name)
            if key != account.name_key:
                await self._move_channel(work, account, key)
            former = await identity.rename_account(work, account, wanted.name, self.parts.now())
            self.parts.note(work, audit.Deed.NAME_CHANGED, account, self.asker)
        _log.info("account_renamed", former=former, account=account.name)
        return await self.show()

    async def _move_channel(self, work: Work, account: identity.Account, key: str) -> None:
        channel = await channels.owned_channel_for_change(work, account.id)
        try:
            holder = await channels.find_channel(work, key)
        except channels.ChannelNotFoundError:
            holder = None
        if holder is not None and (channel is None or holder.id != channel.id):
            raise identity.NameTakenError
        if channel is not None:
            await live.require_off_air(work, channel)
            await channels.rename_channel(work, channel, key)

    async def request_mail_change(self, wanted: identity.ChangeMail) -> None:
        """Mail a code to another address; it counts once that is confirmed. Whether it is taken is not told.

        Raises:
            DomainError: the password is wrong, the address cannot be one, or there were too many.
        """
        identity.check_mail(wanted.mail, self.parts.mail_domains)
        await self.check_password(wanted.password)
        key = f"mail-change:{self.principal.account_id}"
        await self.parts.limit(key, limit=MAILS_PER_HOUR, window_s=HOUR_S)
        now = self.parts.now()
        async with self.parts.database.work() as work:
            account = await self._account(work)
            life = identity.VERIFICATION_LIFE
            purpose = identity.Purpose.CHANGE_MAIL
            code = await identity.mint_code(work, account, purpose, life=life, now=now, mail=wanted.mail)
            link = f"/settings?confirm-mail={code.link.reveal()}"
            values = {"name": account.name, "code": code.digits.reveal(), "link": link}
            kind, language = MailKind.CONFIRM_NEW_ADDRESS, account.language
            post_mail(work, to=wanted.mail, kind=kind, language=language, values=values, now=now)

    async def confirm_mail_change(self, wanted: identity.ConfirmMail) -> AccountView:
        """Take the address the code was mailed to; the former one is told.

        Raises:
            DomainError: the code is none, or somebody else has the address by now.
        """
        now = self.parts.now()
        async with self.parts.database.work() as work:
            account = await self._account(work)
            code = await identity.redeem_code(work, account, identity.Purpose.CHANGE_MAIL, wanted.code.strip(), now)
            if code is not None:
                assert code.mail is not None, "minted with the new address"
                values = {"name": account.name, "new_address": code.mail}
                self._post(work, account, MailKind.ADDRESS_CHANGED, values)
                await identity.change_mail(work, account, code.mail)
                self.parts.note(work, audit.Deed.MAIL_CHANGED, account, self.asker)
        if code is None:
            raise identity.InvalidCodeError
        return await self.show()

    async def delete(self, wanted: identity.DeleteAccount) -> None:
        """Delete the account with its channel and everything that belongs to it; what is on the air ends.

        Raises:
            WrongPasswordError: the password is wrong.
        """
        await self.check_password(wanted.password)
        async with self.parts.database.work() as work:
            account = await self._account(work)
            self._post(work, account, MailKind.ACCOUNT_DELETED, {"name": account.name})
            self.parts.note(work, audit.Deed.ACCOUNT_DELETED, account, self.asker)
            await remove_account(self.parts, work, account)
        _log.info("account_deleted", account=account.name)

    async def list_sessions(self) -> LoginSessionList:
        """Return where the account is signed in."""
        async with self.parts.database.read() as reading:
            account = await identity.account_of(reading, self.principal)
            found = await identity.list_sessions(reading, account.id, self.parts.now())
        current = self.principal.session_id
        return LoginSessionList(sessions=[login_session_view(session, current) for session in found])

    async def close_session(self, session_id: str) -> None:
        """Sign a browser out.

        Raises:
            LoginSessionNotFoundError: the account has no such session.
        """
        async with self.parts.database.work() as work:
            await identity.close_session(work, self._account_id(), session_id)

    async def close_other_sessions(self) -> None:
        """Sign every other browser out."""
        async with self.parts.database.work() as work:
            await identity.close_sessions(work, self._account_id(), but=self.principal.session_id)

    async def list_tokens(self) -> PersonalTokenList:
        """Return the account's personal tokens."""
        async with self.parts.database.read() as reading:
            found = await identity.list_tokens(reading, self._account_id())
        return PersonalTokenList(tokens=[personal_token_view(token) for token in found])

    async def mint_token(self, wanted: identity.MintToken) -> MintedTokenView:
        """Make a personal token.

        Raises:
            DomainError: there are as many as there may be, it would be an admin's, or have ended already.
        """
        async with self.parts.database.work() as work:
            account = await self._account(work)
            token, secret = await identity.mint_token(work, account, wanted, self.parts.now())
            self.parts.note(work, audit.Deed.TOKEN_MINTED, account, self.asker)
        return MintedTokenView(**personal_token_view(token).model_dump(), token=secret.reveal())

    async def revoke_token(self, token_id: str) -> None:
        """Make a personal token none.

        Raises:
            PersonalTokenNotFoundError: the account has no such token.
        """
        async with self.parts.database.work() as work:
            account = await self._account(work)
            await identity.revoke_token(work, account.id, token_id)
            self.parts.note(work, audit.Deed.TOKEN_REVOKED, account, self.asker)

    async def _account(self, work: Work) -> identity.Account:
        return await identity.account_for_change(work, self.principal)

    def _account_id(self) -> str:
        if self.principal.account_id is None:
            _refuse_operator()
        return self.principal.account_id

    async def _announce(self, work: Work, account: identity.Account) -> None:
        """Let pages that show the account's channel know that it looks different."""
        channel = await channels.channel_of_owner(work, account.id)
        if channel is not None:
            work.record(channels.ChannelRevised(channel_id=channel.id, channel_name=channel.name))

    async def check_password(self, password: str) -> None:
        """Return when it is the account's; of one without a password, when its person has shown who they are.

        Raises:
            DomainError: it is not, or there were too many tries.
        """
        account_id = self._account_id()
        async with self.parts.database.read() as reading:
            account = await identity.account_of(reading, self.principal)
            proved_at = await identity.proved_at(reading, self.principal)
        if not account.password_hash:
            openid.require_proof(proved_at, self.parts.now())
            return
        key = f"password:{account_id}"
        await self.parts.limit(key, limit=PASSWORD_TRIES, window_s=HOUR_S)
        if not await self.parts.hasher.verify(password, account.password_hash):
            raise identity.WrongPasswordError
        await self.parts.throttle.forget(key)

    def _post(self, work: Work, account: identity.Account, kind: MailKind, values: dict[str, str]) -> None:
        post_mail(work, to=account.mail, kind=kind, language=account.language, values=values, now=self.parts.now())


def _refuse_operator() -> NoReturn:
    raise identity.NotAuthorisedError("Sign in: this belongs to an account.")


async def remove_account(parts: PeopleParts, work: Work, account: identity.Account) -> None:
    """Delete an account and its channel; what is on the air ends."""
    channel = await channels.owned_channel_for_change(work, account.id)
    if channel is not None:
        await live.end_stream(work, channel, EndReason.CHANNEL_DELETED, parts.now())
        await work.session.flush()
        await pictures.remove_pictures(work, channel.id, parts.now())
        await channels.delete_channel(work, channel)
    await pictures.remove_pictures(work, account.id, parts.now())
    await identity.delete_account(work, account)
