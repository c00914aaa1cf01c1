"""Verbs of channels. Ending what is on the air when a key or a channel goes is the caller's, through ``live``."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from klieg.contracts.ingest import ChannelType, MultitrackPolicy
from klieg.contracts.playback import PlaybackPolicy
from klieg.domains.channels import repository
from klieg.domains.channels.errors import ChannelNameReservedError, ChannelNameTakenError
from klieg.domains.channels.events import (
    ChannelCreated,
    ChannelDeleted,
    ChannelRenamed,
    ChannelRevised,
    PullChanged,
    StreamKeyReset,
    ViewingChanged,
)
from klieg.domains.channels.models import Channel
from klieg.domains.channels.ports import KeyCipher
from klieg.domains.channels.rules import (
    RESERVED_NAMES,
    PullUrl,
    SrtPassphrase,
    StreamKey,
    check_configuration,
    default_preset,
)
from klieg.domains.channels.schemas import CreateChannel, ReviseChannel
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


async def create_channel(
    work: Work, wanted: CreateChannel, cipher: KeyCipher, now: datetime, *, owner_id: str | None = None
) -> Channel:
    """Make a channel with a fresh stream key and SRT passphrase. An owner's asks for playback tokens.

    Raises:
        ChannelConfigurationError: type, preset and multitrack do not go together.
        ChannelNameReservedError: the name is Klieg's own.
        ChannelNameTakenError: another channel has it.
    """
    check_configuration(wanted.type, wanted.preset, wanted.multitrack.policy)
    if wanted.name in RESERVED_NAMES:
        raise ChannelNameReservedError(wanted.name)
    if await repository.by_name(work, wanted.name) is not None:
        raise ChannelNameTakenError(wanted.name)
    key = StreamKey.mint()
    channel = Channel(
        id=new_id("ch", now.timestamp()),
        name=wanted.name,
        title=wanted.title,
        latency_mode=wanted.latency_mode.value,
        channel_type=wanted.type.value,
        preset=wanted.preset or default_preset(wanted.type),
        insecure_ingest=wanted.insecure_ingest,
        multitrack_policy=wanted.multitrack.policy.value,
        multitrack_resolution=wanted.multitrack.maximum_resolution.value,
        stream_key_hash=key.lookup_hash(),
        stream_key_encrypted=cipher.encrypt(key),
        srt_passphrase_encrypted=cipher.encrypt(SrtPassphrase.mint()),
        owner_id=owner_id,
        playback_policy=(PlaybackPolicy.OPEN if owner_id is None else PlaybackPolicy.TOKEN).value,
        tags=[],
        links=[],
        mature=False,
        created_at=now,
    )
    work.session.add(channel)
    try:
        await work.session.flush()
    except IntegrityError as error:  # somebody else took the name since we looked
        raise ChannelNameTakenError(wanted.name) from error
    work.record(ChannelCreated(channel_id=channel.id, channel_name=channel.name))
    return channel


async def revise_channel(work: Work, channel: Channel, revision: ReviseChannel) -> None:
    """Change what ``revision`` names. Configuration counts from the next stream session on, who may watch at once.

    Raises:
        ChannelConfigurationError: type, preset and multitrack would not go together.
    """
    _describe(work, channel, revision)
    if revision.latency_mode is not None:
        channel.latency_mode = revision.latency_mode.value
    if revision.insecure_ingest is not None:
        channel.insecure_ingest = revision.insecure_ingest
    _configure(channel, revision)
    work.record(ChannelRevised(channel_id=channel.id, channel_name=channel.name))


def _describe(work: Work, channel: Channel, revision: ReviseChannel) -> None:
    for name in revision.model_fields_set & {"title", "description", "category"}:
        setattr(channel, name, getattr(revision, name))
    if revision.tags is not None:
        channel.tags = list(dict.fromkeys(tag.lower() for tag in revision.tags))
    if revision.links is not None:
        channel.links = list(dict.fromkeys(revision.links))
    if revision.mature is not None:
        channel.mature = revision.mature
    if revision.playback_policy is not None and revision.playback_policy != channel.playback_policy:
        channel.playback_policy = revision.playback_policy.value
        work.record(ViewingChanged(channel_id=channel.id, channel_name=channel.name))


def _configure(channel: Channel, revision: ReviseChannel) -> None:
    channel_type = revision.type or ChannelType(channel.channel_type)
    kept = None if "preset" in revision.model_fields_set else channel.preset
    preset = revision.preset or default_preset(channel_type, kept)
    policy, resolution = MultitrackPolicy(channel.multitrack_policy), channel.multitrack_resolution
    if revision.multitrack is not None:
        policy = revision.multitrack.policy or policy
        resolution = revision.multitrack.maximum_resolution or resolution
    check_configuration(channel_type, preset, policy)
    channel.channel_type, channel.preset = channel_type.value, preset
    channel.multitrack_policy, channel.multitrack_resolution = policy.value, resolution


async def mint_missing_passphrases(work: Work, cipher: KeyCipher) -> int:
    """Give an SRT passphrase to channels made before there were any; return how many got one."""
    found = await repository.without_passphrase(work)
    for channel in found:
        channel.srt_passphrase_encrypted = cipher.encrypt(SrtPassphrase.mint())
    return len(found)


async def reset_stream_key(work: Work, channel: Channel, cipher: KeyCipher) -> None:
    """Give the channel a new key and SRT passphrase; the old key is unknown from the commit on."""
    key = StreamKey.mint()
    channel.stream_key_hash = key.lookup_hash()
    channel.stream_key_encrypted = cipher.encrypt(key)
    channel.srt_passphrase_encrypted = cipher.encrypt(SrtPassphrase.mint())
    work.record(StreamKeyReset(channel_id=channel.id, channel_name=channel.name))


async def set_pull(work: Work, channel: Channel, url: PullUrl | None, cipher: KeyCipher) -> None:
    """Have a node fetch the channel's media from ``url`` from now on, or from nowhere."""
    channel.pull_url_encrypted = None if url is None else cipher.encrypt(url)
    work.record(PullChanged(channel_id=channel.id, channel_name=channel.name))


async def rename_channel(work: Work, channel: Channel, name: str) -> None:
    """Give the channel another name; its addresses change with it. Nothing may be on the air.

    Raises:
        ChannelNameTakenError: another channel has it.
    """
    if await repository.by_name(work, name) not in {None, channel}:
        raise ChannelNameTakenError(name)
    former, channel.name = channel.name, name
    try:
        await work.session.flush()
    except IntegrityError as error:  # somebody else took the name since we looked
        raise ChannelNameTakenError(name) from error
    work.record(ChannelRenamed(channel_id=channel.id, channel_name=name, former_name=former))
    work.record(ChannelRevised(channel_id=channel.id, channel_name=former))  # who follows that name looks again


def show_banner_picture(work: Work, channel: Channel, picture_id: str | None) -> None:
    """Show a picture as the channel's banner, or none."""
    channel.banner_picture = picture_id
    work.record(ChannelRevised(channel_id=channel.id, channel_name=channel.name))


async def delete_channel(work: Work, channel: Channel) -> None:
    """Remove the channel and, by the database's own rule, everything that hangs on it."""
    work.record(ChannelDeleted(channel_id=channel.id, channel_name=channel.name))
    await work.session.delete(channel)
