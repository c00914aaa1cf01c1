"""Every row of the table in docs/protocols/rtmp.md, with what ffmpeg prints."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.node.encoder import make_flv, publishing, start_ffmpeg
from fakes.node.llhls_client import llhls_client
from integration.node.conftest import KEY, RunningNode, StartNode

OTHER_KEY = "sk_jihgfedcba9876543210"


@contextlib.asynccontextmanager
async def undisturbed(node: RunningNode, flv: Path) -> AsyncIterator[None]:
    """Publish on another channel; fail when its viewer notices anything of what happens in the context."""
    node.control.channels[OTHER_KEY] = "other"
    async with publishing(flv, node.ingest_url(OTHER_KEY)), llhls_client(node.index_url("other")) as viewer:
        await viewer.open()
        yield
        await viewer.reload()
        await viewer.follow(5)
        assert viewer.discontinuities == 0
        assert not viewer.ended


async def refused(node: RunningNode, source: Path, url: str) -> str:
    ffmpeg = await start_ffmpeg(source, url)
    try:
        printed = await ffmpeg.finish()
    finally:
        await ffmpeg.kill()
    assert ffmpeg.process.returncode != 0
    return printed


@pytest.mark.parametrize(
    ("key", "code", "sentence"),
    [
        ("sk_nobodyhasthiskeyatall", "unknown_key", "No channel has this stream key."),
        ("hello", "malformed_key", "This is not a stream key."),
    ],
)
async def test_a_wrong_key_is_refused_and_never_logged(
    node: RunningNode, flv: Path, key: str, code: str, sentence: str
) -> None:
    async with undisturbed(node, flv):
        printed = await refused(node, flv, node.ingest_url(key))
    assert sentence in printed
    line = await node.wait_for_log("publisher_refused")
    assert line["code"] == code
    assert line["key"].startswith("sk_…")
    assert key not in repr(node.logged)


async def test_a_wrong_app_is_refused(node: RunningNode, flv: Path) -> None:
    printed = await refused(node, flv, node.ingest_url(app="vod"))
    assert "There is no application of this name here" in printed
    assert node.control.questions == []
    assert (await node.wait_for_log("publisher_refused"))["code"] == "wrong_app"


async def test_the_application_name_of_ivs_is_accepted(node: RunningNode, flv: Path) -> None:
    async with publishing(flv, node.ingest_url(app="app")):
        await node.wait_for_fact(type="stream_started")


async def test_a_second_publisher_is_refused_and_the_first_goes_on(node: RunningNode, flv: Path) -> None:
    async with publishing(flv, node.ingest_url()), llhls_client(node.index_url()) as viewer:
        await viewer.open()
        printed = await refused(node, flv, node.ingest_url())
        await viewer.reload()
        await viewer.follow(5)
    assert "on the air already from another encoder" in printed
    assert viewer.discontinuities == 0
    assert len({question["client_address"] for question in node.control.questions}) == 1
    assert not [fact for fact in await node.facts() if fact["type"] == "stream_ended"]


async def test_sound_without_a_picture_is_refused_after_a_grace(
    node: RunningNode, audio_only_flv: Path, flv: Path
) -> None:
    async with undisturbed(node, flv):
        printed = await refused(node, audio_only_flv, node.ingest_url())
    assert "Only sound arrived" in printed
    ended = await node.wait_for_fact(type="stream_ended", reason="protocol_error")
    assert not [
        fact
        for fact in await node.facts()
        if fact["type"] == "stream_started" and fact["session_id"] == ended["session_id"]
    ]


async def test_a_picture_without_sound_plays(node: RunningNode, video_only_flv: Path) -> None:
    async with publishing(video_only_flv, node.ingest_url()), llhls_client(node.index_url()) as viewer:
        await viewer.open()
        await viewer.follow(5)
    assert "mp4a" not in viewer.index


async def test_a_codec_we_do_not_take_is_refused_by_name(node: RunningNode, other_codec_flv: Path, flv: Path) -> None:
    async with undisturbed(node, flv):
        printed = await refused(node, other_codec_flv, node.ingest_url())
    assert "Sorenson" in printed or "H.263" in printed
    assert (await node.wait_for_log("publisher_ended"))["code"] == "unsupported_codec"


async def test_a_publisher_that_falls_silent_is_told_and_then_lost(start_node: StartNode, flv: Path) -> None:
    async with start_node(ingest_idle_timeout_s=1.0, reconnect_window_s=0.5) as node:
        ffmpeg = await start_ffmpeg(flv, node.ingest_url())
        await node.wait_for_fact(type="stream_started")
        ffmpeg.process.send_signal(19)  # SIGSTOP: the socket lives, nothing comes
        await node.wait_for_log("publisher_idle")
        ended = await node.wait_for_fact(type="stream_ended")
        ffmpeg.process.send_signal(18)
        printed = await ffmpeg.finish()
    assert ended["reason"] == "publisher_lost"
    assert "Nothing arrived for 1 s" in printed


async def test_a_flood_is_ended_at_the_limit(start_node: StartNode, flv: Path) -> None:
    async with start_node(ingest_max_kbps=300) as node, undisturbed_low(node):
        printed = await refused(node, flv, node.ingest_url())
        ended = await node.wait_for_fact(type="stream_ended")
    assert "More than 300 kb/s" in printed
    assert ended["reason"] == "limit_breach"


async def test_a_picture_too_large_for_a_basic_channel_is_an_event_and_a_clear_end(
    start_node: StartNode, media_dir: Path
) -> None:
    async with start_node(basic_limits=True) as node, undisturbed_low(node):
        printed = await refused(node, make_flv(media_dir, "large"), node.ingest_url())
        noted = await node.wait_for_fact(type="stream_noted")
        ended = await node.wait_for_fact(type="stream_ended")
    assert "A picture of 2048x1152 arrived; this channel takes up to 1920x1080" in printed
    assert (noted["name"], noted["code"]) == ("Limit Breach", "limit_resolution")
    assert ended["reason"] == "limit_breach"


@contextlib.asynccontextmanager
async def undisturbed_low(node: RunningNode) -> AsyncIterator[None]:
    """The node answers others meanwhile."""
    yield
    assert (await node.http.get(f"{node.url}/status")).status_code == 200


async def test_bytes_that_are_not_rtmp_close_that_connection_only(node: RunningNode, flv: Path) -> None:
    async with undisturbed(node, flv):
        reader, writer = await asyncio.open_connection("127.0.0.1", node.rtmp_port)
        writer.write(b"GET / HTTP/1.1\r\n\r\n" * 200)
        async with asyncio.timeout(10):
            await reader.read()
        writer.close()
    assert await node.wait_for_log("rtmp_broken")


async def test_a_connection_that_never_publishes_is_closed(start_node: StartNode) -> None:
    async with start_node(ingest_handshake_timeout_s=1.0) as node:
        reader, writer = await asyncio.open_connection("127.0.0.1", node.rtmp_port)
        async with asyncio.timeout(10):
            with contextlib.suppress(ConnectionError):
                assert await reader.read() == b""
        writer.close()


async def test_connections_beyond_the_limit_of_an_address_are_closed(start_node: StartNode) -> None:
    async with start_node(ingest_max_connections_per_address=2) as node:
        kept = [await asyncio.open_connection("127.0.0.1", node.rtmp_port) for _ in range(2)]
        await asyncio.sleep(0.1)
        reader, writer = await asyncio.open_connection("127.0.0.1", node.rtmp_port)
        async with asyncio.timeout(5):
            with contextlib.suppress(ConnectionError):
                assert await reader.read() == b""
        for _, open_writer in [*kept, (reader, writer)]:
            open_writer.close()
        assert (await node.wait_for_log("ingest_connection_refused"))["limit"] == "ingest_max_connections_per_address"


async def test_without_control_a_publisher_is_told_to_try_again(start_node: StartNode, flv: Path) -> None:
    async with start_node(control_url="http://127.0.0.1:9") as node:
        printed = await refused(node, flv, node.ingest_url(KEY))
    assert "cannot check stream keys right now" in printed
