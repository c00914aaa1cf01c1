"""SRT: ffmpeg as the caller, a real libsrt in the worker process, and the same publish desk as RTMP's."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.node.encoder import FFMPEG, Ffmpeg
from fakes.node.llhls_client import llhls_client
from integration.node.conftest import KEY, RunningNode, StartNode
from klieg.node.ingest.srt.library import SrtMissingError, load_library

PASSPHRASE = "correct-horse-battery-24"


@pytest.fixture
async def node(start_node: StartNode, free_port: int) -> AsyncIterator[RunningNode]:
    try:
        load_library()
    except SrtMissingError as error:
        pytest.skip(str(error))
    async with start_node(srt_port=free_port) as running:
        await running.wait_for_log("srt_ready")
        yield running


@contextlib.asynccontextmanager
async def calling(node: RunningNode, source: Path, stream_id: str, passphrase: str = "") -> AsyncIterator[Ffmpeg]:
    """Call by ffmpeg for the length of the context."""
    url = f"srt://127.0.0.1:{node.settings.srt_port}?streamid={stream_id}"
    if passphrase:
        url += f"&passphrase={passphrase}"
    process = await asyncio.create_subprocess_exec(
        *(FFMPEG, "-v", "info", "-re", "-stream_loop", "-1", "-i", str(source), "-c", "copy", "-f", "mpegts", url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    ffmpeg = Ffmpeg(process)
    try:
        yield ffmpeg
    finally:
        await ffmpeg.kill()


@pytest.mark.parametrize("stream_id", [KEY, f"#!::r={KEY},m=publish"])
async def test_a_caller_is_on_the_air_and_viewers_see_it(node: RunningNode, flv: Path, stream_id: str) -> None:
    async with calling(node, flv, stream_id), llhls_client(node.index_url()) as viewer:
        await viewer.open()
        await viewer.follow(5)
        started = await node.wait_for_fact(type="stream_started")
        tracks = started["encoder"]["tracks"]
        assert [(track["kind"], track["codec"][:4]) for track in tracks] == [("video", "avc1"), ("audio", "mp4a")]
        assert (tracks[0]["width"], tracks[1]["sample_rate"]) == (1280, 48_000)
        assert [(question["protocol"], question["encrypted"]) for question in node.control.questions] == [
            ("srt", False)
        ]
    lost = await node.wait_for_fact(type="stream_ended")
    assert lost["reason"] == "publisher_lost"


async def test_an_unknown_key_is_refused_within_the_handshake(node: RunningNode, flv: Path) -> None:
    async with calling(node, flv, "sk_nobodys00000000000") as ffmpeg:
        await ffmpeg.finish()
        assert ffmpeg.process.returncode != 0
    assert (await node.wait_for_log("publisher_refused"))["code"] == "unknown_key"
    assert [fact["type"] for fact in await node.facts()] == ["node_started"]


async def test_where_encryption_is_asked_for_only_the_right_passphrase_gets_in(node: RunningNode, flv: Path) -> None:
    node.control.passphrases["demo"] = PASSPHRASE
    for number, wrong in enumerate(("", "another-passphrase-xyz"), start=1):
        async with calling(node, flv, KEY, wrong) as ffmpeg:
            await ffmpeg.finish()
            assert ffmpeg.process.returncode != 0
        ended = await node.wait_for_fact(type="stream_ended", session_id=f"ss_demo{number}")
        assert ended["reason"] == "never_started"
    async with calling(node, flv, KEY, PASSPHRASE):
        await node.wait_for_fact(type="stream_started")
    assert all(question["encrypted"] for question in node.control.questions)


async def test_a_stop_from_our_side_ends_the_call(node: RunningNode, flv: Path) -> None:
    async with calling(node, flv, KEY) as ffmpeg:
        session = (await node.wait_for_fact(type="stream_started"))["session_id"]
        await node.stop_stream(session, "stopped")
        await ffmpeg.finish()
    assert (await node.wait_for_fact(type="stream_ended"))["reason"] == "stopped"


async def test_other_media_end_by_a_sentence_in_the_log(node: RunningNode, other_codec_flv: Path) -> None:
    source = other_codec_flv.with_suffix(".ts")
    if not source.exists():
        made = await asyncio.create_subprocess_exec(
            *(FFMPEG, "-v", "error", "-y", "-i", str(other_codec_flv), "-c:v", "mpeg2video", str(source))
        )
        assert await made.wait() == 0
    async with calling(node, source, KEY):
        line = await node.wait_for_log("publisher_ended")
        assert line["description"] == "mpeg2video video is not carried; send H.264."
