"""What the verbs about people work with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from klieg.adapters.database import Database
from klieg.domains import audit, channels, factors, identity
from klieg.domains.work import Work, instant
from klieg.kernel.clock import Clock
from klieg.kernel.people_settings import PeopleSettings


@dataclass(frozen=True, slots=True)
class Asker:
    """From where somebody asks.

    Attributes:
        address: IP address; empty on the command line.
        user_agent: How the browser calls itself.
    """

    address: str = ""
    user_agent: str = ""


@dataclass(frozen=True)
class PeopleParts:
    """The parts behind the verbs.

    Attributes:
        reserved: First path segments of our own pages, which nobody is named like.
    """

    database: Database
    hasher: identity.PasswordHasher
    throttle: identity.Throttle
    cipher: channels.KeyCipher
    totp_cipher: factors.TotpCipher
    ceremonies: factors.PasskeyCeremonies
    clock: Clock
    settings: PeopleSettings
    reserved: Collection[str]

    def now(self) -> datetime:
        """Return the wallclock."""
        return instant(self.clock.wallclock())

    @property
    def mail_domains(self) -> frozenset[str]:
        """Domains that may sign up; none: every one."""
        return frozenset(self.settings.sign_up_domains.lower().split())

    async def limit(self, key: str, *, limit: int, window_s: int) -> None:
        """Count an attempt.

        Raises:
            TooManyAttemptsError: there were too many.
        """
        wait_s = await self.throttle.take(key, limit=limit, window_s=window_s)
        if wait_s is not None:
            raise identity.TooManyAttemptsError(wait_s)

    def note(self, work: Work, deed: audit.Deed, account: identity.Account, asker: Asker) -> None:
        """Write down what somebody did to their own account."""
        by = (account.id, account.name)
        audit.note_deed(work, deed, account.name, by=by, address=asker.address, now=self.now())

    async def admit(self, work: Work, account: identity.Account, asker: Asker) -> identity.SessionSecret:
        """Sign a browser in whose person has shown all there is to show; the first time a streamer gets a channel."""
        await self.provide_channel(work, account)
        user_agent, address = asker.user_agent, asker.address
        _, secret = await identity.open_session(work, account, user_agent=user_agent, address=address, now=self.now())
        self.note(work, audit.Deed.SIGNED_IN, account, asker)
        return secret

    async def require_no_channel(self, work: Work, name: str) -> None:
        """Return when no channel has the name: an operator's may.

        Raises:
            NameTakenError: one has.
        """
        try:
            await channels.find_channel(work, name)
        except channels.ChannelNotFoundError:
            return
        raise identity.NameTakenError

    async def provide_channel(self, work: Work, account: identity.Account) -> channels.Channel | None:
        """Return the account's channel, made when there is none yet; None for a viewer, who has none.

        The account is locked: of two first sign-ins at once, one makes it and the other finds it.
        """
        if account.role == identity.Role.VIEWER:
            return None
        found = await channels.owned_channel_for_change(work, account.id)
        if found is not None:
            return found
        wanted = channels.CreateChannel(name=account.name_key)
        return await channels.create_channel(work, wanted, self.cipher, self.now(), owner_id=account.id)
