"""A channel that pulls: placed on a node, moved when the node dies, ended when nobody wants it."""

from typing import Any

import httpx
import pytest

from fakes.control.running_control import RunningControl, until
from klieg.contracts.ingest import PublishAccepted
from klieg.contracts.node_control import PullSource
from klieg.domains.channels import pull_sources
from klieg.kernel.ids import ChannelId

URL = "rtsp://user:hunter2@camera.example/stream"
MASKED = "rtsp://user:***@camera.example/stream"


async def pulls(running: RunningControl) -> dict[ChannelId, PullSource]:
    """Let the node live for another moment; return what it fetches."""
    await running.node.renew_lease()
    return dict(running.node.pulls)


async def change(running: RunningControl, method: str, **body: Any) -> dict[str, Any]:
    response = await running.admin.request(method, "/api/v1/channels/demo/pull", json=body or None)
    assert response.status_code == httpx.codes.OK, response.text
    changed: dict[str, Any] = response.json()
    return changed


async def test_a_pull_is_placed_with_the_channels_key_and_taken_away(running: RunningControl) -> None:
    key = await running.make_channel()
    assert (await change(running, "POST", url=URL))["pull_url"] == MASKED
    (source,) = (await until(lambda: pulls(running), bool)).values()
    assert (source.url, source.stream_key) == (URL, key)
    decision = await running.node.authorize(running.nodes_client, source.stream_key, protocol="pull")
    assert isinstance(decision, PublishAccepted)
    assert (await change(running, "DELETE"))["pull_url"] is None
    assert await until(lambda: pulls(running), lambda kept: not kept) == {}


async def test_another_address_or_key_is_another_revision(running_on_sqlite: RunningControl) -> None:
    running = running_on_sqlite
    await running.make_channel()
    await change(running, "POST", url=URL)
    (first,) = (await until(lambda: pulls(running), bool)).values()
    new_key = (await running.admin.post("/api/v1/channels/demo/stream-key")).json()["stream_key"]
    await until(lambda: pulls(running), lambda kept: {source.stream_key for source in kept.values()} == {new_key})
    await change(running, "POST", url="https://tv.example/index.m3u8")
    moved = await until(lambda: pulls(running), lambda kept: next(iter(kept.values())).url.startswith("https:"))
    assert next(iter(moved.values())).revision != first.revision
    assert (await running.admin.delete("/api/v1/channels/demo")).is_success
    await until(lambda: pulls(running), lambda kept: not kept)


async def test_a_node_that_begins_anew_is_told_again(running_on_sqlite: RunningControl) -> None:
    running = running_on_sqlite
    await running.make_channel()
    await change(running, "POST", url=URL)
    before = await until(lambda: pulls(running), bool)
    await running.node.lose_lease()
    running.node.booted()
    running.node.pulls.clear()
    assert await until(lambda: pulls(running), bool) == before


@pytest.mark.parametrize("url", ["", "ftp://tv.example/x", "rtmp://", "file:relative", "rtmp://a/" + "x" * 2000])
async def test_an_address_that_cannot_be_one_is_refused(running_on_sqlite: RunningControl, url: str) -> None:
    await running_on_sqlite.make_channel()
    response = await running_on_sqlite.admin.post("/api/v1/channels/demo/pull", json={"url": url})
    assert (response.status_code, response.json()["code"]) == (422, "invalid_request")
    assert url not in response.text or not url


async def test_the_address_is_encrypted_at_rest(running_on_sqlite: RunningControl) -> None:
    running = running_on_sqlite
    await running.make_channel()
    await change(running, "POST", url=URL)
    async with running.control.database.read() as reading:
        assert [
            source.url for source in (await pull_sources(reading, running.control.application.cipher)).values()
        ] == [URL]
