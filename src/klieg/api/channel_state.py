"""A channel as it is now: its row, what is on the air, how many watch. The one source of every channel JSON."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from klieg.api.addresses import Addresses
from klieg.api.picture_addresses import avatar_url, banner_url
from klieg.api.views import ChannelView, MultitrackView, PublicChannelView
from klieg.contracts.facts import EncoderDescription
from klieg.contracts.ingest import (
    ChannelType,
    IngestProtocol,
    LatencyMode,
    MultitrackPolicy,
    MultitrackResolution,
    TranscodePreset,
)
from klieg.contracts.playback import PlaybackPolicy
from klieg.domains.channels import Channel
from klieg.domains.directory import Surroundings, find_surroundings
from klieg.domains.following import is_partner, max_lines
from klieg.domains.identity import Account, Principal, derived_look
from klieg.domains.live import StreamSession, muted_kinds
from klieg.domains.playback import ViewerCounts
from klieg.domains.work import Reading
from klieg.kernel.errors import UnavailableError

_PROTOCOL: TypeAdapter[IngestProtocol] = TypeAdapter(IngestProtocol)
_ALONE = Surroundings(None, None, 0)
"""Of a channel that was deleted a moment ago."""


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What views are made of.

    Attributes:
        session: The one on the air, if any.
        partner_followers: Followers that make a partner; 0: there are no partners.
    """

    channel: Channel
    session: StreamSession | None
    viewer_count: int
    owner: Account | None = None
    follower_count: int = 0
    partner_followers: int = 0

    def belongs_to(self, principal: Principal) -> bool:
        """Whether the channel is that account's."""
        return self.channel.owner_id is not None and self.channel.owner_id == principal.account_id

    @property
    def is_partner(self) -> bool:
        """Whether so many follow it; the operator's own are none's partners."""
        return self.channel.owner_id is not None and is_partner(self.follower_count, self.partner_followers)

    @property
    def max_lines(self) -> int | None:
        """How many lines its pictures may have; None: nothing is held against it."""
        return max_lines(self.follower_count, self.partner_followers) if self.channel.owner_id else None

    @property
    def started_at(self) -> datetime | None:
        """When what is on the air could first be watched."""
        return self.session.started_at if self.session else None

    @property
    def encoder(self) -> EncoderDescription | None:
        """How the encoder on the air describes itself."""
        return encoder_of(self.session)

    def public_view(self, addresses: Addresses) -> PublicChannelView:
        """Return what anybody may see."""
        owner = self.owner
        color, avatar = (owner.color, owner.avatar) if owner else derived_look(self.channel.name)
        return PublicChannelView(
            name=self.channel.name,
            display_name=self.owner.name if self.owner else self.channel.name,
            color=color,
            avatar_url=avatar_url(avatar, owner.avatar_picture if owner else None),
            banner_url=banner_url(self.channel.banner_picture),
            thumbnail_url=addresses.thumbnail_url(self.channel.name) if self.session else None,
            description=self.channel.description,
            category=self.channel.category,
            tags=self.channel.tags,
            links=self.channel.links,
            mature=self.channel.mature,
            title=self.channel.title,
            playback_url=addresses.playback_url(self.channel.name),
            whep_url=addresses.whep_url(self.channel.name),
            is_live=self.session is not None,
            follower_count=self.follower_count,
            is_partner=self.is_partner,
            viewer_count=self.viewer_count,
            started_at=self.started_at,
            latency_mode=LatencyMode(self.channel.latency_mode),
            session_id=self.session.id if self.session else None,
            publisher_muted=muted_kinds(self.session.publisher_muted) if self.session else [],
        )

    def owner_view(
        self, addresses: Addresses, *, stream_key: str | None, srt_passphrase: str | None, pull_url: str | None
    ) -> ChannelView:
        """Return what the owner may see."""
        channel = self.channel
        passphrase = None if channel.insecure_ingest else srt_passphrase
        return ChannelView(
            **self.public_view(addresses).model_dump(),
            owner=self.owner.name if self.owner else None,
            playback_policy=PlaybackPolicy(channel.playback_policy),
            type=ChannelType(channel.channel_type),
            preset=TranscodePreset(channel.preset) if channel.preset else None,
            max_lines=self.max_lines,
            insecure_ingest=channel.insecure_ingest,
            multitrack=MultitrackView(
                policy=MultitrackPolicy(channel.multitrack_policy),
                maximum_resolution=MultitrackResolution(channel.multitrack_resolution),
            ),
            ingest_url=addresses.ingest,
            rtmps_url=addresses.rtmps,
            srt_url=addresses.srt_url(stream_key, passphrase) if stream_key else None,
            whip_url=addresses.whip_url,
            stream_key=stream_key,
            srt_passphrase=srt_passphrase,
            pull_url=pull_url,
            created_at=channel.created_at,
            encoder=self.encoder,
        )


def encoder_of(session: StreamSession | None) -> EncoderDescription | None:
    """Return the encoder's description kept in a row."""
    if session is None or session.encoder is None:
        return None
    return EncoderDescription.model_validate(session.encoder)


def protocol_of(session: StreamSession) -> IngestProtocol:
    """Return how a session's publisher reached its node."""
    return _PROTOCOL.validate_python(session.protocol)


async def load_states(
    reading: Reading, viewers: ViewerCounts, channels: Iterable[Channel], wallclock: float, *, partner_followers: int
) -> list[ChannelState]:
    """Return the states of these channels, in their order. While the bus is away nobody counts as a viewer.

    Args:
        reading: Where to look.
        viewers: Who counts.
        channels: Which.
        wallclock: Seconds since 1970.
        partner_followers: Followers that make a partner; 0: there are no partners.
    """
    channels = list(channels)
    ids = [channel.id for channel in channels]
    around = await find_surroundings(reading, ids)
    counts = await count_viewers(viewers, ids, wallclock)
    return [
        _state(channel, around.get(channel.id, _ALONE), counts.get(channel.id, 0), partner_followers)
        for channel in channels
    ]


def _state(channel: Channel, around: Surroundings, viewer_count: int, partner_followers: int) -> ChannelState:
    return ChannelState(channel, around.session, viewer_count, around.owner, around.follower_count, partner_followers)


async def count_viewers(viewers: ViewerCounts, channel_ids: Collection[str], wallclock: float) -> Mapping[str, int]:
    """Return viewer counts, empty while the bus is away: a page without a number beats no page."""
    try:
        return await viewers.count(channel_ids, wallclock)
    except UnavailableError:
        return {}
