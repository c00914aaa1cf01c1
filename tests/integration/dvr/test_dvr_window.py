"""Viewers go back beyond memory: by the same playlist and addresses, from a folder or from S3."""

import asyncio
from pathlib import Path

import httpx
import pytest

from fakes.hls_playlist import read_media_playlist
from fakes.hls_rules import check_delta, check_media_playlist
from fakes.node.dvr_station import FOLDER, DvrStation, dvr_station
from fakes.node.waiting import until
from fakes.s3_server import bucket_settings
from klieg.contracts.facts import EndReason, StreamEventName
from klieg.kernel.settings import Settings


def folder_settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, object_store_keep_free_mb=1)


@pytest.fixture(params=["folder", "S3"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A store of each kind."""
    if request.param == "folder":
        return folder_settings(tmp_path)
    return bucket_settings(request.getfixturevalue("s3"), tmp_path.name, tmp_path)


async def read(http: httpx.AsyncClient, station: DvrStation, file: str, **headers: str) -> httpx.Response:
    return await http.get(f"{station.url}/{file}", headers=headers)


@pytest.mark.parametrize("rendition", ["source", "360p30"])
async def test_what_left_memory_is_fetched_as_before(settings: Settings, rendition: str) -> None:
    async with dvr_station(settings) as (station, http):
        await station.feed(20)
        early = await read(http, station, f"{rendition}/playlist.m3u8")
        first = read_media_playlist(early.text).segments[0]
        engine = station.store.of_session(station.broadcast.session_id)[rendition].rendition
        in_memory = b"".join(engine.segment(first.msn) or ())
        await station.feed(190)
        late = await read(http, station, f"{rendition}/playlist.m3u8")
        before, after = read_media_playlist(early.text), read_media_playlist(late.text)
        assert after.segments[0].uri == first.uri
        assert check_media_playlist(after) == []
        kept = dict(zip([segment.uri for segment in after.segments], after.segments, strict=True))
        for segment in before.whole:
            told = kept[segment.uri]
            assert (told.msn, told.date_time, told.duration) == (segment.msn, segment.date_time, segment.duration)
        assert engine.segment(first.msn) is None
        stored = await read(http, station, f"{rendition}/{first.uri}")
        assert stored.content == in_memory
        assert station.dvr.reads == 1
        newest = await read(http, station, f"{rendition}/{after.whole[-1].uri}")
        assert station.dvr.reads == 1
        same = ("content-type", "cache-control", "accept-ranges", "access-control-allow-origin")
        assert [stored.headers[name] for name in same] == [newest.headers[name] for name in same]
        assert len(after.segments) > 100
        assert station.store.size_bytes < len(stored.content) * 60, "two renditions of half a minute"
        assert station.stored.open_count == 0


async def test_ranges_head_and_delta_updates(settings: Settings) -> None:
    async with dvr_station(settings) as (station, http):
        await station.feed(200)
        full = await read(http, station, "source/playlist.m3u8")
        plain = await read(http, station, "source/playlist.m3u8", **{"accept-encoding": "identity"})
        assert full.headers["content-encoding"] == "gzip"
        assert full.text == plain.text
        before = read_media_playlist(full.text)
        await station.feed(2)
        delta = read_media_playlist((await read(http, station, "source/playlist.m3u8?_HLS_skip=YES")).text)
        now = read_media_playlist((await read(http, station, "source/playlist.m3u8")).text)
        assert check_delta(before, delta, now) == []
        file = f"source/{before.segments[2].uri}"
        whole = (await read(http, station, file)).content
        part = await read(http, station, file, range="bytes=10-19")
        assert (part.status_code, part.content) == (206, whole[10:20])
        assert part.headers["content-range"] == f"bytes 10-19/{len(whole)}"
        assert (await read(http, station, file, range=f"bytes={len(whole)}-")).status_code == 416
        head = await http.head(f"{station.url}/{file}")
        assert (head.status_code, head.headers["content-length"]) == (200, str(len(whole)))
        missing = await read(http, station, "source/segment-100000.m4s")
        assert missing.status_code == 404


async def test_objects_go_with_the_window_and_with_the_stream(tmp_path: Path) -> None:
    async with dvr_station(folder_settings(tmp_path)) as (station, http):
        await station.feed(430)  # 130 s are wanted, and 64 segments leave at a time
        playlist = read_media_playlist((await read(http, station, "source/playlist.m3u8")).text)
        assert (await read(http, station, f"source/{playlist.segments[0].uri}")).status_code == 200
        assert (await read(http, station, "source/segment-1.m4s")).status_code == 404

        async def has_left() -> bool:
            return not any(name.endswith("/source/segment-1.m4s") for name in await station.names())

        await until(has_left, 10)
        assert await station.names() != []
        station.registry.end(station.broadcast, EndReason.PUBLISHER_LEFT)

        async def is_empty() -> bool:
            return await station.names() == []

        await until(is_empty, 10)
        assert list((tmp_path / "objects").iterdir()) == [], "folders go too"


async def test_what_a_killed_node_left_is_removed_at_the_next_start(settings: Settings) -> None:
    async with dvr_station(settings) as (station, _):
        mine, others = f"{FOLDER}/boot_b/ss_1/source/segment-1.m4s", "dvr/node-2/boot_c/ss_2/source/segment-1.m4s"
        for name in (mine, others, f"{FOLDER}/boot_a/ss_0/source/segment-1.m4s"):
            await station.objects.put(name, b"media")
        await station.dvr.remove_old()
        assert set(await station.names()) == {mine, others}


async def test_a_full_disk_shrinks_the_window_to_memory_and_live_goes_on(tmp_path: Path) -> None:
    full = folder_settings(tmp_path).model_copy(update={"object_store_keep_free_mb": 10**9})
    async with dvr_station(full) as (station, http):
        await station.feed(100, patient=False)
        playlist = read_media_playlist((await read(http, station, "source/playlist.m3u8")).text)
        assert check_media_playlist(playlist) == []
        assert playlist.last[0] >= 48
        assert playlist.segments[0].msn > 30, "what is older than memory is gone"
        assert ("noted", (StreamEventName.DVR_WINDOW_REDUCED, None)) in station.observed.told
        assert station.observed.told.count(("noted", (StreamEventName.DVR_WINDOW_REDUCED, None))) == 1
        assert station.dvr.lost > 0

        async def is_known() -> bool:
            return station.dvr.state == "unavailable"

        await until(is_known, 10)
        station.objects.keep_free_bytes = 0
        await station.feed(2, patient=False)
        await station.feed(100)
        playlist = read_media_playlist((await read(http, station, "source/playlist.m3u8")).text)
        assert len(playlist.segments) > 40, "the window grows again"
        assert (await read(http, station, f"source/{playlist.segments[0].uri}")).status_code == 200
        assert station.dvr.state == "ok"


async def test_a_store_too_slow_for_the_stream_is_told_once_until_it_caught_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reduced = ("noted", (StreamEventName.DVR_WINDOW_REDUCED, None))
    async with dvr_station(folder_settings(tmp_path)) as (station, _):
        put, opened = station.objects.put, asyncio.Event()

        async def put_slowly(name: str, data: bytes) -> None:
            await opened.wait()
            await put(name, data)

        monkeypatch.setattr(station.objects, "put", put_slowly)
        await station.feed(100, patient=False)
        assert station.observed.told.count(reduced) == 1
        opened.set()
        await station.feed(100)
        assert station.observed.told.count(reduced) == 1
        opened.clear()
        await station.feed(100, patient=False)
        assert station.observed.told.count(reduced) == 2, "the next time is told again"
        opened.set()


async def test_a_store_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    async with dvr_station(folder_settings(tmp_path)) as (station, http):
        await station.feed(100)
        folder = tmp_path / "objects" / "dvr"
        folder.rename(tmp_path / "away")
        assert (await read(http, station, "source/segment-1.m4s")).status_code == 404
        assert (await read(http, station, "source/segment-45.m4s")).status_code == 200, "memory needs no disk"
        (tmp_path / "away").rename(folder)
        assert (await read(http, station, "source/segment-1.m4s")).status_code == 200
