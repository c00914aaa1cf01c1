"""Verbs of channels. Ending what is on the air when a key or a channel goes is the caller's, through ``live``."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from klieg.domains.channels import repository
from klieg.domains.channels.errors import ChannelNameReservedError, ChannelNameTakenError
from klieg.domains.channels.events import ChannelCreated, ChannelDeleted, ChannelRevised, StreamKeyReset
from klieg.domains.channels.models import Channel
from klieg.domains.channels.ports import KeyCipher
from klieg.domains.channels.rules import RESERVED_NAMES, StreamKey
from klieg.domains.channels.schemas import CreateChannel, ReviseChannel
from klieg.domains.work import Work
from klieg.kernel.ids import new_id


async def create_channel(work: Work, wanted: CreateChannel, cipher: KeyCipher, now: datetime) -> Channel:
    """Make a channel with a fresh stream key.

    Raises:
        ChannelNameReservedError: the name is Klieg's own.
        ChannelNameTakenError: another channel has it.
    """
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
        stream_key_hash=key.lookup_hash(),
        stream_key_encrypted=cipher.encrypt(key),
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
    """Change the title or the latency mode; the latter counts from the next stream session on."""
    if "title" in revision.model_fields_set:
        channel.title = revision.title
    if revision.latency_mode is not None:
        channel.latency_mode = revision.latency_mode.value
    work.record(ChannelRevised(channel_id=channel.id, channel_name=channel.name))


async def reset_stream_key(work: Work, channel: Channel, cipher: KeyCipher) -> None:
    """Give the channel a new key; the old one is unknown from the commit on."""
    key = StreamKey.mint()
    channel.stream_key_hash = key.lookup_hash()
    channel.stream_key_encrypted = cipher.encrypt(key)
    work.record(StreamKeyReset(channel_id=channel.id, channel_name=channel.name))


async def delete_channel(work: Work, channel: Channel) -> None:
    """Remove the channel and, by the database's own rule, everything that hangs on it."""
    work.record(ChannelDeleted(channel_id=channel.id, channel_name=channel.name))
    await work.session.delete(channel)
