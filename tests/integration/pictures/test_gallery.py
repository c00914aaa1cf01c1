"""Pictures are made, shown, replaced and removed: on both databases, in a folder and on S3, in a process each."""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PIL import Image

from klieg.adapters.database import Database
from klieg.adapters.pictures.darkroom import ProcessDarkroom
from klieg.adapters.pictures.objects import ObjectPictures
from klieg.api.people.gallery import Gallery
from klieg.domains.pictures import (
    PictureBrokenError,
    PictureKind,
    PictureMissingError,
    PictureTooLargeError,
    PictureTooManyPixelsError,
    PictureUnsupportedError,
    object_names,
    remove_pictures,
    shown_pictures,
)
from klieg.domains.pictures.rules import REPLACED_FOR, UNUSED_FOR
from klieg.domains.work import Work, instant
from klieg.kernel.errors import UnavailableError
from klieg.worker.picture_sweeper import PictureSweeper

OWNER = "ac_0123456789abcdefghjkmn"
AVATAR, BANNER = PictureKind.AVATAR, PictureKind.BANNER


@dataclass
class Wallclock:
    """A clock that is put forward."""

    seconds: float = 1_900_000_000.0

    def now(self) -> float:
        return self.seconds

    def wallclock(self) -> float:
        return self.seconds

    def put_forward(self, by: timedelta) -> None:
        self.seconds += by.total_seconds()


@dataclass
class FullStore:
    """A store that takes so many prints and no more."""

    room: int
    names: list[str] = field(default_factory=list)

    async def put(self, name: str, data: bytes) -> None:
        if len(self.names) == self.room:
            raise UnavailableError("the disk is full")
        self.names.append(name)

    async def read(self, name: str) -> bytes:
        raise PictureMissingError

    async def remove(self, names: Sequence[str]) -> None:
        self.names = [name for name in self.names if name not in names]


@pytest.fixture
def clock() -> Wallclock:
    return Wallclock()


@pytest.fixture
def gallery(database: Database, store: ObjectPictures, clock: Wallclock) -> Gallery:
    return Gallery(database, ProcessDarkroom(), store, clock)


def photo(form: str = "JPEG", size: tuple[int, int] = (800, 600)) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, form)
    return file.getvalue()


async def hang(work: Work, picture_id: str | None) -> None:
    """Nobody keeps the id: what is shown is asked of the rows."""


async def shown(gallery: Gallery, owner_id: str = OWNER) -> dict[PictureKind, str]:
    async with gallery.database.read() as reading:
        return {kind: picture.id for (_, kind), picture in (await shown_pictures(reading, [owner_id])).items()}


async def kept(gallery: Gallery, picture_id: str, kind: PictureKind) -> list[int]:
    """The widths in the store."""
    found = []
    for width in kind.widths:
        try:
            with Image.open(io.BytesIO(await gallery.read(picture_id, str(width)))) as picture:
                found.append(picture.width)
        except PictureMissingError:
            continue
    return found


async def test_a_picture_is_shown_replaced_and_removed(gallery: Gallery, clock: Wallclock) -> None:
    sweeper = PictureSweeper(gallery.database, gallery.store, clock)
    banner = await gallery.set_picture(OWNER, BANNER, photo("PNG", (2000, 1200)), hang)
    first = await gallery.set_picture(OWNER, AVATAR, photo(), hang)
    assert await shown(gallery) == {AVATAR: first, BANNER: banner}
    assert await kept(gallery, first, AVATAR) == [64, 256, 512]
    assert await kept(gallery, banner, BANNER) == [640, 1280, 1920]

    second = await gallery.set_picture(OWNER, AVATAR, photo("WEBP", (300, 300)), hang)
    assert await shown(gallery) == {AVATAR: second, BANNER: banner}
    assert await sweeper.sweep() == 0
    assert await kept(gallery, first, AVATAR), "pages that are open still show it"
    clock.put_forward(REPLACED_FOR)
    assert await sweeper.sweep() == 1
    assert not await kept(gallery, first, AVATAR)
    assert await kept(gallery, second, AVATAR) == [64, 256, 300]

    await gallery.remove_picture(OWNER, AVATAR, hang)
    await gallery.remove_picture(OWNER, AVATAR, hang)
    assert await shown(gallery) == {BANNER: banner}
    async with gallery.database.work() as work:
        assert await remove_pictures(work, OWNER, instant(clock.wallclock()))
    assert await shown(gallery) == {}
    clock.put_forward(REPLACED_FOR)
    assert await sweeper.sweep() == 2
    assert await sweeper.sweep() == 0
    assert not await kept(gallery, second, AVATAR)
    assert not await kept(gallery, banner, BANNER)


@pytest.mark.parametrize("store", ["folder"], indirect=True)
async def test_two_at_once_leave_one_that_is_shown(gallery: Gallery) -> None:
    made = await asyncio.gather(*(gallery.set_picture(OWNER, AVATAR, photo(), hang) for _ in range(3)))
    assert (await shown(gallery))[AVATAR] in made


async def test_what_breaks_off_is_removed_and_what_was_shown_stays(database: Database, clock: Wallclock) -> None:
    store = FullStore(room=4)
    gallery = Gallery(database, ProcessDarkroom(), store, clock)
    first = await gallery.set_picture(OWNER, AVATAR, photo(), hang)
    with pytest.raises(UnavailableError):
        await gallery.set_picture(OWNER, AVATAR, photo(), hang)
    assert await shown(gallery) == {AVATAR: first}
    assert len(store.names) == 4
    clock.put_forward(UNUSED_FOR)
    assert await PictureSweeper(database, store, clock).sweep() == 1
    assert sorted(store.names) == sorted(object_names(first, AVATAR))


@pytest.mark.parametrize("store", ["folder"], indirect=True)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"GIF89a", PictureUnsupportedError),
        (photo()[:9000], PictureBrokenError),
        (photo("PNG", (1, 16_500)), PictureTooManyPixelsError),
        (bytes(5_000_001), PictureTooLargeError),
    ],
    ids=["another form", "cut off", "too high", "too long"],
)
async def test_a_file_that_is_refused_leaves_nothing(
    gallery: Gallery, clock: Wallclock, data: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await gallery.set_picture(OWNER, AVATAR, data, hang)
    clock.put_forward(timedelta(days=1))
    assert await PictureSweeper(gallery.database, gallery.store, clock).sweep() == 0
