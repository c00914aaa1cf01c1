"""Publishing by WHIP to a real node: FFmpeg's own WHIP muxer in, what players fetch out."""

from collections.abc import AsyncIterator, Callable

import pytest

from fakes.node.llhls_client import llhls_client
from fakes.node.whip_encoder import whip_encoder
from integration.node.conftest import KEY, RunningNode, StartNode


@pytest.fixture
async def node(start_node: StartNode, make_port: Callable[[], int]) -> AsyncIterator[RunningNode]:
    async with start_node(webrtc_port=make_port(), webrtc_host="127.0.0.1") as running:
        yield running


async def test_a_picture_published_by_whip_plays_by_hls(node: RunningNode) -> None:
    async with whip_encoder(f"{node.url}/whip", KEY), llhls_client(node.index_url()) as viewer:
        await viewer.open()
        await viewer.follow(12)
    assert 'CODECS="avc1.42c0' in viewer.index
    assert "RESOLUTION=320x240" in viewer.index
    assert viewer.discontinuities == 0
    assert node.control.questions[0]["protocol"] == "whip"
