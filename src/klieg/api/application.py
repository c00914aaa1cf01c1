"""What can be done with Klieg, whoever asks: the HTTP routes and the command line call the same verbs.

Each verb opens one unit of work and commits it once. What must reach a node travels by the outbox, so a verb works
whether or not anything else runs.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

import structlog

from klieg.adapters.database import Database
from klieg.api.addresses import Addresses
from klieg.api.channel_state import ChannelState, count_viewers, encoder_of, load_states
from klieg.api.views import (
    ChannelPage,
    ChannelView,
    PublicChannelView,
    SessionEventView,
    SessionPage,
    SessionView,
    StoppedView,
    StreamView,
)
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import LatencyMode
from klieg.domains import channels, live
from klieg.domains.playback import ViewerCounts
from klieg.domains.work import Reading, instant
from klieg.kernel.clock import Clock

_log = structlog.get_logger(__name__)
ALL = 1_000_000
"""As good as no limit, for the command line."""


@dataclass(frozen=True)
class Application:
    """The verbs. ``addresses`` are those the answers name."""

    database: Database
    viewers: ViewerCounts
    cipher: channels.KeyCipher
    clock: Clock
    addresses: Addresses

    def at(self, addresses: Addresses) -> Self:
        """Return the same for another asker."""
        return replace(self, addresses=addresses)

    async def create_channel(
        self, name: str, *, title: str | None = None, latency_mode: LatencyMode = LatencyMode.LOW
    ) -> ChannelView:
        """Make a channel.

        Raises:
            pydantic.ValidationError: the name or title cannot be one.
            DomainError: the name is reserved or taken.
        """
        wanted = channels.CreateChannel(name=name, title=title, latency_mode=latency_mode)
        async with self.database.work() as work:
            channel = await channels.create_channel(work, wanted, self.cipher, self._now())
        _log.info("channel_created", channel=channel.name)
        return self._owner_view(ChannelState(channel, None, 0))

    async def list_channels(self, *, live: bool | None = None) -> list[ChannelView]:
        """Return every channel as its owner sees it, in order of name; only (not) live ones if asked."""
        async with self.database.read() as reading:
            return [self._owner_view(state) for state in await self._states(reading, live=live, limit=ALL)]

    async def browse_channels(self, *, live: bool | None, after: str, limit: int) -> ChannelPage:
        """Return a page of channels as anybody may see them."""
        async with self.database.read() as reading:
            states = await self._states(reading, live=live, after=after, limit=limit + 1)
        views = [state.public_view(self.addresses) for state in states[:limit]]
        return ChannelPage(channels=views, next_after=views[-1].name if len(states) > limit else None)

    async def show_channel(self, name: str) -> ChannelView:
        """Return a channel as its owner sees it; ChannelNotFoundError when there is none."""
        return self._owner_view(await self._state(name))

    async def look_at_channel(self, name: str) -> PublicChannelView:
        """Return a channel as anybody may see it; ChannelNotFoundError when there is none."""
        return (await self._state(name)).public_view(self.addresses)

    async def revise_channel(self, name: str, revision: channels.ReviseChannel) -> ChannelView:
        """Change a channel's title or latency mode; ChannelNotFoundError when there is none."""
        async with self.database.work() as work:
            await channels.revise_channel(work, await channels.channel_for_change(work, name), revision)
        return await self.show_channel(name)

    async def delete_channel(self, name: str) -> None:
        """End what is on the air and remove the channel; ChannelNotFoundError when there is none."""
        async with self.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            await live.end_stream(work, channel, EndReason.CHANNEL_DELETED, self._now())
            await work.session.flush()
            await channels.delete_channel(work, channel)
        _log.info("channel_deleted", channel=name)

    async def reset_stream_key(self, name: str) -> ChannelView:
        """Give the channel a new stream key and end what is on the air; ChannelNotFoundError when there is none."""
        async with self.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            await channels.reset_stream_key(work, channel, self.cipher)
            await live.end_stream(work, channel, EndReason.KEY_RESET, self._now())
        _log.info("stream_key_reset", channel=name)
        return await self.show_channel(name)

    async def list_streams(self) -> list[StreamView]:
        """Return every open stream session, oldest first."""
        async with self.database.read() as reading:
            found = await live.open_sessions(reading)
        counts = await count_viewers(self.viewers, [channel.id for _, channel in found], self.clock.wallclock())
        return [
            StreamView(
                channel=channel.name,
                session_id=session.id,
                is_live=session.started_at is not None,
                node_id=session.node_id,
                created_at=session.created_at,
                started_at=session.started_at,
                viewer_count=counts.get(channel.id, 0),
                encoder=encoder_of(session),
            )
            for session, channel in found
        ]

    async def stop_stream(self, name: str) -> StoppedView:
        """Drop the channel's encoder: ChannelNotFoundError, or ChannelNotLiveError when nothing is on the air."""
        async with self.database.work() as work:
            session_id = await live.stop_stream(work, await channels.channel_for_change(work, name), self._now())
        _log.info("stream_stopped", channel=name, session=session_id)
        return StoppedView(channel=name, session_id=session_id)

    async def list_sessions(self, name: str, *, before: str | None, limit: int) -> SessionPage:
        """Return a channel's stream sessions with their events, newest first; ChannelNotFoundError when none is so."""
        async with self.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            found = await live.channel_sessions(reading, channel.id, before=before, limit=limit + 1)
        views = [_session_view(session, events) for session, events in found[:limit]]
        return SessionPage(sessions=views, next_before=views[-1].session_id if len(found) > limit else None)

    async def states_of(self, names: frozenset[str]) -> dict[str, ChannelState]:
        """Return the states of those of ``names`` that are channels."""
        async with self.database.read() as reading:
            found = await channels.list_channels(reading, names=names, limit=len(names))
            states = await load_states(reading, self.viewers, found, self.clock.wallclock())
        return {state.channel.name: state for state in states}

    async def live_names(self, limit: int) -> list[str]:
        """Return the names of channels on the air, at most ``limit``, in order."""
        async with self.database.read() as reading:
            ids = await live.live_channel_ids(reading)
            return [channel.name for channel in await channels.list_channels(reading, ids=ids, limit=limit)]

    async def _state(self, name: str) -> ChannelState:
        async with self.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            return (await load_states(reading, self.viewers, [channel], self.clock.wallclock()))[0]

    async def _states(self, reading: Reading, *, live: bool | None, after: str = "", limit: int) -> list[ChannelState]:
        on_air = None if live is None else await _live_ids(reading)
        found = await channels.list_channels(
            reading,
            after=after,
            limit=limit,
            ids=on_air if live else None,
            excluded_ids=on_air if live is False else None,
        )
        return await load_states(reading, self.viewers, found, self.clock.wallclock())

    def _owner_view(self, state: ChannelState) -> ChannelView:
        try:
            key: str | None = channels.read_stream_key(state.channel, self.cipher).reveal()
        except channels.StreamKeyUnreadableError as error:
            _log.warning("stream_key_unreadable", channel=state.channel.name, remedy=str(error))
            key = None
        return state.owner_view(self.addresses, key)

    def _now(self) -> datetime:
        return instant(self.clock.wallclock())


async def _live_ids(reading: Reading) -> set[str]:
    return await live.live_channel_ids(reading)


def _session_view(session: live.StreamSession, events: list[live.StreamSessionEvent]) -> SessionView:
    return SessionView(
        session_id=session.id,
        node_id=session.node_id,
        created_at=session.created_at,
        started_at=session.started_at,
        ended_at=session.ended_at,
        end_reason=EndReason(session.end_reason) if session.end_reason else None,
        encoder=encoder_of(session),
        events=[SessionEventView(name=event.name, code=event.code, time=event.occurred_at) for event in events],
    )
