"""Who may not watch a channel, and who says so: its owner, and those whom they appointed."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from pydantic import Field

from klieg.api.people.parts import Asker, PeopleParts
from klieg.api.picture_addresses import avatar_url
from klieg.api.views import View
from klieg.domains import audit, channels, identity, moderation
from klieg.domains.work import Reading, Work

_log = structlog.get_logger(__name__)
MODERATED_MAX = 100
"""Channels of others that are listed to one moderator."""


class FaceView(View):
    """How an account looks in a list."""

    name: str = Field(description="Of the account", examples=["Ada_L"])
    color: str = Field(examples=["turquoise"])
    avatar_url: str = Field(description="On the origin of the page", examples=["/avatars/hedgehog.svg"])


class BanView(FaceView):
    """An account that may not watch a channel."""

    banned_by: str | None = Field(description="Name of the account that said so; none: the operator, or it is gone")
    reason: str | None
    banned_at: datetime


class BanPage(View):
    """Bans in order of name."""

    bans: list[BanView]
    next_after: str | None = Field(description="Pass as ``after`` to get more; null at the end")


class ModeratorView(FaceView):
    """An account that may ban others from a channel."""

    appointed_by: str | None = Field(description="As `banned_by` of a ban")
    appointed_at: datetime


class ModeratorList(View):
    """A channel's moderators, besides its owner, in order of name."""

    moderators: list[ModeratorView]


class ModeratedView(View):
    """A channel whose bans somebody may make."""

    name: str = Field(examples=["demo"])
    display_name: str = Field(examples=["Demo"])
    is_owner: bool
    is_banned: bool | None = Field(
        description="Whether the account asked about is; null when none was, when there is none of that name, "
        "and when it is not theirs to ban"
    )


class ModeratedList(View):
    """The own channel, then those of others in order of name."""

    channels: list[ModeratedView]


@dataclass(frozen=True)
class Moderating:
    """The verbs of who owns or moderates channels."""

    parts: PeopleParts
    asker: Asker

    async def ban(self, name: str, account_name: str, reason: str | None, principal: identity.Principal) -> None:
        """Let an account watch a channel no more, and end what it watches.

        Raises:
            DomainError: there is no such channel or account, it is not to be banned by who asks, or there are too many.
        """
        async with self.parts.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            account = await identity.find_account(work, account_name)
            by = _authority(principal, channel)
            await moderation.ban_viewer(work, channel, account, by=by, reason=reason, now=self.parts.now())
            self._note(work, audit.Deed.VIEWER_BANNED, principal, account, channel)
        _log.info("viewer_banned", channel=channel.name, account=account.name, by=principal.name)

    async def unban(self, name: str, account_name: str, principal: identity.Principal) -> None:
        """Let an account watch again; ChannelNotFoundError or AccountNotFoundError when there is none of that name."""
        async with self.parts.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            account = await identity.find_account(work, account_name)
            if await moderation.is_banned(work, channel.id, account.id):
                await moderation.unban_viewer(work, channel, account)
                self._note(work, audit.Deed.VIEWER_UNBANNED, principal, account, channel)
        _log.info("viewer_unbanned", channel=channel.name, account=account.name, by=principal.name)

    async def list_bans(self, name: str, *, after: str, limit: int) -> BanPage:
        """Return a page of a channel's bans; ChannelNotFoundError when there is none of that name."""
        async with self.parts.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            found = await moderation.list_bans(reading, channel.id, after=after, limit=limit + 1)
        more = found[limit - 1].account.name_key if len(found) > limit else None
        return BanPage(bans=[_ban_view(ban) for ban in found[:limit]], next_after=more)

    async def appoint(self, name: str, account_name: str, principal: identity.Principal) -> None:
        """Let an account moderate a channel.

        Raises:
            DomainError: there is no such channel or account, it cannot be one, or there are too many.
        """
        async with self.parts.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            account = await identity.find_account(work, account_name)
            by, known = _authority(principal, channel), await moderation.is_moderator(work, channel.id, account.id)
            await moderation.appoint_moderator(work, channel, account, by=by, now=self.parts.now())
            if not known:
                self._note(work, audit.Deed.MODERATOR_APPOINTED, principal, account, channel)
        _log.info("moderator_appointed", channel=channel.name, account=account.name, by=principal.name)

    async def dismiss(self, name: str, account_name: str, principal: identity.Principal) -> None:
        """Let an account moderate no longer; ChannelNotFoundError or AccountNotFoundError when there is none."""
        async with self.parts.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            account = await identity.find_account(work, account_name)
            if await moderation.is_moderator(work, channel.id, account.id):
                await moderation.dismiss_moderator(work, channel, account.id)
                self._note(work, audit.Deed.MODERATOR_DISMISSED, principal, account, channel)
        _log.info("moderator_dismissed", channel=channel.name, account=account.name, by=principal.name)

    async def resign(self, name: str, principal: identity.Principal) -> None:
        """Moderate a channel no longer; ChannelNotFoundError when there is none of that name."""
        async with self.parts.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            account = await identity.account_of(work, principal)
            await moderation.dismiss_moderator(work, channel, account.id)
        _log.info("moderator_resigned", channel=channel.name, account=account.name)

    async def list_moderators(self, name: str) -> ModeratorList:
        """Return who moderates a channel; ChannelNotFoundError when there is none of that name."""
        async with self.parts.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            found = await moderation.list_moderators(reading, channel.id)
        return ModeratorList(moderators=[_moderator_view(moderator) for moderator in found])

    async def list_moderated(self, principal: identity.Principal, about: str | None) -> ModeratedList:
        """Return the channels whose bans somebody may make, and from which of them an account is banned."""
        async with self.parts.database.read() as reading:
            account = await identity.account_of(reading, principal)
            own = await channels.channel_of_owner(reading, account.id)
            others = await moderation.moderated_channels(reading, account.id, MODERATED_MAX)
            found = [*([own] if own else []), *others]
            bans = await _bans_of(reading, about, found, own)
            owners = await identity.accounts_by_id(reading, {each.owner_id for each in found if each.owner_id})
        return ModeratedList(
            channels=[
                ModeratedView(
                    name=channel.name,
                    display_name=owners[channel.owner_id].name if channel.owner_id in owners else channel.name,
                    is_owner=channel is own,
                    is_banned=bans.get(channel.id),
                )
                for channel in found
            ]
        )

    def _note(
        self,
        work: Work,
        deed: audit.Deed,
        principal: identity.Principal,
        account: identity.Account,
        channel: channels.Channel,
    ) -> None:
        by, now = (principal.account_id, principal.name), self.parts.now()
        details = {"channel": channel.name}
        audit.note_deed(work, deed, account.name, by=by, address=self.asker.address, now=now, details=details)


async def _bans_of(
    reading: Reading, name: str | None, found: list[channels.Channel], own: channels.Channel | None
) -> dict[str, bool]:
    """Return by channel whether an account is banned, where who asks may change that."""
    try:
        account = await identity.find_account(reading, name) if name else None
    except identity.AccountNotFoundError:
        account = None
    if account is None:
        return {}
    ids = [channel.id for channel in found]
    banned = await moderation.banned_from(reading, account.id, ids)
    fellow = await moderation.moderator_of(reading, account.id, ids)
    mine = own.id if own else None
    return {
        channel.id: channel.id in banned
        for channel in found
        if channel.owner_id != account.id and (channel.id == mine or channel.id not in fellow)
    }


def _authority(principal: identity.Principal, channel: channels.Channel) -> moderation.Authority:
    owns = principal.account_id is not None and principal.account_id == channel.owner_id
    return moderation.Authority(principal.account_id, as_moderator=not owns and not principal.is_admin)


def _ban_view(ban: moderation.Ban) -> BanView:
    account = ban.account
    return BanView(
        name=account.name,
        color=account.color,
        avatar_url=avatar_url(account.avatar, account.avatar_picture),
        banned_by=ban.banned_by.name if ban.banned_by else None,
        reason=ban.row.reason,
        banned_at=ban.row.banned_at,
    )


def _moderator_view(moderator: moderation.Moderator) -> ModeratorView:
    account = moderator.account
    return ModeratorView(
        name=account.name,
        color=account.color,
        avatar_url=avatar_url(account.avatar, account.avatar_picture),
        appointed_by=moderator.appointed_by.name if moderator.appointed_by else None,
        appointed_at=moderator.row.appointed_at,
    )
