"""The control process: start, shared start, stop, what the command line uses beside it."""

import asyncio
import socket
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from fakes.control.fake_node import FakeNode
from fakes.control.running_control import run_in_loop, until
from klieg.adapters.valkey import open_bus
from klieg.bootstrap import open_application, run_control
from klieg.contracts.ingest import PublishAccepted
from klieg.domains.channels import ChannelNameReservedError, ChannelNotFoundError
from klieg.domains.live import ChannelNotLiveError
from klieg.kernel.errors import SettingsError, UnavailableError
from klieg.kernel.settings import Settings


async def test_the_command_lines_verbs_work_without_a_server(settings: Settings) -> None:
    alone = settings.model_copy(update={"valkey_url": "unix:///nonexistent/valkey.sock"})
    async with open_application(alone) as application:
        made = await application.create_channel({"name": "demo", "title": "Mine", "latency_mode": "NORMAL"})
        assert made.stream_key is not None
        assert made.playback_url == "http://localhost:8081/hls/demo/index.m3u8"
        assert await application.list_channels() == [made]
        assert await application.show_channel("demo") == made
        assert (await application.reset_stream_key("demo")).stream_key != made.stream_key
        assert await application.list_streams() == []
        with pytest.raises(ChannelNotLiveError):
            await application.stop_stream("demo")
        with pytest.raises(ChannelNameReservedError):
            await application.create_channel({"name": "api"})
        with pytest.raises(ValidationError):
            await application.create_channel({"name": "No Name"})
        await application.delete_channel("demo")
        with pytest.raises(ChannelNotFoundError):
            await application.delete_channel("demo")


async def test_a_stop_from_the_command_line_reaches_the_node_through_the_running_control(settings: Settings) -> None:
    async with run_in_loop(settings) as running, open_application(settings) as application:
        key = await running.make_channel()
        decision = await running.node.authorize(running.nodes_client, key)
        assert isinstance(decision, PublishAccepted)
        await running.node.renew_lease()
        stopped = await application.stop_stream("demo")
        assert stopped.session_id == decision.session_id
        async with asyncio.timeout(5):
            await running.node.stop_asked.wait()


async def test_a_stop_given_while_control_was_down_is_delivered_when_it_starts(settings: Settings) -> None:
    async with run_in_loop(settings) as running:
        decision = await running.node.authorize(running.nodes_client, await running.make_channel())
        assert isinstance(decision, PublishAccepted)
    async with open_application(settings) as application:
        await application.stop_stream("demo")
    async with open_bus(settings.effective_valkey_url) as bus:
        await FakeNode(bus, boot_id=running.node.boot_id, held={decision.session_id}).renew_lease()
    async with run_in_loop(settings) as again:
        again.node.boot_id = running.node.boot_id
        async with asyncio.timeout(20):
            await again.node.stop_asked.wait()


async def test_several_controls_start_together_on_an_empty_database(
    empty_database_url: str, valkey_url: str, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path / "data", database_url=empty_database_url, valkey_url=valkey_url)

    async def start(number: int) -> str:
        async with open_application(settings) as application:
            return (await application.create_channel({"name": f"channel-{number}"})).name

    names = await asyncio.gather(*(start(number) for number in range(4)))
    async with open_application(settings) as application:
        assert [channel.name for channel in await application.list_channels()] == sorted(names)


async def test_a_port_in_use_is_told_with_the_remedy(sqlite_settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = sqlite_settings.model_copy(update={"http_host": "127.0.0.1", "http_port": port})
        with pytest.raises(SettingsError, match=f"port {port}.*KLIEG_HTTP_PORT"):
            await run_control(settings)


async def test_control_serves_until_it_is_told_to_stop(sqlite_settings: Settings, free_port: int) -> None:
    settings = sqlite_settings.model_copy(update={"http_host": "127.0.0.1", "http_port": free_port})
    serving = asyncio.create_task(run_control(settings))

    async def look() -> int:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{free_port}", trust_env=False) as client:
            try:
                return (await client.get("/status")).status_code
            except httpx.TransportError:
                return 0

    await until(look, lambda status: status == httpx.codes.OK)
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    assert await look() == 0


async def test_control_runs_degraded_while_the_bus_is_away_and_ends_no_stream(settings: Settings) -> None:
    async with run_in_loop(settings) as running:
        decision = await running.node.authorize(running.nodes_client, await running.make_channel())
        assert isinstance(decision, PublishAccepted)
    away = settings.model_copy(update={"valkey_url": "unix:///nonexistent/valkey.sock"})
    async with run_in_loop(away) as running:
        shown = await until(
            lambda: running.anybody.get("/status"), lambda answer: answer.json()["status"] == "degraded"
        )
        assert shown.json()["bus"]["ok"] is False
        assert shown.json()["database"]["ok"] is True
        await running.make_channel("other")
        await asyncio.sleep(4)  # longer than the sweeper's grace: the point is that nothing happens
        streams = await running.control.application.list_streams()
        assert [stream.session_id for stream in streams] == [decision.session_id]


@pytest.mark.parametrize(
    "url",
    ["postgresql://klieg:hidden@127.0.0.1:1/klieg", "sqlite:////proc/none/klieg.db"],
    ids=["postgresql", "sqlite"],
)
async def test_a_database_that_is_not_there_is_told_with_the_remedy(url: str, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="KLIEG_DATA") as refused:
        async with open_application(Settings(data_dir=tmp_path, database_url=url)):
            pass
    assert "hidden" not in str(refused.value)
