import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from fakes.node.whip_encoder import whip_encoder
from integration.node.conftest import KEY, RunningNode, StartNode, flv, start_node

__all__ = ["flv", "start_node"]


@pytest.fixture
def webrtc_port(make_port: Callable[[], int]) -> int:
    return make_port()


@pytest.fixture
async def node(start_node: StartNode, webrtc_port: int) -> AsyncIterator[RunningNode]:
    """A node whose WebRTC is this machine's alone; a lost publisher has time to come back on a busy one."""
    async with start_node(webrtc_port=webrtc_port, webrtc_host="127.0.0.1", reconnect_window_s=12.0) as running:
        yield running


type PublishByWhip = Callable[[], contextlib.AbstractAsyncContextManager[dict[str, str]]]


@pytest.fixture
def publish_by_whip(node: RunningNode) -> PublishByWhip:
    """A function that puts the channel ``demo`` on the air; yields the fact that says so."""

    @contextlib.asynccontextmanager
    async def publish() -> AsyncIterator[dict[str, str]]:
        async with whip_encoder(f"{node.url}/whip", KEY):
            yield await node.wait_for_fact(type="stream_started")

    return publish
