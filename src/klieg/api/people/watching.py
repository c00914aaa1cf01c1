"""Who may watch a channel, and by which addresses: what viewers ask, and the bans its owner makes."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from pydantic import Field

from klieg.adapters.database import Database
from klieg.api.addresses import Addresses
from klieg.api.views import View
from klieg.contracts.playback import PlaybackKey, PlaybackPolicy
from klieg.domains import channels, identity, moderation
from klieg.domains.playback import grant_playback
from klieg.domains.work import instant
from klieg.kernel.clock import Clock

_log = structlog.get_logger(__name__)


class PlaybackView(View):
    """How who asks watches a channel, from now until ``expires_at``; playback that has begun goes on after that."""

    playback_policy: PlaybackPolicy
    playback_url: str = Field(examples=["http://localhost:8081/hls/demo/index.m3u8"])
    whep_url: str = Field(examples=["http://localhost:8081/whep/demo"])
    token: str | None = Field(description="Bearer token for `whep_url`; it stands in `playback_url` already")
    expires_at: datetime | None = Field(description="When addresses and token are no longer good to begin with")


class BanView(View):
    """An account that may not watch a channel."""

    name: str = Field(description="Of the account", examples=["Ada_L"])
    banned_by: str | None = Field(description="Name of the account that said so; none: the operator, or it is gone")
    reason: str | None
    banned_at: datetime


class BanPage(View):
    """Bans in order of name."""

    bans: list[BanView]
    next_after: str | None = Field(description="Pass as ``after`` to get more; null at the end")


@dataclass(frozen=True)
class Watching:
    """The verbs. Tokens are good to begin with for ``token_life_s`` seconds."""

    database: Database
    clock: Clock
    key: PlaybackKey
    token_life_s: int

    async def admit(self, name: str, principal: identity.Principal | None, addresses: Addresses) -> PlaybackView:
        """Return how who asks watches a channel.

        Raises:
            ChannelNotFoundError: there is none of that name.
            BannedFromChannelError: who asks may not watch it.
        """
        account_id = principal.account_id if principal is not None else None
        async with self.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            if account_id is not None and await moderation.is_banned(reading, channel.id, account_id):
                raise moderation.BannedFromChannelError(channel.name)
        policy = PlaybackPolicy(channel.playback_policy)
        whep_url = addresses.whep_url(channel.name)
        if policy is PlaybackPolicy.OPEN:
            url = addresses.playback_url(channel.name)
            return PlaybackView(
                playback_policy=policy, playback_url=url, whep_url=whep_url, token=None, expires_at=None
            )
        granted = grant_playback(channel.id, account_id, now=self._now(), life_s=self.token_life_s)
        text = self.key.seal(granted)
        return PlaybackView(
            playback_policy=policy,
            playback_url=addresses.playback_url(channel.name, text),
            whep_url=whep_url,
            token=text,
            expires_at=instant(granted.expires_at),
        )

    async def ban(self, name: str, account_name: str, reason: str | None, principal: identity.Principal) -> None:
        """Let an account watch a channel no more, and end what it watches.

        Raises:
            DomainError: there is no such channel or account, it is the owner's, or there are too many.
        """
        async with self.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            account = await identity.find_account(work, account_name)
            by = principal.account_id
            await moderation.ban_viewer(work, channel, account, banned_by=by, reason=reason, now=self._now())
        _log.info("viewer_banned", channel=channel.name, account=account.name, by=principal.name)

    async def unban(self, name: str, account_name: str, principal: identity.Principal) -> None:
        """Let an account watch again; ChannelNotFoundError or AccountNotFoundError when there is none of that name."""
        async with self.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            account = await identity.find_account(work, account_name)
            await moderation.unban_viewer(work, channel, account)
        _log.info("viewer_unbanned", channel=channel.name, account=account.name, by=principal.name)

    async def list_bans(self, name: str, *, after: str, limit: int) -> BanPage:
        """Return a page of a channel's bans; ChannelNotFoundError when there is none of that name."""
        async with self.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            found = await moderation.list_bans(reading, channel.id, after=after, limit=limit + 1)
        more = found[limit - 1].account.name_key if len(found) > limit else None
        return BanPage(bans=[_ban_view(ban) for ban in found[:limit]], next_after=more)

    def _now(self) -> datetime:
        return instant(self.clock.wallclock())


def _ban_view(ban: moderation.Ban) -> BanView:
    return BanView(
        name=ban.account.name,
        banned_by=ban.banned_by.name if ban.banned_by else None,
        reason=ban.row.reason,
        banned_at=ban.row.banned_at,
    )
