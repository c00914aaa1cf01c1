"""Every socket of this control, and the channels they follow.

The hub keeps the state of each followed or live channel. News only says which channel changed; the state is then read
afresh from the rows, so a lost, doubled or reordered piece of news does no harm. Changing a state and telling it
happens without a pause in between, so each socket sees states in the order the hub had them.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import replace
from typing import Protocol

import structlog

from klieg.api.addresses import Addresses
from klieg.api.channel_state import ChannelState
from klieg.api.realtime.subscriber import Subscriber
from klieg.api.views import PublicChannelView
from klieg.domains.playback import Beat

_log = structlog.get_logger(__name__)
_NOWHERE = Addresses("", "", "")
DIRECTORY_MAX = 1000
"""Live channels a directory lists at most, in order of name."""


class ChannelSource(Protocol):
    """Where states come from: the rows."""

    async def states_of(self, names: frozenset[str]) -> dict[str, ChannelState]:
        """Return the states of those of ``names`` that are channels."""
        ...

    async def live_names(self, limit: int) -> list[str]:
        """Return the names of channels on the air."""
        ...


class Hub:
    """Follows channels for sockets. ``run_refresh`` and ``run_news`` must be running."""

    def __init__(self, source: ChannelSource) -> None:
        self._source = source
        self._states: dict[str, ChannelState | None] = {}
        self._watchers: dict[str, set[Subscriber]] = defaultdict(set)
        self._directory: set[Subscriber] = set()
        self._stale: set[str] = set()
        self._resync = True
        self._something_stale = asyncio.Event()
        self._something_stale.set()
        self._refreshed = asyncio.Condition()
        self._synced = False
        self._beats: set[Beat] = set()
        self._departures: set[Beat] = set()

    # -- sockets ------------------------------------------------------------------------------------------------------

    async def watch(self, subscriber: Subscriber, name: str) -> None:
        """Send the channel's snapshot and follow it."""
        if name in subscriber.watched:
            return
        subscriber.watched.add(name)
        self._watchers[name].add(subscriber)
        if name in self._states:
            subscriber.tell_channel(name, self._states[name])
        else:  # reading it tells its watchers
            self._mark_stale(name)
            await self._wait(lambda: name in self._states or name not in subscriber.watched)

    async def follow_directory(self, subscriber: Subscriber) -> None:
        """Send the live channels and follow them."""
        await self._wait(lambda: self._synced)
        self._directory.add(subscriber)
        subscriber.follows_directory = True
        subscriber.tell_directory(self.live_states())

    def unwatch(self, subscriber: Subscriber, name: str) -> None:
        """Follow a channel no longer."""
        subscriber.watched.discard(name)
        watchers = self._watchers.get(name, set())
        watchers.discard(subscriber)
        if not watchers:
            self._watchers.pop(name, None)
            self._forget_unfollowed(name)

    def leave(self, subscriber: Subscriber, players: Collection[Beat]) -> None:
        """Forget a socket that closed, and the players that reported through it."""
        for name in list(subscriber.watched):
            self.unwatch(subscriber, name)
        self._directory.discard(subscriber)
        self.record_departures(players)

    def channel_id(self, name: str) -> str | None:
        """Return the id of a followed channel."""
        state = self._states.get(name)
        return state.channel.id if state else None

    def live_states(self) -> list[ChannelState]:
        """Return the channels on the air, by name."""
        states = [state for state in self._states.values() if state is not None and state.session is not None]
        return sorted(states, key=lambda state: state.channel.name)[:DIRECTORY_MAX]

    # -- viewers ------------------------------------------------------------------------------------------------------

    def record_beat(self, beat: Beat) -> None:
        """Take a player's report; the viewer ticker fetches it."""
        self._departures.discard(beat)
        self._beats.add(beat)

    def record_departures(self, players: Collection[Beat]) -> None:
        """Take players' goodbyes; the viewer ticker fetches them."""
        self._beats.difference_update(players)
        self._departures.update(players)

    def take_beats(self) -> tuple[set[Beat], set[Beat]]:
        """Return the beats and the departures since the last call."""
        beats, departures = self._beats, self._departures
        self._beats, self._departures = set(), set()
        return beats, departures

    def counted_channels(self) -> list[str]:
        """Return the ids of the channels whose viewers somebody here follows."""
        return [state.channel.id for state in self._states.values() if state is not None]

    def set_viewer_counts(self, counts: Mapping[str, int]) -> None:
        """Take new counts by channel id and tell those that changed."""
        for name, state in self._states.items():
            count = None if state is None else counts.get(state.channel.id)
            if state is None or count is None or count == state.viewer_count:
                continue
            self._states[name] = replace(state, viewer_count=count)
            for subscriber in self._followers(name, self._states[name]):
                subscriber.tell_viewers(name, count)

    # -- news ---------------------------------------------------------------------------------------------------------

    async def run_news(self, follow: Callable[[], AsyncIterator[str | None]]) -> None:
        """Take news until the bus goes away (UnavailableError); run again, it catches up by reading the rows."""
        self.catch_up()
        async for text in follow():
            if text is None:
                self.catch_up()
            else:
                self._mark_stale(str(json.loads(text)["channel_name"]))

    def catch_up(self) -> None:
        """Read everything followed, and what is on the air, afresh."""
        self._resync = True
        self._something_stale.set()

    async def run_refresh(self) -> None:
        """Read what is stale, for ever. UnavailableError when the rows cannot be read; run again, nothing is lost."""
        while True:
            await self._something_stale.wait()
            await self._refresh()

    async def _refresh(self) -> None:
        resync, self._resync = self._resync, False
        names, self._stale = self._stale, set()
        self._something_stale.clear()
        try:
            if resync:
                names = names | self._states.keys() | self._watchers.keys()
                names |= set(await self._source.live_names(DIRECTORY_MAX))
            states = await self._source.states_of(frozenset(names)) if names else {}
        except BaseException:
            self._resync = self._resync or resync
            self._stale |= names
            self._something_stale.set()
            raise
        for name in names:
            self._set(name, states.get(name))
        self._synced = True
        async with self._refreshed:
            self._refreshed.notify_all()

    def _set(self, name: str, state: ChannelState | None) -> None:
        before = self._states.get(name)
        if state is not None and before is not None and before.channel.id == state.channel.id:
            state = replace(state, viewer_count=before.viewer_count)  # the ticker's is newer than a page's
        unchanged = name in self._states and _look(before) == _look(state)
        self._states[name] = state
        if unchanged:
            return
        for subscriber in self._followers(name, before) | self._followers(name, state):
            subscriber.tell_channel(name, state)
        self._forget_unfollowed(name)

    def _followers(self, name: str, state: ChannelState | None) -> set[Subscriber]:
        listed = state is not None and state.session is not None
        return self._watchers.get(name, set()) | (self._directory if listed else set())

    def _forget_unfollowed(self, name: str) -> None:
        state = self._states.get(name)
        if name not in self._watchers and (state is None or state.session is None):
            self._states.pop(name, None)

    def _mark_stale(self, name: str) -> None:
        self._stale.add(name)
        self._something_stale.set()

    async def _wait(self, condition: Callable[[], bool]) -> None:
        async with self._refreshed:
            await self._refreshed.wait_for(condition)


def _look(state: ChannelState | None) -> PublicChannelView | None:
    """Return what sockets see of a state, wherever they are."""
    return None if state is None else state.public_view(_NOWHERE)
