"""What a shelf does with a store that is slow, refuses, and comes back."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from fakes.node.parts import video_unit
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.rendition import HlsRendition
from klieg.node.dvr.shelf import AT_ONCE, RETRY_S, Shelf, remove_below
from klieg.storage.errors import StoreError

CONFIG = HlsConfig(window_s=30, archive_s=100)


class Store:
    """Objects in a dictionary; refuses, or lets nobody go on, while it is told to."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.refuses = False
        self.open = asyncio.Event()
        self.open.set()
        self.at_once = self.most_at_once = 0

    async def put(self, name: str, data: bytes) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.open.wait()
            if self.refuses:
                raise StoreError("full")
            self.objects[name] = data
        finally:
            self.at_once -= 1

    async def remove(self, names: Sequence[str]) -> None:
        if self.refuses:
            raise StoreError("full")
        for name in names:
            self.objects.pop(name, None)

    async def names(self, folder: str) -> AsyncIterator[list[str]]:
        yield [name for name in self.objects if name.startswith(f"{folder}/")]


class Writing:
    """A rendition whose changes a shelf takes over."""

    def __init__(self) -> None:
        self.store = Store()
        self.states: list[str | None] = []
        self.shelf = Shelf(self.store, "here", self.states.append)
        self.rendition = HlsRendition("source", CONFIG)
        self._frames = 0

    def feed(self, seconds: int) -> None:
        for number in range(self._frames, self._frames + seconds * 30):
            self.rendition.receive_unit(video_unit(number), number / 30)
            self.shelf.receive_change(self.rendition)
        self._frames += seconds * 30

    async def settle(self) -> None:
        """Let the shelf do what it can do now."""
        for _ in range(200):
            await asyncio.sleep(0)

    async def close(self) -> None:
        self.shelf.close()
        await self.shelf.done


async def test_a_slow_store_gets_a_few_at_a_time_and_nobody_waits() -> None:
    writing = Writing()
    writing.store.open.clear()
    writing.feed(24)
    await writing.settle()
    assert writing.store.at_once == AT_ONCE
    assert writing.shelf.waiting_count > AT_ONCE
    writing.store.open.set()
    await writing.settle()
    assert writing.store.most_at_once == AT_ONCE
    assert writing.shelf.waiting_count == 0
    assert len(writing.store.objects) == writing.shelf.written > AT_ONCE
    assert "here/source/segment-3.m4s" in writing.store.objects
    await writing.close()


async def test_what_left_memory_meanwhile_is_not_written() -> None:
    writing = Writing()
    writing.store.open.clear()
    writing.feed(100)
    assert writing.rendition.lost_count > 0
    await writing.settle()
    writing.store.open.set()
    await writing.settle()
    assert "here/source/segment-3.m4s" not in writing.store.objects
    assert 0 < len(writing.store.objects) < 30
    await writing.close()


async def test_a_refusal_is_told_and_tried_again() -> None:
    writing = Writing()
    writing.store.refuses = True
    writing.feed(10)
    await writing.settle()
    assert writing.states == ["full"]
    assert writing.store.objects == {}
    writing.store.refuses = False
    async with asyncio.timeout(10 * RETRY_S):
        while writing.states[-1] is not None:  # noqa: ASYNC110 - the shelf rests by the loop's clock
            await asyncio.sleep(0.02)
    await writing.settle()
    assert "here/source/segment-1.m4s" in writing.store.objects
    await writing.close()


async def test_what_left_memory_says_nothing_about_the_store() -> None:
    writing = Writing()
    writing.store.refuses = True
    writing.feed(100)
    await writing.settle()
    assert set(writing.states) == {"full"}
    await writing.close()


async def test_closing_removes_everything_also_what_was_being_written() -> None:
    writing = Writing()
    writing.store.open.clear()
    writing.feed(10)
    await writing.settle()
    writing.shelf.close()
    writing.store.open.set()
    await writing.shelf.done
    assert writing.store.objects == {}


async def test_everything_below_a_folder_goes_but_what_is_spared() -> None:
    store = Store()
    for name in ("dvr/n/a/1", "dvr/n/b/1", "dvr/n/bb/1", "dvr/m/a/1"):
        store.objects[name] = b""
    assert await remove_below(store, "dvr/n", but="dvr/n/b") == 2
    assert set(store.objects) == {"dvr/n/b/1", "dvr/m/a/1"}
