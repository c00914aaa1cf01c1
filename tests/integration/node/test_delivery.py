"""What a node's HTTP says, header by header (rules 5 and 9 of LL-HLS delivery), and what it does to bad clients."""

import asyncio
import gzip
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.node.encoder import publishing
from fakes.node.llhls_client import LlHlsClient, llhls_client
from integration.node.conftest import RunningNode, StartNode

TARGET_DURATION_S = 4


@pytest.fixture
async def viewer(node: RunningNode, flv: Path) -> AsyncIterator[LlHlsClient]:
    """Someone who watches a running broadcast that has two whole segments."""
    async with publishing(flv, node.ingest_url()), llhls_client(node.index_url()) as client:
        await client.open()
        async with asyncio.timeout(30):
            while client.playlist.count("#EXTINF") < 2:
                await client.follow(1)
        yield client


def max_age(cache_control: str) -> int:
    found = re.search(r"max-age=(\d+)", cache_control)
    assert found is not None
    return int(found[1])


async def test_rule_9_each_kind_is_cacheable_for_as_long_as_it_stays_true(viewer: LlHlsClient) -> None:
    msn = int(re.findall(r"segment-(\d+)\.m4s", viewer.playlist)[-1])
    part = re.findall(r"part-\d+\.m4s", viewer.playlist)[0]
    base = viewer.playlist_url.removesuffix("playlist.m3u8")
    ages = {}
    for what, url in {
        "index": viewer.index_url,
        "playlist": viewer.playlist_url,
        "blocking": f"{viewer.playlist_url}?_HLS_msn={msn + 1}",
        "segment": f"{base}segment-{msn}.m4s",
        "part": f"{base}{part}",
        "init": f"{base}init-0.mp4",
        "missing": f"{base}segment-999.m4s",
    }.items():
        response = await viewer.http.get(url)
        assert response.headers["access-control-allow-origin"] == "*", what
        assert response.headers["date"], what
        ages[what] = max_age(response.headers["cache-control"])
        if what in {"segment", "part", "init"}:
            assert "immutable" in response.headers["cache-control"]
    assert ages["playlist"] < TARGET_DURATION_S / 2
    assert ages["blocking"] >= 3 * TARGET_DURATION_S
    assert min(ages["segment"], ages["part"], ages["init"]) >= 60
    assert ages["missing"] <= 1
    assert ages["index"] <= 1


async def test_rule_9_playlists_have_an_entity_tag_and_gzip(viewer: LlHlsClient) -> None:
    # The segment is waited for first, so that the version holds for the requests that follow.
    whole = await viewer.http.get(viewer.playlist_url, headers={"accept-encoding": "identity"})
    packed = await viewer.http.get(viewer.playlist_url, headers={"accept-encoding": "gzip, br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "accept-encoding"
    assert int(packed.headers["content-length"]) < int(whole.headers["content-length"])
    async with asyncio.timeout(20):
        while True:  # a part may come between the two requests
            tag = (await viewer.http.get(viewer.playlist_url)).headers["etag"]
            again = await viewer.http.get(viewer.playlist_url, headers={"if-none-match": tag})
            if again.status_code == 304:
                break
    assert again.content == b""
    assert again.headers["etag"] == tag


async def test_a_segment_is_its_parts_and_can_be_had_in_ranges(viewer: LlHlsClient) -> None:
    msn = int(re.findall(r"segment-(\d+)\.m4s", viewer.playlist)[-1])
    listed = viewer.playlist.partition(f"\nsegment-{msn}.m4s")[0].rpartition("\nsegment-")[2]
    names = re.findall(r"part-\d+\.m4s", listed)
    segment = await viewer.fetch(f"segment-{msn}.m4s")
    assert segment == b"".join([await viewer.fetch(name) for name in names])
    url = viewer.playlist_url.replace("playlist.m3u8", f"segment-{msn}.m4s")
    middle = await viewer.http.get(url, headers={"range": "bytes=1000-50000"})
    assert (middle.status_code, middle.content) == (206, segment[1000:50001])
    assert middle.headers["content-range"] == f"bytes 1000-50000/{len(segment)}"
    assert (await viewer.http.get(url, headers={"range": "bytes=-10"})).content == segment[-10:]
    beyond = await viewer.http.get(url, headers={"range": f"bytes={len(segment)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(segment)}")


async def test_rule_5_requests_that_make_no_sense_are_refused(viewer: LlHlsClient) -> None:
    for query in ("_HLS_part=1", "_HLS_msn=99999", "_HLS_msn=x", "_HLS_msn=1&_HLS_part=-1"):
        assert (await viewer.http.get(f"{viewer.playlist_url}?{query}")).status_code == 400, query
    assert (await viewer.http.get(f"{viewer.playlist_url}?_HLS_unknown=1&a=b")).status_code == 200


async def test_rule_6_a_delta_update_is_shorter_once_there_is_enough_to_skip(viewer: LlHlsClient) -> None:
    await viewer.reload("?_HLS_skip=YES")
    assert viewer.playlist.startswith("#EXTM3U")


async def test_head_options_and_other_methods(viewer: LlHlsClient) -> None:
    head = await viewer.http.head(viewer.playlist_url)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    preflight = await viewer.http.options(viewer.playlist_url, headers={"origin": "https://example.org"})
    assert preflight.status_code == 204
    assert int(preflight.headers["access-control-max-age"]) > 3600
    assert (await viewer.http.post(viewer.playlist_url, content=b"x")).status_code == 405


async def test_an_unknown_channel_and_a_foreign_session_are_not_found(node: RunningNode, viewer: LlHlsClient) -> None:
    for url in (node.index_url("nobody"), viewer.playlist_url.replace("/demo/", "/nobody/")):
        response = await node.http.get(url)
        assert response.status_code == 404
        assert response.headers["access-control-allow-origin"] == "*"


async def test_requests_pipelined_on_one_connection_are_answered_in_order(
    node: RunningNode, viewer: LlHlsClient
) -> None:
    await viewer.reload()
    msn, part = viewer.next_position()
    path = viewer.playlist_url.removeprefix(node.url)
    held = f"GET {path}?_HLS_msn={msn}&_HLS_part={part + 1} HTTP/1.1\r\nhost: a\r\n\r\n"
    quick = "GET /nothing HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", node.http_port)
    writer.write((held + quick).encode())
    async with asyncio.timeout(20):
        answers = await reader.read(-1)
    writer.close()
    assert re.findall(rb"HTTP/1\.1 (\d+)", answers) == [b"200", b"404"]


async def test_many_held_requests_are_woken_by_one_part(node: RunningNode, viewer: LlHlsClient) -> None:
    path = viewer.playlist_url.removeprefix(node.url)
    await viewer.reload()
    msn = int(re.findall(r"segment-(\d+)\.m4s", viewer.playlist)[-1])
    request = f"GET {path}?_HLS_msn={msn + 2} HTTP/1.1\r\nhost: a\r\naccept-encoding: gzip\r\n\r\n".encode()
    connections = [await asyncio.open_connection("127.0.0.1", node.http_port) for _ in range(300)]
    for _, writer in connections:
        writer.write(request)
    arrivals = []
    for reader, writer in connections:
        async with asyncio.timeout(20):
            head = await reader.readuntil(b"\r\n\r\n")
        arrivals.append(time.monotonic())
        assert head.startswith(b"HTTP/1.1 200")
        length = int(re.search(rb"content-length: (\d+)", head)[1])  # type: ignore[index]  # every 200 has one
        assert f"segment-{msn + 1}.m4s" in gzip.decompress(await reader.readexactly(length)).decode()
        writer.close()
    assert max(arrivals) - arrivals[0] < 5


async def test_a_held_request_that_gets_nothing_is_given_up_with_503(start_node: StartNode, flv: Path) -> None:
    async with start_node(target_duration_s=1, segment_min_ms=500, reconnect_window_s=30) as node:
        async with publishing(flv, node.ingest_url()), llhls_client(node.index_url()) as viewer:
            await viewer.open()
            await viewer.follow(2)
        await node.wait_for_log("publisher_lost")
        async with llhls_client(node.index_url()) as viewer:
            await viewer.open()
            msn = int(re.findall(r"segment-(\d+)", viewer.playlist)[-1])
            late = await viewer.http.get(f"{viewer.playlist_url}?_HLS_msn={msn + 1}")
    assert late.status_code == 503
    assert late.headers["retry-after"]


async def test_the_index_is_held_until_the_first_part(node: RunningNode, flv: Path) -> None:
    async with publishing(flv, node.ingest_url()):
        line = await node.wait_for_log("stream_session_opened")
        response = await node.http.get(node.index_url())
        assert response.status_code == 200
        assert line["session_id"] in response.text


async def test_a_client_that_does_not_read_harms_nobody(node: RunningNode, viewer: LlHlsClient) -> None:
    msn = int(re.findall(r"segment-(\d+)\.m4s", viewer.playlist)[0])
    path = viewer.playlist_url.removeprefix(node.url).replace("playlist.m3u8", f"segment-{msn}.m4s")
    _, writer = await asyncio.open_connection("127.0.0.1", node.http_port)
    writer.write(f"GET {path} HTTP/1.1\r\nhost: a\r\n\r\n".encode() * 30)
    await viewer.reload()
    await viewer.follow(5)
    assert viewer.discontinuities == 0
    writer.close()


async def test_status_and_metrics(node: RunningNode, viewer: LlHlsClient) -> None:
    status = (await node.http.get(f"{node.url}/status")).json()
    assert (status["status"], status["broadcasts_on_air"], status["bus"]) == ("ok", 1, "ok")
    text = (await node.http.get(f"{node.url}/metrics")).text
    assert 'klieg_node_broadcasts{state="on_air"} 1.0' in text
    assert float(re.search(r"(?m)^klieg_node_ingest_bytes_total (\S+)", text)[1]) > 100_000  # type: ignore[index]  # there
    assert 'klieg_node_http_responses_total{kind="part",status="200"}' in text
    assert "klieg_node_wake_latency_seconds_bucket" in text
    assert float(re.search(r'(?m)^klieg_node_waits_total{end="woken"} (\S+)', text)[1]) > 0  # type: ignore[index]  # there
