"""A channel with a ladder: what a player finds beside the source, and what a killed worker costs it."""

import io
import os
import re
import signal
from contextlib import suppress
from pathlib import Path

import av
import httpx
import psutil

from fakes.hls_playlist import ReadPlaylist, read_media_playlist
from fakes.node.encoder import publishing
from fakes.node.waiting import until
from integration.node.conftest import RunningNode, StartNode
from klieg.contracts.ingest import ChannelType, PublishRules

RUNGS = "160:250,90:120"
NAMES = {"source", "160p30", "90p30"}


async def _rendition_urls(node: RunningNode) -> dict[str, str]:
    """Return the addresses of the media playlists by rendition; empty until all are there."""
    response = await node.http.get(node.index_url(), follow_redirects=True)
    urls = {
        match: str(response.url.join(line))
        for line in response.text.splitlines()
        if (found := re.search(r"(source|\d+p\d+)", line)) and (match := found[1]) and not line.startswith("#")
    }
    return urls if urls.keys() == NAMES else {}


async def _read(node: RunningNode, url: str) -> ReadPlaylist:
    response = await node.http.get(url)
    return read_media_playlist(response.text) if response.status_code == 200 else ReadPlaylist()


async def _has_whole(node: RunningNode, urls: dict[str, str], count: int) -> dict[str, ReadPlaylist]:
    """Return the playlists once each has so many whole segments that are no gaps."""
    playlists = {name: await _read(node, url) for name, url in urls.items()}
    enough = all(sum(not segment.gap for segment in read.whole) >= count for read in playlists.values())
    return playlists if enough else {}


def _ladder_worker() -> int | None:
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "klieg.node.transcode.ladder_worker" in child.cmdline():
                return int(child.pid)
    return None


async def test_rungs_are_renditions_aligned_with_the_source_and_a_killed_worker_is_replaced(
    start_node: StartNode, flv: Path
) -> None:
    async with start_node(ladder_rungs=RUNGS, ladder_preset="ultrafast") as node:
        node.control.rules["demo"] = PublishRules(channel_type=ChannelType.STANDARD)
        async with publishing(flv, node.ingest_url()):
            urls = await until(lambda: _rendition_urls(node))
            playlists = await until(lambda: _has_whole(node, urls, 2))
            source = {segment.msn: segment for segment in playlists["source"].whole}
            for name, read in playlists.items():
                shared = [segment for segment in read.whole if segment.msn in source and not segment.gap]
                assert shared, name
                for segment in shared:
                    assert segment.duration == source[segment.msn].duration
                    assert segment.date_time == source[segment.msn].date_time
            media = await _fetch_segment(node, urls["90p30"], playlists["90p30"])
            msn = next(segment.msn for segment in reversed(playlists["90p30"].whole) if not segment.gap)
            theirs = [await _fetch_segment(node, urls[name], playlists[name], msn) for name in ("source", "160p30")]
            assert _read_sound(media)
            assert all(_read_sound(other) == _read_sound(media) for other in theirs), "encoded once, by the publisher"
            with av.open(io.BytesIO(media), "r") as container:
                pictures = list(container.decode(video=0))
            assert {(picture.width, picture.height) for picture in pictures} == {(160, 90)}
            assert pictures[0].key_frame
            assert len(pictures) >= 45
            pid = _ladder_worker()
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            last = max(source)
            again = await until(lambda: _has_whole(node, urls, len(playlists["90p30"].whole) + 3))
            assert {segment.msn for segment in again["source"].whole} >= set(range(last, last + 3))
            assert not any(segment.gap for segment in again["source"].whole), "the source lost nothing"
            metrics = (await node.http.get(f"{node.url}/metrics")).text
            assert "klieg_node_ladder_rungs 2.0" in metrics
            assert 'klieg_node_worker_deaths_total{worker="ladder"} 1.0' in metrics
        described = await node.wait_for_fact(type="stream_started")
        assert [track["kind"] for track in described["encoder"]["tracks"]] == ["video", "audio"]


def _read_sound(media: bytes) -> list[bytes]:
    with av.open(io.BytesIO(media), "r") as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


async def _fetch_segment(node: RunningNode, url: str, read: ReadPlaylist, msn: int | None = None) -> bytes:
    segment = next(segment for segment in reversed(read.whole) if not segment.gap and msn in {None, segment.msn})
    assert segment.map_uri is not None
    assert segment.uri is not None
    folder = httpx.URL(url)
    parts = [await node.http.get(folder.join(uri)) for uri in (segment.map_uri, segment.uri)]
    return b"".join(part.content for part in parts)
