"""Verbs of live. Each ends in rows plus events, and is safe to repeat."""

from datetime import datetime

from klieg.contracts.facts import (
    EncoderDescribed,
    EndReason,
    Fact,
    NodeStarted,
    StreamEnded,
    StreamEventName,
    StreamNoted,
    StreamStarted,
)
from klieg.contracts.ingest import (
    AuthorizePublish,
    ChannelType,
    LatencyMode,
    MultitrackPolicy,
    MultitrackResolution,
    PublishAccepted,
    PublishDecision,
    PublishRefused,
    PublishRules,
    RefusalCode,
    TranscodePreset,
)
from klieg.domains.channels import Channel, MalformedStreamKeyError, channel_by_stream_key
from klieg.domains.identity import Role, accounts_by_id
from klieg.domains.live import repository, rules
from klieg.domains.live.errors import ChannelNotLiveError, ChannelOnAirError
from klieg.domains.live.events import (
    EncoderChanged,
    SessionCreated,
    SessionEnded,
    SessionNoted,
    SessionStarted,
    StopRequested,
)
from klieg.domains.live.models import StreamSession, StreamSessionEvent
from klieg.domains.live.rules import SessionEventName
from klieg.domains.work import Work, instant
from klieg.kernel.ids import ChannelId, StreamSessionId, new_id


async def authorise_publish(
    work: Work, request: AuthorizePublish, holder: rules.Holder, now: datetime
) -> PublishDecision:
    """Decide whether a publisher goes on the air, and open or find its session.

    Args:
        work: Where to write.
        request: What the node asks.
        holder: What is known of the other node that has the channel open, if one has.
        now: The instant.
    """
    channel = await _channel_to_publish(work, request)
    if isinstance(channel, PublishRefused):
        return channel
    current = await repository.open_session_of(work, channel.id)
    asker = rules.Asker(request.node_id, request.boot_id, frozenset(request.held_sessions))
    verdict = rules.judge_publish(None if current is None else rules_view(current, now), asker, holder)
    if verdict == "refuse":
        return PublishRefused(
            code=RefusalCode.ALREADY_LIVE, description=f"The channel {channel.name} is already live from elsewhere."
        )
    if verdict == "resume":
        assert current is not None, "only an open session is resumed"
        return _accepted(channel, current.id, resumed=True)
    if verdict.stale_reason is not None:
        assert current is not None, "only an open session is stale"
        _end(work, channel, current, verdict.stale_reason, now)
        await work.session.flush()
    session = await _create(work, channel, request, now)
    return _accepted(channel, session.id, resumed=False)


async def _channel_to_publish(work: Work, request: AuthorizePublish) -> Channel | PublishRefused:
    """Return the channel of a stream key, locked, or why its publisher may not go on."""
    try:
        channel = await channel_by_stream_key(work, request.stream_key.get_secret_value(), locked=True)
    except MalformedStreamKeyError as error:
        return PublishRefused(code=RefusalCode.MALFORMED_KEY, description=str(error))
    if channel is None:
        return PublishRefused(
            code=RefusalCode.UNKNOWN_KEY, description="No channel has this stream key: copy it anew, it may be reset."
        )
    if not channel.insecure_ingest and rules.is_insecure(request.protocol, encrypted=request.encrypted):
        return PublishRefused(
            code=RefusalCode.INSECURE_INGEST,
            description=f"The channel {channel.name} takes encrypted streams only: use RTMPS, WHIP, or SRT with its "
            "passphrase.",
        )
    if not await _may_publish(work, channel):
        return PublishRefused(
            code=RefusalCode.UNKNOWN_KEY,
            description=f"The account of the channel {channel.name} may not go live: ask whoever runs this site.",
        )
    return channel


async def _may_publish(work: Work, channel: Channel) -> bool:
    """Whether the channel's owner may; a channel without one belongs to the operator."""
    if channel.owner_id is None:
        return True
    owner = (await accounts_by_id(work, [channel.owner_id])).get(channel.owner_id)
    return owner is not None and owner.suspended_at is None and owner.role != Role.VIEWER


def rules_view(stream_session: StreamSession, now: datetime) -> rules.OpenSession:
    """Return what decisions need of a row."""
    return rules.OpenSession(
        session_id=stream_session.id,
        node_id=stream_session.node_id,
        boot_id=stream_session.boot_id,
        age_s=(now - stream_session.created_at).total_seconds(),
        started=stream_session.started_at is not None,
    )


async def apply_fact(work: Work, fact: Fact, now: datetime) -> bool:
    """Apply what a node tells, once. A fact about an unknown or ended session changes nothing.

    Returns:
        Whether this was the first time the fact was seen.
    """
    if not await repository.remember_fact(work, fact.id, now):
        return False
    occurred_at = min(instant(fact.occurred_at), now)  # a node's clock that runs ahead must not write the future
    match fact:
        case NodeStarted():
            await _end_earlier_boots(work, fact, occurred_at, now)
        case StreamStarted() | EncoderDescribed():
            await _describe(work, fact, occurred_at)
        case StreamNoted():
            await _take_note(work, fact, occurred_at)
        case StreamEnded():
            session = await repository.open_session(work, fact.session_id)
            if session is not None:
                await _end_with_channel(work, session, fact.reason, occurred_at)
    return True


async def end_stream(work: Work, channel: Channel, reason: EndReason, now: datetime) -> StreamSessionId | None:
    """End the channel's open session now and have its node drop the encoder. The channel must be locked.

    Returns:
        The session that ended, or None when none was open.
    """
    session = await repository.open_session_of(work, channel.id)
    if session is None:
        return None
    _end(work, channel, session, reason, now)
    work.record(
        StopRequested(
            channel_id=channel.id,
            channel_name=channel.name,
            session_id=session.id,
            node_id=session.node_id,
            boot_id=session.boot_id,
            reason=reason,
        )
    )
    return StreamSessionId(session.id)


async def require_off_air(work: Work, channel: Channel) -> None:
    """Return when no stream session of the channel is open.

    Raises:
        ChannelOnAirError: one is.
    """
    if await repository.open_session_of(work, channel.id) is not None:
        raise ChannelOnAirError(channel.name)


async def stop_stream(work: Work, channel: Channel, now: datetime) -> StreamSessionId:
    """Stop the channel's stream: the owner's kill switch.

    Raises:
        ChannelNotLiveError: nothing is on the air.
    """
    ended = await end_stream(work, channel, EndReason.STOPPED, now)
    if ended is None:
        raise ChannelNotLiveError(channel.name)
    return ended


async def end_lost_session(work: Work, session_id: str, reason: EndReason, now: datetime) -> bool:
    """End a session whose node is gone or no longer holds it.

    Returns:
        Whether it was open until now.
    """
    session = await repository.open_session(work, session_id)
    if session is None:
        return False
    await _end_with_channel(work, session, reason, now)
    return True


async def forget_before(work: Work, *, facts: datetime, session_events: datetime) -> None:
    """Delete ids of facts and events of ended sessions older than these instants."""
    await repository.delete_facts_before(work, facts)
    await repository.delete_session_events_before(work, session_events)


def _accepted(channel: Channel, session_id: str, *, resumed: bool) -> PublishAccepted:
    return PublishAccepted(
        channel_id=ChannelId(channel.id),
        channel_name=channel.name,
        session_id=StreamSessionId(session_id),
        latency_mode=LatencyMode(channel.latency_mode),
        resumed=resumed,
        rules=PublishRules(
            channel_type=ChannelType(channel.channel_type),
            preset=TranscodePreset(channel.preset or TranscodePreset.HIGHER_BANDWIDTH_DELIVERY),
            multitrack=MultitrackPolicy(channel.multitrack_policy),
            multitrack_resolution=MultitrackResolution(channel.multitrack_resolution),
        ),
    )


async def _create(work: Work, channel: Channel, request: AuthorizePublish, now: datetime) -> StreamSession:
    session = StreamSession(
        id=new_id("st", now.timestamp()),
        channel_id=channel.id,
        node_id=request.node_id,
        boot_id=request.boot_id,
        protocol=request.protocol,
        created_at=now,
    )
    work.session.add(session)
    await work.session.flush()  # its events refer to it
    _note(work, session, SessionEventName.SESSION_CREATED, now)
    work.record(SessionCreated(channel_id=channel.id, channel_name=channel.name, session_id=session.id))
    return session


def _note(
    work: Work,
    session: StreamSession,
    name: SessionEventName | StreamEventName,
    occurred_at: datetime,
    *,
    code: str | None = None,
) -> None:
    work.session.add(StreamSessionEvent(session_id=session.id, name=name.value, code=code, occurred_at=occurred_at))


def _end(work: Work, channel: Channel, session: StreamSession, reason: EndReason, ended_at: datetime) -> None:
    ended_at = max(ended_at, session.started_at or session.created_at)
    if session.started_at is not None:
        _note(work, session, SessionEventName.STREAM_END, ended_at)
    _note(work, session, SessionEventName.SESSION_ENDED, ended_at, code=reason.value)
    session.ended_at = ended_at
    session.end_reason = reason.value
    work.record(SessionEnded(channel_id=channel.id, channel_name=channel.name, session_id=session.id, reason=reason))


async def _channel_of(work: Work, session: StreamSession) -> Channel:
    channel = await work.session.get(Channel, session.channel_id)
    assert channel is not None, "a session's channel exists, by foreign key"
    return channel


async def _end_with_channel(work: Work, session: StreamSession, reason: EndReason, ended_at: datetime) -> None:
    _end(work, await _channel_of(work, session), session, reason, ended_at)


async def _end_earlier_boots(work: Work, fact: NodeStarted, began_at: datetime, now: datetime) -> None:
    lost = await repository.open_sessions_of_earlier_boots(work, fact.node_id, fact.boot_id, began_at)
    for session in lost:
        await _end_with_channel(work, session, EndReason.NODE_LOST, now)


async def _describe(work: Work, fact: StreamStarted | EncoderDescribed, occurred_at: datetime) -> None:
    session = await repository.open_session(work, fact.session_id)
    if session is None:
        return
    channel = await _channel_of(work, session)
    session.encoder = fact.encoder.model_dump(mode="json")
    if isinstance(fact, StreamStarted) and session.started_at is None:
        session.started_at = max(occurred_at, session.created_at)
        _note(work, session, SessionEventName.STREAM_START, session.started_at)
        work.record(SessionStarted(channel_id=channel.id, channel_name=channel.name, session_id=session.id))
    else:
        work.record(EncoderChanged(channel_id=channel.id, channel_name=channel.name, session_id=session.id))


async def _take_note(work: Work, fact: StreamNoted, occurred_at: datetime) -> None:
    session = await repository.open_session(work, fact.session_id)
    if session is None:
        return
    channel = await _channel_of(work, session)
    if fact.name is StreamEventName.PUBLISHER_MUTED:
        session.publisher_muted = ",".join(rules.muted_kinds(fact.code)) or None
    if await repository.count_session_events(work, session.id) < rules.MAX_SESSION_EVENTS:
        code = None if fact.code is None else fact.code[: rules.CODE_MAX]
        _note(work, session, fact.name, max(occurred_at, session.created_at), code=code)
    work.record(SessionNoted(channel_id=channel.id, channel_name=channel.name, session_id=session.id))
