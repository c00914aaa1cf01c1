"""Playing by WHEP from a real node, with libdatachannel as the player."""

import asyncio
import os
import signal
import subprocess
from pathlib import Path

import pytest

from fakes.node.encoder import FFMPEG, publishing
from fakes.node.offers import make_offer
from fakes.node.waiting import until
from fakes.node.whep_player import whep_player
from integration.node.conftest import KEY, RunningNode, StartNode
from integration.webrtc.conftest import PublishByWhip
from klieg.contracts.ingest import ChannelType, PublishRules

SDP = {"content-type": "application/sdp"}
MOST_SKEW_MS = 120
"""What came last of picture and sound is this far apart at most: a picture is made and waits, sound does not."""


@pytest.fixture(scope="session")
def zero_latency_flv(media_dir: Path) -> Path:
    """Picture without B-frames, and AAC, as an encoder tuned for latency sends."""
    made = media_dir / "zero-latency.flv"
    picture = ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=30:duration=10"]
    sound = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=10"]
    coded = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "60", "-pix_fmt", "yuv420p"]
    subprocess.run(
        [FFMPEG, "-v", "error", "-y", *picture, *sound, *coded, "-c:a", "aac", "-f", "flv", str(made)],
        check=True,
        timeout=60,
    )
    return made


async def test_two_viewers_see_and_hear_a_whip_publisher_one_on_a_bad_line(
    node: RunningNode, publish_by_whip: PublishByWhip
) -> None:
    url = f"{node.url}/whep/demo"
    async with publish_by_whip(), whep_player(url) as good, whep_player(url, loss=0.05) as bad:
        for player in (good, bad):
            seen = await player.until_pictures(120)
            assert seen.faults == 0
            assert seen.lost == 0
            assert seen.sounds > 100
            assert seen.width == 320
            assert seen.skew_ms is not None
            assert abs(seen.skew_ms) < MOST_SKEW_MS, "sender reports put picture and sound where they belong"
        assert bad.seen.recovered > 0
        assert good.seen.recovered == 0
        status = (await node.http.get(f"{node.url}/status")).json()["webrtc"]
        assert (status["state"], status["viewers"], len(status["publishers"])) == ("ok", 2, 1)


async def test_an_rtmp_publisher_is_played_with_sound_until_it_ends(node: RunningNode, zero_latency_flv: Path) -> None:
    async with publishing(zero_latency_flv, node.ingest_url()):
        started = await node.wait_for_fact(type="stream_started")
        async with whep_player(f"{node.url}/whep/demo") as player:
            seen = await player.until_pictures(60)
            while seen.sounds < 50:
                seen = await player.next()
            await node.stop_stream(started["session_id"], "stopped")
            await until(lambda: has_no_viewers(node))
    assert seen.faults == 0


async def has_no_viewers(node: RunningNode) -> bool:
    return 'klieg_node_webrtc_peers{role="viewer"} 0.0' in (await node.http.get(f"{node.url}/metrics")).text


async def test_a_viewer_connects_anew_when_the_worker_died(node: RunningNode, zero_latency_flv: Path) -> None:
    async with publishing(zero_latency_flv, node.ingest_url()):
        await node.wait_for_fact(type="stream_started")
        created = await node.http.post(f"{node.url}/whep/demo", headers=SDP, content=make_offer("recvonly"))
        assert created.status_code == 201
        resource = f"{node.url}{created.headers['location']}"
        worker = await node.wait_for_log("worker_started", worker="webrtc")
        os.kill(worker["pid"], signal.SIGKILL)
        await node.wait_for_log("worker_is_started_again")
        gone = await node.http.delete(resource)
        assert (gone.status_code, gone.json()["code"]) == (404, "gone")
        async with whep_player(f"{node.url}/whep/demo") as player:
            assert (await player.until_pictures(30)).faults == 0


async def test_what_cannot_be_played_is_refused_with_a_sentence(node: RunningNode, flv: Path) -> None:
    async def ask(channel: str, offer: str) -> tuple[int, str]:
        answer = await node.http.post(f"{node.url}/whep/{channel}", headers=SDP, content=offer)
        return answer.status_code, answer.json()["detail"]

    assert (await ask("nobody", make_offer("recvonly")))[0] == 404
    async with publishing(flv, node.ingest_url()):
        await node.wait_for_fact(type="stream_started")
        status, sentence = await ask("demo", make_offer("recvonly"))
        assert status == 406
        assert "B-frames" in sentence


async def test_a_source_with_b_frames_is_played_by_the_rung_the_line_carries(
    start_node: StartNode, webrtc_port: int, flv: Path
) -> None:
    ladder = {"ladder_rungs": "160:250,90:120", "ladder_preset": "ultrafast"}
    async with start_node(webrtc_port=webrtc_port, webrtc_host="127.0.0.1", **ladder) as node:
        node.control.rules["demo"] = PublishRules(channel_type=ChannelType.STANDARD)
        url = f"{node.url}/whep/demo"
        async with publishing(flv, node.ingest_url()):
            await node.wait_for_fact(type="stream_started")
            await until(lambda: both_rungs(node))
            async with whep_player(url, estimate_kbps=9000) as wide, whep_player(url, estimate_kbps=20) as narrow:
                async with asyncio.timeout(50):
                    while wide.seen.width != 284:
                        await wide.next()
                    while narrow.seen.width != 160:
                        await narrow.next()
                await narrow.until_pictures(narrow.seen.pictures + 30)
            assert (wide.seen.faults, narrow.seen.faults) == (0, 0)


async def both_rungs(node: RunningNode) -> bool:
    index = (await node.http.get(node.index_url(), follow_redirects=True)).text
    return "160p" in index and "90p" in index


async def test_sessions_are_bounded(start_node: StartNode, webrtc_port: int, zero_latency_flv: Path) -> None:
    limits = {"webrtc_max_peers": 2, "webrtc_max_peers_per_address": 1}
    async with (
        start_node(webrtc_port=webrtc_port, webrtc_host="127.0.0.1", **limits) as node,
        publishing(zero_latency_flv, node.ingest_url(KEY)),
    ):
        await node.wait_for_fact(type="stream_started")
        offer = make_offer("recvonly")
        answers = [await node.http.post(f"{node.url}/whep/demo", headers=SDP, content=offer) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 503]
        assert answers[1].json()["code"] == "full_for_address"
        assert answers[1].headers["retry-after"]
        player_without_h264 = make_offer("recvonly", h264=False)
        refused = await node.http.post(f"{node.url}/whep/demo", headers=SDP, content=player_without_h264)
        assert refused.status_code == 406
        assert "VP8" in refused.json()["detail"]
