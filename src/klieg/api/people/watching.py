"""Who may watch a channel, and by which addresses."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from klieg.adapters.database import Database
from klieg.api.addresses import Addresses
from klieg.api.views import View
from klieg.contracts.playback import PlaybackKey, PlaybackPolicy
from klieg.domains import channels, identity, moderation
from klieg.domains.playback import grant_playback
from klieg.domains.work import instant
from klieg.kernel.clock import Clock


class PlaybackView(View):
    """How who asks watches a channel, from now until ``expires_at``; playback that has begun goes on after that."""

    playback_policy: PlaybackPolicy
    playback_url: str = Field(examples=["http://localhost:8081/hls/demo/index.m3u8"])
    whep_url: str = Field(examples=["http://localhost:8081/whep/demo"])
    token: str | None = Field(description="Bearer token for `whep_url`; it stands in `playback_url` already")
    expires_at: datetime | None = Field(description="When addresses and token are no longer good to begin with")


@dataclass(frozen=True)
class Watching:
    """The verb. Tokens are good to begin with for ``token_life_s`` seconds."""

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
        granted = grant_playback(channel.id, account_id, now=instant(self.clock.wallclock()), life_s=self.token_life_s)
        text = self.key.seal(granted)
        return PlaybackView(
            playback_policy=policy,
            playback_url=addresses.playback_url(channel.name, text),
            whep_url=whep_url,
            token=text,
            expires_at=instant(granted.expires_at),
        )
