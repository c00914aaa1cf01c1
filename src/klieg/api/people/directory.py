"""What can be watched and who follows what, for who asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from klieg.api.application import Application
from klieg.api.channel_state import count_viewers
from klieg.api.views import CategoryList, CategoryView, ChannelList, LivePage, RelationView
from klieg.domains import channels, directory, following
from klieg.domains.identity import NotAuthorisedError, Principal
from klieg.domains.work import instant

CATEGORIES_MAX = 100


@dataclass(frozen=True)
class Directory:
    """The verbs of who browses."""

    application: Application

    async def list_live(self, *, after: str, category: str | None, tag: str | None, limit: int) -> LivePage:
        """Return a page of live channels, those that went live last first. A position that is none is the beginning."""
        verbs = self.application
        position = directory.LivePosition.parse(after)
        async with verbs.database.read() as reading:
            found = await directory.list_live(reading, after=position, category=category, tag=tag, limit=limit + 1)
            page = found[:limit]
            states = await verbs.load(reading, [channel for channel, _ in page])
        more = str(page[-1][1]) if len(found) > limit else None
        return LivePage(channels=[state.public_view(verbs.addresses) for state in states], next_after=more)

    async def list_categories(self) -> CategoryList:
        """Return the categories of what is live, those with most channels first."""
        verbs = self.application
        async with verbs.database.read() as reading:
            found = await directory.live_categories(reading, CATEGORIES_MAX)
        ids = [channel_id for category in found for channel_id in category.channel_ids]
        counts = await count_viewers(verbs.viewers, ids, verbs.clock.wallclock())
        views = [
            CategoryView(
                name=category.name,
                live_count=len(category.channel_ids),
                viewer_count=sum(counts.get(channel_id, 0) for channel_id in category.channel_ids),
            )
            for category in found
        ]
        return CategoryList(categories=views)

    async def search(self, text: str, *, offset: int, limit: int) -> ChannelList:
        """Return channels whose name, title, category or tags contain a text."""
        async with self.application.database.read() as reading:
            found = await directory.search_channels(reading, text, offset=offset, limit=limit + 1)
        return await self._page(found[:limit], offset + limit if len(found) > limit else None)

    async def list_followed(self, principal: Principal, *, offset: int, limit: int) -> ChannelList:
        """Return the channels somebody follows, live ones first."""
        account_id = _account_id(principal)
        async with self.application.database.read() as reading:
            found = await following.list_followed(reading, account_id, offset=offset, limit=limit + 1)
        return await self._page(found[:limit], offset + limit if len(found) > limit else None)

    async def follow(self, principal: Principal, name: str) -> RelationView:
        """Follow a channel.

        Raises:
            DomainError: there is no such channel, or it is one's own.
        """
        verbs = self.application
        async with verbs.database.work() as work:
            channel = await channels.find_channel(work, name)
            await following.follow(work, _account_id(principal), channel, instant(verbs.clock.wallclock()))
        return await self.show_relation(principal, name)

    async def unfollow(self, principal: Principal, name: str) -> RelationView:
        """Follow a channel no longer.

        Raises:
            ChannelNotFoundError: there is none.
        """
        async with self.application.database.work() as work:
            channel = await channels.find_channel(work, name)
            await following.unfollow(work, _account_id(principal), channel)
        return await self.show_relation(principal, name)

    async def show_relation(self, principal: Principal, name: str) -> RelationView:
        """Return what somebody has to do with a channel.

        Raises:
            ChannelNotFoundError: there is none.
        """
        account_id = _account_id(principal)
        async with self.application.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            follows = await following.is_following(reading, account_id, channel.id)
            followers = await following.count_followers(reading, [channel.id])
        return RelationView(
            is_owner=channel.owner_id == account_id,
            is_following=follows,
            follower_count=followers.get(channel.id, 0),
        )

    async def _page(self, found: Sequence[channels.Channel], next_offset: int | None) -> ChannelList:
        verbs = self.application
        async with verbs.database.read() as reading:
            states = await verbs.load(reading, found)
        return ChannelList(channels=[state.public_view(verbs.addresses) for state in states], next_offset=next_offset)


def _account_id(principal: Principal) -> str:
    if principal.account_id is None:
        raise NotAuthorisedError("Sign in: this belongs to an account.")
    return principal.account_id
