"""The gallery: pictures are made, shown, served and removed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from klieg.adapters.database import Database
from klieg.domains import audit, channels, identity, pictures
from klieg.domains.pictures import PictureKind
from klieg.domains.work import Work, instant
from klieg.kernel.clock import Clock

_log = structlog.get_logger(__name__)

type Hang = Callable[[Work, str | None], Awaitable[None]]
"""Writes down that an owner shows a picture, by its id, or none."""


@dataclass(frozen=True)
class Gallery:
    """The verbs. Who may do it is asked before."""

    database: Database
    darkroom: pictures.Darkroom
    store: pictures.PictureStore
    clock: Clock

    async def set_avatar(self, principal: identity.Principal, data: bytes) -> None:
        """Let somebody's own picture be their avatar, as :meth:`set_picture`."""
        await self.set_picture(_account_id(principal), PictureKind.AVATAR, data, _hang_avatar(principal))

    async def remove_avatar(self, principal: identity.Principal) -> None:
        """Go back to the drawn avatar."""
        await self.remove_picture(_account_id(principal), PictureKind.AVATAR, _hang_avatar(principal))

    async def set_banner(self, channel_name: str, data: bytes, actor: audit.Actor) -> None:
        """Give a channel a banner, as :meth:`set_picture`; ChannelNotFoundError when there is none of that name."""
        channel_id = await self._channel_id(channel_name)
        await self.set_picture(channel_id, PictureKind.BANNER, data, self._hang_banner(channel_name, actor))

    async def remove_banner(self, channel_name: str, actor: audit.Actor) -> None:
        """Take a channel's banner down; ChannelNotFoundError when there is no such channel."""
        channel_id = await self._channel_id(channel_name)
        await self.remove_picture(channel_id, PictureKind.BANNER, self._hang_banner(channel_name, actor))

    async def set_picture(self, owner_id: str, kind: PictureKind, data: bytes, hang: Hang) -> str:
        """Make a picture of a file and let its owner show it in place of another; return its id.

        Args:
            owner_id: The id of an account or of a channel.
            kind: What it is of.
            data: The file.
            hang: Writes down, in the same unit of work, that the owner shows it.

        Raises:
            DomainError: the file is none that can be used; see the errors of pictures.
            UnavailableError: the store does not answer; what was shown is shown on.
        """
        pictures.check_length(kind, len(data))
        prints = await self.darkroom.develop(data, kind)
        async with self.database.work() as work:
            picture_id = pictures.begin_picture(work, owner_id, kind, self._now()).id
        for width, encoded in prints.items():
            await self.store.put(pictures.object_name(picture_id, width), encoded)
        async with self.database.work() as work:
            await hang(work, picture_id)
            await pictures.show_picture(work, picture_id, self._now())
        _log.info("picture_set", kind=kind.value, owner=owner_id, picture=picture_id)
        return picture_id

    async def remove_picture(self, owner_id: str, kind: PictureKind, hang: Hang) -> None:
        """Let an owner show no such picture; nothing happens when there is none."""
        async with self.database.work() as work:
            await hang(work, None)
            removed = await pictures.remove_pictures(work, owner_id, self._now(), kind=kind)
        if removed:
            _log.info("picture_removed", kind=kind.value, owner=owner_id)

    async def read(self, picture_id: str, width: str) -> bytes:
        """Return a print as WebP.

        Raises:
            PictureMissingError: there is none.
            UnavailableError: the store does not answer.
        """
        return await self.store.read(pictures.object_name(picture_id, pictures.parse_width(picture_id, width)))

    def _hang_banner(self, channel_name: str, actor: audit.Actor) -> Hang:
        async def hang(work: Work, picture_id: str | None) -> None:
            channel = await channels.channel_for_change(work, channel_name)
            channels.show_banner_picture(work, channel, picture_id)
            owner_id, now = channel.owner_id, self._now()
            audit.note_revision(work, actor, channel.name, owner_id=owner_id, fields={"banner"}, now=now)

        return hang

    async def _channel_id(self, name: str) -> str:
        async with self.database.read() as reading:
            return (await channels.find_channel(reading, name)).id

    def _now(self) -> datetime:
        return instant(self.clock.wallclock())


def _account_id(principal: identity.Principal) -> str:
    if principal.account_id is None:
        raise identity.NotAuthorisedError("Sign in: this belongs to an account.")
    return principal.account_id


def _hang_avatar(principal: identity.Principal) -> Hang:
    async def hang(work: Work, picture_id: str | None) -> None:
        account = await identity.account_for_change(work, principal)
        identity.show_avatar_picture(account, picture_id)
        channel = await channels.channel_of_owner(work, account.id)
        if channel is not None:
            work.record(channels.ChannelRevised(channel_id=channel.id, channel_name=channel.name))

    return hang
