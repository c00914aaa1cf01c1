"""What admins look at: how much there is of everything, each channel, what is on the air, who is invited."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import Field

from klieg.api.application import Application
from klieg.api.channel_state import count_viewers, protocol_of
from klieg.api.people.parts import PeopleParts
from klieg.api.views import View
from klieg.contracts.ingest import IngestProtocol
from klieg.domains import channels, identity, live

YOUNG = timedelta(days=7)


class OverviewView(View):
    """How much there is of everything."""

    accounts: int = Field(ge=0)
    young_accounts: int = Field(description="Made within the last seven days", ge=0)
    unverified_accounts: int = Field(ge=0)
    suspended_accounts: int = Field(ge=0)
    admins: int = Field(description="Accounts; the operator is none", ge=0)
    channels: int = Field(ge=0)
    live_channels: int = Field(ge=0)
    viewers: int = Field(description="Of all live channels together", ge=0)
    invitations: int = Field(description="That nobody has used yet", ge=0)


class OverseenChannelView(View):
    """A channel as an admin looks at it."""

    name: str = Field(examples=["ada_l"])
    owner: str | None = Field(description="Name of the account it belongs to; none: the operator's", examples=["Ada_L"])
    title: str | None
    is_live: bool
    viewer_count: int = Field(ge=0)
    follower_count: int = Field(ge=0)
    created_at: datetime


class OverseenChannelPage(View):
    """Channels in order of name."""

    channels: list[OverseenChannelView]
    next_after: str | None = Field(description="Pass as ``after`` to get more; null at the end")


class OnAirView(View):
    """A stream session that is open: live, or let in and about to be."""

    channel: str = Field(examples=["ada_l"])
    owner: str | None = Field(description="Name of the account; none: the operator's", examples=["Ada_L"])
    title: str | None
    session_id: str
    is_live: bool
    protocol: IngestProtocol
    node_id: str
    created_at: datetime
    started_at: datetime | None
    viewer_count: int = Field(ge=0)
    thumbnail_url: str


class OnAirPage(View):
    """Open stream sessions, newest first."""

    streams: list[OnAirView]
    next_before: str | None = Field(description="Pass as ``before`` to get older ones; null at the end")


class OpenInvitationView(View):
    """An invitation that nobody has used yet. Its link was shown once."""

    invitation_id: str
    mail: str | None = Field(description="Whom it is for; none: whoever has the link")
    created_at: datetime
    expires_at: datetime


class InvitationPage(View):
    """Invitations, newest first."""

    invitations: list[OpenInvitationView]
    next_before: str | None = Field(description="Pass as ``before`` to get older ones; null at the end")


@dataclass(frozen=True)
class Oversight:
    """The verbs of an admin who looks and changes nothing."""

    parts: PeopleParts
    application: Application

    async def show_overview(self) -> OverviewView:
        """Return how much there is of everything."""
        now = self.parts.now()
        async with self.parts.database.read() as reading:
            accounts = await identity.count_accounts(reading, young_since=now - YOUNG)
            channel_count = await channels.count_channels(reading)
            on_air = await live.live_channel_ids(reading)
            invitations = await identity.count_invitations(reading, now)
        viewers = await count_viewers(self.application.viewers, on_air, self.parts.clock.wallclock())
        return OverviewView(
            accounts=accounts.total,
            young_accounts=accounts.young,
            unverified_accounts=accounts.unverified,
            suspended_accounts=accounts.suspended,
            admins=accounts.admins,
            channels=channel_count,
            live_channels=len(on_air),
            viewers=sum(viewers.values()),
            invitations=invitations,
        )

    async def list_channels(self, *, after: str, search: str, limit: int) -> OverseenChannelPage:
        """Return channels in order of name, the operator's among them."""
        verbs = self.application
        async with self.parts.database.read() as reading:
            found = await channels.list_channels(reading, after=after.lower(), search=search, limit=limit + 1)
            states = await verbs.load(reading, found[:limit])
        views = [
            OverseenChannelView(
                name=state.channel.name,
                owner=state.owner.name if state.owner else None,
                title=state.channel.title,
                is_live=state.session is not None,
                viewer_count=state.viewer_count,
                follower_count=state.follower_count,
                created_at=state.channel.created_at,
            )
            for state in states
        ]
        return OverseenChannelPage(channels=views, next_after=views[-1].name if len(found) > limit else None)

    async def list_on_air(self, *, before: str | None, limit: int) -> OnAirPage:
        """Return open stream sessions, newest first."""
        verbs = self.application
        async with self.parts.database.read() as reading:
            found = await live.newest_open_sessions(reading, before=before, limit=limit + 1)
            page = found[:limit]
            owners = await identity.accounts_by_id(reading, {row.owner_id for _, row in page if row.owner_id})
        counts = await count_viewers(verbs.viewers, [row.id for _, row in page], self.parts.clock.wallclock())
        views = [
            OnAirView(
                channel=channel.name,
                owner=owners[channel.owner_id].name if channel.owner_id in owners else None,
                title=channel.title,
                session_id=session.id,
                is_live=session.started_at is not None,
                protocol=protocol_of(session),
                node_id=session.node_id,
                created_at=session.created_at,
                started_at=session.started_at,
                viewer_count=counts.get(channel.id, 0),
                thumbnail_url=verbs.addresses.thumbnail_url(channel.name),
            )
            for session, channel in page
        ]
        return OnAirPage(streams=views, next_before=views[-1].session_id if len(found) > limit else None)

    async def list_invitations(self, *, before: str | None, limit: int) -> InvitationPage:
        """Return invitations that nobody has used yet, newest first."""
        async with self.parts.database.read() as reading:
            found = await identity.list_invitations(reading, self.parts.now(), before=before, limit=limit + 1)
        views = [
            OpenInvitationView(
                invitation_id=row.id, mail=row.mail, created_at=row.created_at, expires_at=row.expires_at
            )
            for row in found[:limit]
        ]
        return InvitationPage(invitations=views, next_before=views[-1].invitation_id if len(found) > limit else None)
