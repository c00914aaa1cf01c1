"""How a stream session goes on and ends: reconnects, goodbyes, kills, the kill switch, leaving, a bus that is away."""

import time
from pathlib import Path

import pytest

from fakes.node.encoder import publishing, start_ffmpeg
from fakes.node.llhls_client import llhls_client
from fakes.node.valkey_server import valkey_server
from fakes.node.waiting import until
from integration.node.conftest import RunningNode, StartNode


async def test_an_encoder_that_comes_back_goes_on_in_its_session(node: RunningNode, flv: Path) -> None:
    async with llhls_client(node.index_url()) as viewer:
        first = await start_ffmpeg(flv, node.ingest_url())
        await viewer.open()
        await viewer.follow(3)
        await first.kill()
        await node.wait_for_log("publisher_lost")
        async with publishing(flv, node.ingest_url()):
            await viewer.follow(12)
            assert (await llhls_session(node)) == viewer.session_id
    assert viewer.discontinuities == 1
    assert not viewer.ended
    types = [fact["type"] for fact in await node.facts()]
    assert types.count("stream_started") == 1
    assert "stream_ended" not in types


async def llhls_session(node: RunningNode) -> str:
    async with llhls_client(node.index_url()) as viewer:
        return (await viewer.open()).session_id


async def test_an_encoder_killed_is_off_the_air_within_ten_seconds(node: RunningNode, flv: Path) -> None:
    async with llhls_client(node.index_url()) as viewer:
        ffmpeg = await start_ffmpeg(flv, node.ingest_url())
        await viewer.open()
        await viewer.follow(2)
        await ffmpeg.kill()
        killed_at = time.monotonic()
        await viewer.wait_until_ended(10)
        ended = await node.wait_for_fact(type="stream_ended")
        assert time.monotonic() - killed_at < 10
    assert ended["reason"] == "publisher_lost"


async def test_a_goodbye_ends_the_session_at_once_and_it_plays_out(node: RunningNode, flv: Path) -> None:
    async with llhls_client(node.index_url()) as viewer:
        ffmpeg = await start_ffmpeg(flv, node.ingest_url())
        await viewer.open()
        await viewer.follow(2)
        await ffmpeg.say_goodbye()
        ended = await node.wait_for_fact(type="stream_ended", within_s=3)
        await viewer.wait_until_ended(3)
        assert await viewer.fetch(viewer.playlist.splitlines()[-2])
        assert (await node.http.get(node.index_url())).status_code == 404
    assert ended["reason"] == "publisher_left"
    assert viewer.playlist.count("#EXT-X-ENDLIST") == 1


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("stopped", "was stopped by the channel's owner"), ("key_reset", "The stream key was replaced")],
)
async def test_the_kill_switch_tells_the_encoder_and_drops_it(
    node: RunningNode, flv: Path, reason: str, sentence: str
) -> None:
    ffmpeg = await start_ffmpeg(flv, node.ingest_url())
    session_id = (await node.wait_for_fact(type="stream_started"))["session_id"]
    assert (await node.stop_stream(session_id, reason, secret="wrong")).status_code == 401
    assert (await node.stop_stream(session_id, reason)).status_code == 204
    printed = await ffmpeg.finish(20)
    ended = await node.wait_for_fact(type="stream_ended")
    assert sentence in printed
    assert ended["reason"] == reason
    assert (await node.stop_stream(session_id, reason)).status_code == 204


async def test_a_stopped_channel_can_go_on_the_air_again(node: RunningNode, flv: Path) -> None:
    async with publishing(flv, node.ingest_url()):
        first = (await node.wait_for_fact(type="stream_started"))["session_id"]
        await node.stop_stream(first, "stopped")
    async with publishing(flv, node.ingest_url()), llhls_client(node.index_url()) as viewer:
        await viewer.open()
        assert viewer.session_id != first


async def test_a_node_that_goes_down_takes_leave_of_encoders_and_control(start_node: StartNode, flv: Path) -> None:
    async with start_node() as node:
        ffmpeg = await start_ffmpeg(flv, node.ingest_url())
        await node.wait_for_fact(type="stream_started")
        assert await node.bus.get("klieg:node:node-1") is not None
        leaving = node.leave()
        printed = await ffmpeg.finish(20)
        await leaving
        facts = await node.facts()
        assert await node.bus.get("klieg:node:node-1") is None
    assert "The server is going down" in printed
    assert [fact["type"] for fact in facts] == ["node_started", "stream_started", "stream_ended"]
    assert facts[-1]["reason"] == "node_stopped"


async def test_a_bus_that_comes_late_gets_every_fact_and_the_stream_stays(
    start_node: StartNode, flv: Path, tmp_path: Path
) -> None:
    late = tmp_path / "late.sock"
    async with start_node(valkey_url=f"unix://{late}") as node, llhls_client(node.index_url()) as viewer:
        async with publishing(flv, node.ingest_url()):
            await viewer.open()
            await viewer.follow(3)
            async with valkey_server(late) as bus:
                node.bus = bus
                await node.wait_for_fact(type="stream_started")
                assert [fact["type"] for fact in await node.facts()] == ["node_started", "stream_started"]
                await until(lambda: bus.get("klieg:node:node-1"))
                await viewer.reload()
                await viewer.follow(3)
        assert viewer.discontinuities == 0
