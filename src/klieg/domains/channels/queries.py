"""Channels for screens and for other domains."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select

from klieg.contracts.node_control import PullSource
from klieg.domains.channels import repository
from klieg.domains.channels.errors import ChannelNotFoundError, MalformedStreamKeyError, StreamKeyUnreadableError
from klieg.domains.channels.models import Channel
from klieg.domains.channels.ports import KeyCipher
from klieg.domains.channels.rules import PullUrl, SrtPassphrase, StreamKey, is_channel_name
from klieg.domains.work import Reading, Work
from klieg.kernel.ids import ChannelId


async def find_channel(reading: Reading, name: str) -> Channel:
    """Return the channel of that name.

    Raises:
        ChannelNotFoundError: there is none.
    """
    key = name.lower()
    channel = await repository.by_name(reading, key) if is_channel_name(key) else None
    if channel is None:
        raise ChannelNotFoundError(name)
    return channel


async def channel_for_change(work: Work, name: str) -> Channel:
    """Return the channel of that name, locked until the work ends.

    Raises:
        ChannelNotFoundError: there is none.
    """
    key = name.lower()
    channel = await repository.by_name_locked(work, key) if is_channel_name(key) else None
    if channel is None:
        raise ChannelNotFoundError(name)
    return channel


async def channel_of_owner(reading: Reading, owner_id: str) -> Channel | None:
    """Return the channel of an account, None when it has none yet."""
    return await repository.by_owner(reading, owner_id)


async def owned_channel_for_change(work: Work, owner_id: str) -> Channel | None:
    """Return the channel of an account, locked until the work ends, None when it has none yet."""
    return await repository.by_owner(work, owner_id, locked=True)


async def channel_by_stream_key(reading: Reading, key_text: str, *, locked: bool = False) -> Channel | None:
    """Return the channel an encoder with this key publishes to, or None when no channel has the key.

    Raises:
        MalformedStreamKeyError: the text is not a key at all.
    """
    if not key_text.isascii():
        raise MalformedStreamKeyError
    return await repository.by_stream_key(reading, StreamKey(key_text), locked=locked)


async def list_channels(
    reading: Reading,
    *,
    after: str = "",
    limit: int,
    search: str = "",
    names: Collection[str] | None = None,
    ids: Collection[str] | None = None,
    excluded_ids: Collection[str] | None = None,
) -> Sequence[Channel]:
    """Return channels in order of name.

    Args:
        reading: Where to look.
        after: Only names after this one.
        limit: How many at most.
        search: Only those with this in their name or title, in any case.
        names: Only these.
        ids: Only these.
        excluded_ids: Not these.
    """
    statement = select(Channel).where(Channel.name > after).order_by(Channel.name).limit(limit)
    if search:
        within = (Channel.name, func.lower(Channel.title))
        statement = statement.where(or_(*(text.contains(search.lower(), autoescape=True) for text in within)))
    if names is not None:
        statement = statement.where(Channel.name.in_(names))
    if ids is not None:
        statement = statement.where(Channel.id.in_(ids))
    if excluded_ids is not None:
        statement = statement.where(Channel.id.not_in(excluded_ids))
    return (await reading.session.scalars(statement)).all()


async def count_channels(reading: Reading) -> int:
    """Return how many channels there are."""
    return await reading.session.scalar(select(func.count()).select_from(Channel)) or 0


def read_stream_key(channel: Channel, cipher: KeyCipher) -> StreamKey:
    """Return the channel's key.

    Raises:
        StreamKeyUnreadableError: it was encrypted under another secret.
    """
    key = cipher.decrypt(channel.stream_key_encrypted)
    if key is None:
        raise StreamKeyUnreadableError(channel.name)
    return StreamKey(key)


def read_srt_passphrase(channel: Channel, cipher: KeyCipher) -> SrtPassphrase | None:
    """Return the channel's SRT passphrase, or None when it was encrypted under another secret."""
    passphrase = cipher.decrypt(channel.srt_passphrase_encrypted or "")
    return None if passphrase is None else SrtPassphrase(passphrase)


def read_pull_url(channel: Channel, cipher: KeyCipher) -> PullUrl | None:
    """Return where the channel's media is fetched from; None when nowhere, or encrypted under another secret."""
    url = cipher.decrypt(channel.pull_url_encrypted or "")
    return None if url is None else PullUrl(url)


async def pull_sources(reading: Reading, cipher: KeyCipher) -> dict[ChannelId, PullSource]:
    """Return what nodes are to fetch, by channel. A channel whose secrets cannot be read has none."""
    sources = {}
    for channel in await reading.session.scalars(select(Channel).where(Channel.pull_url_encrypted.is_not(None))):
        url, key = read_pull_url(channel, cipher), cipher.decrypt(channel.stream_key_encrypted)
        if url is not None and key is not None:
            revision = url.revision(channel.stream_key_hash)
            sources[ChannelId(channel.id)] = PullSource(url=url.reveal(), stream_key=key, revision=revision)
    return sources


async def lacks_passphrases(reading: Reading) -> bool:
    """Whether a channel has no SRT passphrase yet: one made before there were any."""
    statement = select(Channel.id).where(Channel.srt_passphrase_encrypted.is_(None)).limit(1)
    return await reading.session.scalar(statement) is not None
