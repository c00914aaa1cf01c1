import json

import httpx
import pytest

from klieg.adapters.node_control import HttpNodeControl
from klieg.contracts.facts import EndReason
from klieg.contracts.leases import NodeLease
from klieg.contracts.node_control import PullSource
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import BootId, ChannelId, NodeId, StreamSessionId

LEASE = NodeLease(
    node_id=NodeId("node-1"), boot_id=BootId("b"), control_url="http://node.example:8081/", held_sessions=[]
)
SESSION = StreamSessionId("st_1")


async def test_a_stop_is_asked_of_the_leases_address_with_the_secret() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(204)

    node_control = HttpNodeControl("the-secret", httpx.MockTransport(answer))
    await node_control.stop_stream(LEASE, SESSION, EndReason.KEY_RESET)
    await node_control.aclose()
    assert str(asked[0].url) == "http://node.example:8081/control/v1/streams/st_1/stop"
    assert asked[0].headers["authorization"] == "Bearer the-secret"
    assert json.loads(asked[0].content) == {"reason": "key_reset"}


async def test_pulls_are_ordered_of_the_channels_address() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(204)

    node_control = HttpNodeControl("the-secret", httpx.MockTransport(answer))
    source = PullSource(url="rtsp://camera.example/", stream_key="sk_key", revision="r1")
    await node_control.start_pull(LEASE, ChannelId("ch_1"), source)
    await node_control.stop_pull(LEASE, ChannelId("ch_1"))
    await node_control.aclose()
    assert [(request.method, str(request.url)) for request in asked] == [
        ("PUT", "http://node.example:8081/control/v1/pulls/ch_1"),
        ("DELETE", "http://node.example:8081/control/v1/pulls/ch_1"),
    ]
    assert json.loads(asked[0].content) == {
        "url": "rtsp://camera.example/",
        "stream_key": "sk_key",
        "revision": "r1",
    }
    assert "camera" not in repr(source)


@pytest.mark.parametrize("status", [200, 401, 404, 500])
async def test_another_answer_is_no_answer(status: int) -> None:
    node_control = HttpNodeControl("s", httpx.MockTransport(lambda _: httpx.Response(status)))
    with pytest.raises(UnavailableError, match=f"node-1 answered {status}"):
        await node_control.stop_stream(LEASE, SESSION, EndReason.STOPPED)
    await node_control.aclose()


async def test_silence_is_told() -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    node_control = HttpNodeControl("s", httpx.MockTransport(fail))
    with pytest.raises(UnavailableError, match="node-1 does not answer: ConnectError"):
        await node_control.stop_stream(LEASE, SESSION, EndReason.STOPPED)
    await node_control.aclose()
