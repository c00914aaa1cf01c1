"""A process for each picture: what becomes of the asker when it dies, or when there are too many."""

import asyncio
import io

import pytest
from PIL import Image

from klieg.adapters.pictures.darkroom import AT_ONCE, WAITING, ProcessDarkroom
from klieg.domains.pictures import PictureBrokenError, PictureKind
from klieg.kernel.errors import UnavailableError


def photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 60, 40)).save(file, "PNG")
    return file.getvalue()


async def test_a_decoder_that_dies_is_a_broken_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klieg.adapters.pictures.darkroom._MODULE", "klieg.there_is_no_such_module")
    with pytest.raises(PictureBrokenError):
        await ProcessDarkroom().develop(photo(), PictureKind.AVATAR)


async def test_a_decoder_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klieg.adapters.pictures.darkroom.LIMIT_S", 0.0)
    with pytest.raises(PictureBrokenError):
        await ProcessDarkroom().develop(photo(), PictureKind.AVATAR)


async def test_so_many_wait_and_more_are_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = 0
    finish = asyncio.Event()

    async def run(_data: bytes, _kind: PictureKind) -> dict[int, bytes]:
        nonlocal begun
        begun += 1
        await finish.wait()
        return {}

    monkeypatch.setattr("klieg.adapters.pictures.darkroom._run", run)
    darkroom = ProcessDarkroom()
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE + WAITING):
            group.create_task(darkroom.develop(photo(), PictureKind.AVATAR))
        await asyncio.sleep(0)
        with pytest.raises(UnavailableError):
            await darkroom.develop(photo(), PictureKind.AVATAR)
        assert begun == AT_ONCE
        finish.set()
    assert begun == AT_ONCE + WAITING
    assert await darkroom.develop(photo(), PictureKind.AVATAR) == {}
