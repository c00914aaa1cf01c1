"""What can be done with Klieg, whoever asks: the HTTP routes and the command line call the same verbs.

Each verb opens one unit of work and commits it once. What must reach a node travels by the outbox, so a verb works
whether or not anything else runs.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

import structlog

from klieg.adapters.database import Database
from klieg.api.addresses import Addresses
from klieg.api.channel_state import ChannelState, count_viewers, encoder_of, load_states, protocol_of
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
from klieg.contracts.ingest import SrtPassphraseAnswer
from klieg.domains import audit, channels, following, identity, live, multitrack, pictures
from klieg.domains.playback import ViewerCounts
from klieg.domains.work import Reading, Work, instant
from klieg.kernel.clock import Clock
from klieg.kernel.ids import new_id

_log = structlog.get_logger(__name__)
ALL = 1_000_000
"""As good as no limit, for the command line."""
_AT_CONSOLE = audit.Actor(None, identity.OPERATOR.name)


@dataclass(frozen=True)
class Application:
    """The verbs.

    Attributes:
        addresses: Those the answers name.
        partner_followers: Followers that make a partner; 0: there are no partners.
        actor: Whose deeds they are in the audit log: the operator's at a console, unless ``by`` was asked.
    """

    database: Database
    viewers: ViewerCounts
    cipher: channels.KeyCipher
    clock: Clock
    addresses: Addresses
    partner_followers: int = 0
    actor: audit.Actor = _AT_CONSOLE

    def by(self, actor: audit.Actor) -> Self:
        """Return the same for deeds of another."""
        return replace(self, actor=actor)

    def at(self, addresses: Addresses) -> Self:
        """Return the same for another asker."""
        return replace(self, addresses=addresses)

    async def load(self, reading: Reading, found: Iterable[channels.Channel]) -> list[ChannelState]:
        """Return the states of these channels, in their order."""
        now, needed = self.clock.wallclock(), self.partner_followers
        return await load_states(reading, self.viewers, found, now, partner_followers=needed)

    async def create_channel(self, channel: channels.CreateChannel | Mapping[str, object]) -> ChannelView:
        """Make a channel.

        Raises:
            pydantic.ValidationError: a field, such as the name, cannot be one.
            DomainError: the name is reserved or taken, or the configuration does not go together.
        """
        wanted = channels.CreateChannel.model_validate(channel)
        async with self.database.work() as work:
            made = await channels.create_channel(work, wanted, self.cipher, self._now())
            self._note(work, audit.Deed.CHANNEL_CREATED, made)
        _log.info("channel_created", channel=made.name)
        return self._owner_view(ChannelState(made, None, 0))

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

    async def show_channel_to(self, name: str, principal: identity.Principal | None) -> PublicChannelView:
        """Return a channel as who asks may see it; ChannelNotFoundError when there is none."""
        state = await self._state(name)
        if principal is not None:
            owns = principal.may(identity.Scope.READ) and state.belongs_to(principal)
            if owns or principal.is_admin:
                return self._owner_view(state)
        return state.public_view(self.addresses)

    async def revise_channel(self, name: str, changes: channels.ReviseChannel | Mapping[str, object]) -> ChannelView:
        """Change a channel's title or configuration.

        Raises:
            pydantic.ValidationError: a field cannot be one.
            DomainError: there is no such channel, or the configuration would not go together.
        """
        revision = channels.ReviseChannel.model_validate(changes)
        async with self.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            await channels.revise_channel(work, channel, revision)
            self._note_revision(work, channel, revision.model_fields_set)
        _log.info("channel_revised", channel=name, fields=sorted(revision.model_fields_set))
        return await self.show_channel(name)

    async def set_pull(self, name: str, wanted: channels.PullFrom | Mapping[str, object] | None) -> ChannelView:
        """Have a node fetch the channel's media from an address, or from nowhere.

        Raises:
            pydantic.ValidationError: the address cannot be one.
            ChannelNotFoundError: there is no such channel.
        """
        url = None if wanted is None else channels.PullUrl(channels.PullFrom.model_validate(wanted).url)
        async with self.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            await channels.set_pull(work, channel, url, self.cipher)
            self._note_revision(work, channel, {"pull"})
        _log.info("pull_changed", channel=name, url=url.masked() if url else None)
        return await self.show_channel(name)

    async def delete_channel(self, name: str) -> None:
        """End what is on the air and remove the channel; ChannelNotFoundError when there is none."""
        async with self.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            await live.end_stream(work, channel, EndReason.CHANNEL_DELETED, self._now())
            await work.session.flush()
            await pictures.remove_pictures(work, channel.id, self._now())
            await channels.delete_channel(work, channel)
            self._note(work, audit.Deed.CHANNEL_DELETED, channel)
        _log.info("channel_deleted", channel=name)

    async def reset_stream_key(self, name: str) -> ChannelView:
        """Give the channel a new stream key and end what is on the air; ChannelNotFoundError when there is none."""
        async with self.database.work() as work:
            channel = await channels.channel_for_change(work, name)
            await channels.reset_stream_key(work, channel, self.cipher)
            await live.end_stream(work, channel, EndReason.KEY_RESET, self._now())
            self._note(work, audit.Deed.STREAM_KEY_RESET, channel)
        _log.info("stream_key_reset", channel=name)
        return await self.show_channel(name)

    async def srt_passphrase(self, key_text: str) -> SrtPassphraseAnswer:
        """Return what a caller by SRT with this stream key encrypts with. A key that is none has no passphrase."""
        async with self.database.read() as reading:
            try:
                channel = await channels.channel_by_stream_key(reading, key_text)
            except channels.MalformedStreamKeyError:
                channel = None
        if channel is None:
            return SrtPassphraseAnswer(passphrase=None, required=False)
        passphrase = channels.read_srt_passphrase(channel, self.cipher)
        return SrtPassphraseAnswer(
            passphrase=passphrase.reveal() if passphrase else None, required=not channel.insecure_ingest
        )

    async def configure_client(
        self, asked: multitrack.ClientConfigurationRequest
    ) -> tuple[multitrack.Meta, multitrack.ClientConfiguration | multitrack.Refusal]:
        """Return what an encoder with a stream key should send, or why it gets no answer."""
        config_id = new_id("cc", self.clock.wallclock())
        meta = multitrack.Meta(schema_version=asked.schema_version, config_id=config_id)
        addresses = self.addresses
        async with self.database.read() as reading:
            found = await multitrack.configure_client(
                reading,
                asked,
                meta,
                rtmp=addresses.ingest,
                rtmps=addresses.rtmps,
                max_lines_of=lambda channel_id: following.max_lines_of(reading, channel_id, self.partner_followers),
            )
        return meta, found

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
                protocol=protocol_of(session),
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
            channel = await channels.channel_for_change(work, name)
            session_id = await live.stop_stream(work, channel, self._now())
            self._note(work, audit.Deed.STREAM_STOPPED, channel)
        _log.info("stream_stopped", channel=name, session=session_id)
        return StoppedView(channel=name, session_id=session_id)

    async def list_sessions(self, name: str, *, before: str | None, limit: int) -> SessionPage:
        """Return a channel's stream sessions with their events, newest first; ChannelNotFoundError when none is so."""
        async with self.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            found = await live.channel_sessions(reading, channel.id, before=before, limit=limit + 1)
        views = [_session_view(session, events) for session, events in found[:limit]]
        return SessionPage(sessions=views, next_before=views[-1].session_id if len(found) > limit else None)

    async def replace_admin_token(self, text: str) -> None:
        """Make ``text`` the admin's token; whoever has the former one is nobody from now on."""
        async with self.database.work() as work:
            await identity.adopt_admin_token(work, identity.AdminToken(text), replace=True, now=self._now())
        _log.info("admin_token_replaced")

    async def states_of(self, names: frozenset[str]) -> dict[str, ChannelState]:
        """Return the states of those of ``names`` that are channels."""
        async with self.database.read() as reading:
            found = await channels.list_channels(reading, names=names, limit=len(names))
            states = await self.load(reading, found)
        return {state.channel.name: state for state in states}

    async def live_names(self, limit: int) -> list[str]:
        """Return the names of channels on the air, at most ``limit``, in order."""
        async with self.database.read() as reading:
            ids = await live.live_channel_ids(reading)
            return [channel.name for channel in await channels.list_channels(reading, ids=ids, limit=limit)]

    async def _state(self, name: str) -> ChannelState:
        async with self.database.read() as reading:
            channel = await channels.find_channel(reading, name)
            return (await self.load(reading, [channel]))[0]

    async def _states(self, reading: Reading, *, live: bool | None, after: str = "", limit: int) -> list[ChannelState]:
        on_air = None if live is None else await _live_ids(reading)
        found = await channels.list_channels(
            reading,
            after=after,
            limit=limit,
            ids=on_air if live else None,
            excluded_ids=on_air if live is False else None,
        )
        return await self.load(reading, found)

    def _owner_view(self, state: ChannelState) -> ChannelView:
        try:
            key: str | None = channels.read_stream_key(state.channel, self.cipher).reveal()
        except channels.StreamKeyUnreadableError as error:
            _log.warning("stream_key_unreadable", channel=state.channel.name, remedy=str(error))
            key = None
        passphrase = channels.read_srt_passphrase(state.channel, self.cipher)
        pull_url = channels.read_pull_url(state.channel, self.cipher)
        return state.owner_view(
            self.addresses,
            stream_key=key,
            srt_passphrase=passphrase.reveal() if passphrase else None,
            pull_url=pull_url.masked() if pull_url else None,
        )

    def _note(self, work: Work, deed: audit.Deed, channel: channels.Channel, **details: str) -> None:
        audit.note_deed(
            work,
            deed,
            channel.name,
            by=(self.actor.account_id, self.actor.name),
            address=self.actor.address,
            now=self._now(),
            details=details,
        )

    def _note_revision(self, work: Work, channel: channels.Channel, fields: Collection[str]) -> None:
        audit.note_revision(work, self.actor, channel.name, owner_id=channel.owner_id, fields=fields, now=self._now())

    def _now(self) -> datetime:
        return instant(self.clock.wallclock())


async def _live_ids(reading: Reading) -> set[str]:
    return await live.live_channel_ids(reading)


def _session_view(session: live.StreamSession, events: list[live.StreamSessionEvent]) -> SessionView:
    return SessionView(
        session_id=session.id,
        protocol=protocol_of(session),
        node_id=session.node_id,
        created_at=session.created_at,
        started_at=session.started_at,
        ended_at=session.ended_at,
        end_reason=EndReason(session.end_reason) if session.end_reason else None,
        encoder=encoder_of(session),
        events=[SessionEventView(name=event.name, code=event.code, time=event.occurred_at) for event in events],
    )
