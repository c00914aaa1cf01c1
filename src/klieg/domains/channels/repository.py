"""Rows of channels for decisions: the only SQL that loads a channel to change it."""

from collections.abc import Sequence

from sqlalchemy import select

from klieg.domains.channels.models import Channel
from klieg.domains.channels.rules import StreamKey
from klieg.domains.work import Reading, Work


async def by_name(reading: Reading, name: str) -> Channel | None:
    """Return the channel of that name."""
    return (await reading.session.scalars(select(Channel).where(Channel.name == name))).one_or_none()


async def by_name_locked(work: Work, name: str) -> Channel | None:
    """Return the channel of that name; until the work ends nobody else changes it or goes live on it."""
    statement = select(Channel).where(Channel.name == name).with_for_update()
    return (await work.session.scalars(statement)).one_or_none()


async def by_owner(reading: Reading, owner_id: str, *, locked: bool = False) -> Channel | None:
    """Return the channel of an account."""
    statement = select(Channel).where(Channel.owner_id == owner_id)
    return (await reading.session.scalars(statement.with_for_update() if locked else statement)).one_or_none()


async def without_passphrase(work: Work) -> Sequence[Channel]:
    """Return the channels that have no SRT passphrase, locked."""
    statement = select(Channel).where(Channel.srt_passphrase_encrypted.is_(None)).with_for_update()
    return (await work.session.scalars(statement)).all()


async def by_stream_key(reading: Reading, key: StreamKey, *, locked: bool) -> Channel | None:
    """Return the channel whose key this is now."""
    statement = select(Channel).where(Channel.stream_key_hash == key.lookup_hash())
    if locked:
        statement = statement.with_for_update()
    return (await reading.session.scalars(statement)).one_or_none()
