"""The realtime socket: snapshots, events, viewers, limits."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from websockets import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from fakes.control.running_control import PATIENCE_S, RunningControl, run_in_loop, serve
from klieg.api.realtime.frames import MAX_FRAME_BYTES
from klieg.api.realtime_socket import MAX_BAD_FRAMES, MAX_WATCHED
from klieg.contracts.facts import StreamEventName
from klieg.contracts.ingest import PublishAccepted
from klieg.kernel.ids import StreamSessionId
from klieg.kernel.settings import Settings

type Frame = dict[str, object]


class Page:
    """A page that keeps what the socket told it: snapshots, with the events applied."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.channels: dict[str, Frame | None] = {}
        self.directory: dict[str, Frame] | None = None
        self.frames: list[Frame] = []

    async def say(self, **frame: object) -> None:
        await self.socket.send(json.dumps(frame))

    async def next(self) -> Frame:
        """Receive one frame and apply it."""
        async with asyncio.timeout(PATIENCE_S):
            frame: Frame = json.loads(await self.socket.recv())
        self.frames.append(frame)
        self._apply(frame)
        return frame

    async def until(self, **wanted: object) -> Frame:
        """Receive until a frame has these values."""
        while True:
            frame = await self.next()
            if all(frame.get(key) == value for key, value in wanted.items()):
                return frame

    async def until_channel(self, name: str, **wanted: object) -> Frame:
        """Receive until the channel, as this page knows it, has these values."""
        while True:
            shown = self.channels.get(name)
            if shown is not None and all(shown[key] == value for key, value in wanted.items()):
                return shown
            await self.next()

    def _apply(self, frame: Frame) -> None:
        match frame["type"]:
            case "directory":
                listed = frame["channels"]
                assert isinstance(listed, list)
                self.directory = {channel["name"]: channel for channel in listed}
            case "channel":
                self._keep(frame["channel"])
            case "channel_removed":
                self.channels[str(frame["name"])] = None
                if self.directory is not None:
                    self.directory.pop(str(frame["name"]), None)
            case "viewers":
                name = str(frame["channel"])
                for known in (self.channels, self.directory or {}):
                    shown = known.get(name)
                    if shown is not None:
                        known[name] = shown | {"viewer_count": frame["viewer_count"]}

    def _keep(self, channel: object) -> None:
        assert isinstance(channel, dict)
        self.channels[channel["name"]] = channel
        if self.directory is not None:
            if channel["is_live"]:
                self.directory[channel["name"]] = channel
            else:
                self.directory.pop(channel["name"], None)


@asynccontextmanager
async def open_page(address: str) -> AsyncIterator[Page]:
    async with connect(f"ws://{address}/api/v1/realtime") as socket:
        page = Page(socket)
        hello = await page.next()
        assert (hello["type"], hello["ingest_url"]) == ("hello", "rtmp://127.0.0.1:1935/live")
        assert hello["whip_url"] == "http://127.0.0.1:8081/whip"
        yield page


@pytest.fixture
async def address(running_on_sqlite: RunningControl) -> AsyncIterator[str]:
    async with serve(running_on_sqlite.app) as served:
        yield served


async def go_live(running: RunningControl, name: str = "demo") -> StreamSessionId:
    key = (await running.admin.get(f"/api/v1/channels/{name}")).json()["stream_key"]
    decision = await running.node.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishAccepted)
    await running.node.renew_lease()
    await running.node.tell(running.node.started(decision.session_id))
    return decision.session_id


@asynccontextmanager
async def leases_kept(running: RunningControl) -> AsyncIterator[None]:
    """Renew the fake node's lease as a real one does."""

    async def renew() -> None:
        while True:
            await running.node.renew_lease()
            await asyncio.sleep(0.5)

    renewing = asyncio.create_task(renew())
    try:
        yield
    finally:
        renewing.cancel()


async def test_a_watched_channel_is_pushed_as_it_changes(running_on_sqlite: RunningControl, address: str) -> None:
    running = running_on_sqlite
    await running.make_channel()
    async with open_page(address) as page, leases_kept(running):
        await page.say(type="watch", channel="demo")
        assert (await page.until(type="channel"))["channel"] == {
            **await running.channel(),
            "playback_url": "http://127.0.0.1:8081/hls/demo/index.m3u8",
            "whep_url": "http://127.0.0.1:8081/whep/demo",
        }
        session_id = await go_live(running)
        shown = await page.until_channel("demo", is_live=True)
        assert shown["session_id"] == session_id
        await running.admin.patch("/api/v1/channels/demo", json={"title": "Later"})
        await page.until_channel("demo", title="Later")
        await running.admin.patch("/api/v1/channels/demo", json={"latency_mode": "ULTRA_LOW"})
        await page.until_channel("demo", latency_mode="ULTRA_LOW")
        for code, muted in (("audio", ["audio"]), ("none", [])):
            await running.node.tell(running.node.noted(session_id, StreamEventName.PUBLISHER_MUTED, code))
            await page.until_channel("demo", publisher_muted=muted)
        await running.node.tell(running.node.ended(session_id))
        await page.until_channel("demo", is_live=False, started_at=None)
        await running.admin.delete("/api/v1/channels/demo")
        await page.until(type="channel_removed", name="demo")


async def test_snapshot_and_events_equal_a_fresh_snapshot(running_on_sqlite: RunningControl, address: str) -> None:
    running = running_on_sqlite
    names = [f"channel-{number}" for number in range(4)]
    for name in names:
        await running.make_channel(name)
    async with open_page(address) as page, leases_kept(running):
        await page.say(type="directory")
        await page.until(type="directory")
        for name in names:
            await page.say(type="watch", channel=name)
        sessions = {name: await go_live(running, name) for name in names}
        await page.say(type="beat", channel="channel-1", playback_session_id="player-0001")
        await running.admin.patch("/api/v1/channels/channel-2", json={"title": "Two", "latency_mode": "NORMAL"})
        await running.node.tell(running.node.ended(sessions["channel-0"]))
        await running.admin.delete("/api/v1/channels/channel-3/stream")
        await running.admin.delete("/api/v1/channels/channel-3")
        await running.make_channel("channel-4")
        await go_live(running, "channel-4")
        await page.until(type="viewers", channel="channel-1", viewer_count=1)
        await page.until_channel("channel-0", is_live=False)
        await page.until_channel("channel-2", title="Two")
        await page.until_channel("channel-4", is_live=True)
        while page.channels["channel-3"] is not None:
            await page.next()
        beating = asyncio.create_task(_beat(page, "channel-1", "player-0001"))
        async with open_page(address) as fresh:
            await fresh.say(type="directory")
            await fresh.until(type="directory")
            assert fresh.directory == page.directory
            for name in names:
                await fresh.say(type="watch", channel=name)
                while name not in fresh.channels:
                    await fresh.next()
            assert fresh.channels == {name: page.channels[name] for name in names}
        beating.cancel()


async def _beat(page: Page, channel: str, playback_session_id: str) -> None:
    while True:
        await page.say(type="beat", channel=channel, playback_session_id=playback_session_id)
        await asyncio.sleep(0.3)


async def test_viewers_are_counted_within_two_seconds(running_on_sqlite: RunningControl, address: str) -> None:
    running = running_on_sqlite
    await running.make_channel()
    loop = asyncio.get_running_loop()
    async with open_page(address) as witness, open_page(address) as player:
        for page in (witness, player):
            await page.say(type="watch", channel="demo")
            await page.until(type="channel")
        began_at = loop.time()
        await player.say(type="beat", channel="demo", playback_session_id="player-0001")
        await player.say(type="beat", channel="demo", playback_session_id="player-0002")
        await witness.until(type="viewers", viewer_count=2)
        assert loop.time() - began_at < 2
        beating = asyncio.create_task(_beat(player, "demo", "player-0002"))
        await player.say(type="bye", channel="demo", playback_session_id="player-0001")
        began_at = loop.time()
        await witness.until(type="viewers", viewer_count=1)
        assert loop.time() - began_at < 2
        beating.cancel()
        began_at = loop.time()
        await witness.until(type="viewers", viewer_count=0)  # nothing was said: the window passed
        assert loop.time() - began_at < 2.5
        await player.say(type="beat", channel="demo", playback_session_id="player-0002")
        await witness.until(type="viewers", viewer_count=1)
        await player.socket.close()
        began_at = loop.time()
        await witness.until(type="viewers", viewer_count=0)  # its socket closed
        assert loop.time() - began_at < 1.5


async def test_two_controls_on_one_bus_agree(sqlite_settings: Settings) -> None:
    async with (
        run_in_loop(sqlite_settings) as one,
        run_in_loop(sqlite_settings) as two,
        serve(one.app) as first,
        serve(two.app) as second,
        leases_kept(one),
    ):
        await one.make_channel()
        async with open_page(first) as here, open_page(second) as there:
            for page in (here, there):
                await page.say(type="watch", channel="demo")
                await page.until(type="channel")
            await go_live(one)
            await asyncio.gather(here.until_channel("demo", is_live=True), there.until_channel("demo", is_live=True))
            beats = [
                asyncio.create_task(_beat(here, "demo", "player-here")),
                asyncio.create_task(_beat(there, "demo", "player-there")),
            ]
            await asyncio.gather(
                here.until_channel("demo", viewer_count=2), there.until_channel("demo", viewer_count=2)
            )
            assert [(await each.channel())["viewer_count"] for each in (one, two)] == [2, 2]
            for beat in beats:
                beat.cancel()


async def test_a_channel_that_is_not_there_is_told_when_it_comes(
    running_on_sqlite: RunningControl, address: str
) -> None:
    async with open_page(address) as page:
        await page.say(type="watch", channel="later")
        await page.until(type="channel_removed", name="later")
        await running_on_sqlite.make_channel("later")
        await page.until_channel("later", is_live=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"type":"shout"}',
        '{"type":"watch"}',
        '{"type":"watch","channel":"UPPER"}',
        '{"type":"watch","channel":7}',
        '{"type":"beat","channel":"demo","playback_session_id":"short"}',
        '{"type":"beat","channel":"demo","playback_session_id":"not-watched-here"}',
        '{"type":"directory","pad":"' + "x" * MAX_FRAME_BYTES + '"}',
    ],
)
async def test_a_frame_that_cannot_be_used_is_answered_and_the_socket_lives(
    running_on_sqlite: RunningControl, address: str, text: str
) -> None:
    async with open_page(address) as page:
        await page.socket.send(text)
        await page.until(type="error")
        await page.say(type="directory")
        await page.until(type="directory")


async def flood(page: Page, frame: str, times: int) -> None:
    """Send a frame so often, then read until the socket is closed."""
    for _ in range(times):
        await page.socket.send(frame)
    while True:
        await page.next()


@pytest.mark.parametrize(("frame", "times"), [("{", MAX_BAD_FRAMES), ('{"type":"directory"}', 500)])
async def test_who_floods_is_closed(address: str, frame: str, times: int) -> None:
    async with open_page(address) as page:
        with pytest.raises(ConnectionClosed) as closed:
            await flood(page, frame, times)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008


async def test_one_socket_watches_a_bounded_number_of_channels(address: str) -> None:
    async with open_page(address) as page:
        for number in range(MAX_WATCHED + 1):
            await page.say(type="watch", channel=f"channel-{number}")
        frame = await page.until(type="error")
        assert frame["code"] == "bad_frame"


async def test_a_socket_that_sends_bytes_is_told_so(address: str) -> None:
    async with open_page(address) as page:
        await page.socket.send(b"\x00\x01")
        await page.until(type="error")
