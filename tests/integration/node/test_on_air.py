"""An encoder, a picture: what a player gets from the moment someone publishes to the end."""

import io
from pathlib import Path

import av

from fakes.node.encoder import publishing, publishing_by_pyav
from fakes.node.llhls_client import llhls_client, part_durations
from integration.node.conftest import RunningNode


async def test_ffmpeg_publishes_and_a_player_follows_part_by_part(node: RunningNode, flv: Path) -> None:
    async with publishing(flv, node.ingest_url()), llhls_client(node.index_url()) as player:
        await player.open()
        await player.follow(20)
        started = await node.wait_for_fact(type="stream_started")
    assert 'CODECS="avc1.64001f,mp4a.40.2"' in player.index
    assert "RESOLUTION=1280x720" in player.index
    assert "FRAME-RATE=30.000" in player.index
    assert max(part_durations(player.playlist)) <= 0.35
    assert started["session_id"] == player.session_id
    assert [track["kind"] for track in started["encoder"]["tracks"]] == ["video", "audio"]
    assert started["encoder"]["declared"]["width"] == 1280
    with av.open(io.BytesIO(player.media), "r") as media:
        frames = list(media.decode(video=0))
    assert len(frames) >= 60  # all but those before the first keyframe


async def test_pyav_publishes_and_a_player_follows(node: RunningNode, flv: Path) -> None:
    async with llhls_client(node.index_url()) as player:
        with publishing_by_pyav(flv, node.ingest_url()) as failed:
            await player.open()
            await player.follow(8)
            assert not failed.is_set()
    assert "RESOLUTION=1280x720" in player.index
