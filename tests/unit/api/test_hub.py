import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from klieg.api.addresses import Addresses
from klieg.api.channel_state import ChannelState
from klieg.api.realtime.hub import Hub
from klieg.api.realtime.subscriber import Subscriber
from klieg.domains.channels import Channel
from klieg.domains.live import StreamSession
from klieg.domains.playback import Beat
from klieg.kernel.errors import UnavailableError

ADDRESSES = Addresses("http://page", "http://media", "rtmp://in/live")
NOW = datetime(2031, 5, 6, tzinfo=UTC)


class Rows:
    """Channels as the database has them; ``away`` makes it fail, ``gate`` holds a read back."""

    def __init__(self) -> None:
        self.states: dict[str, ChannelState] = {}
        self.away = False
        self.reads = 0

    def put(self, name: str, *, live: bool = False, title: str | None = None, viewer_count: int = 0) -> None:
        channel = Channel(
            id=f"ch_{name}",
            name=name,
            title=title,
            latency_mode="LOW",
            playback_policy="open",
            tags=[],
            links=[],
            mature=False,
            created_at=NOW,
        )
        stream_session = StreamSession(id=f"st_{name}", started_at=NOW) if live else None
        self.states[name] = ChannelState(channel, stream_session, viewer_count)

    async def states_of(self, names: frozenset[str]) -> dict[str, ChannelState]:
        self.reads += 1
        await asyncio.sleep(0)
        if self.away:
            raise UnavailableError("away")
        return {name: self.states[name] for name in names if name in self.states}

    async def live_names(self, limit: int) -> list[str]:
        return sorted(name for name, state in self.states.items() if state.session)[:limit]


@asynccontextmanager
async def refreshing(hub: Hub) -> AsyncIterator[None]:
    task = asyncio.create_task(hub.run_refresh())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def frames(subscriber: Subscriber) -> list[dict[str, object]]:
    async with asyncio.timeout(5):
        return [json.loads(text) for text in await subscriber.outbound.take()]


async def told(hub: Hub, *names: str) -> None:
    """Give the hub news of these channels."""

    async def follow() -> AsyncIterator[str | None]:
        for name in names:
            yield json.dumps({"type": "channel_revised", "channel_name": name})

    await hub.run_news(follow)


async def test_a_watcher_gets_a_snapshot_then_changes() -> None:
    rows = Rows()
    rows.put("demo")
    hub, subscriber = Hub(rows), Subscriber(ADDRESSES)
    async with refreshing(hub):
        await hub.watch(subscriber, "demo")
        (snapshot,) = await frames(subscriber)
        assert snapshot["type"] == "channel"
        rows.put("demo", live=True)
        await told(hub, "demo")
        (changed,) = await frames(subscriber)
        assert changed["channel"] == rows.states["demo"].public_view(ADDRESSES).model_dump(mode="json")
        del rows.states["demo"]
        await told(hub, "demo")
        assert await frames(subscriber) == [{"type": "channel_removed", "name": "demo"}]


async def test_news_that_change_nothing_seen_are_not_told() -> None:
    rows = Rows()
    rows.put("demo")
    rows.put("other")
    hub, subscriber = Hub(rows), Subscriber(ADDRESSES)
    async with refreshing(hub):
        await hub.watch(subscriber, "demo")
        await frames(subscriber)
        await told(hub, "demo")
        await hub.watch(subscriber, "other")
        assert [frame["type"] for frame in await frames(subscriber)] == ["channel"]


async def test_the_directory_lists_what_is_live() -> None:
    rows = Rows()
    rows.put("alpha", live=True)
    rows.put("beta")
    hub, subscriber = Hub(rows), Subscriber(ADDRESSES)
    async with refreshing(hub):
        await hub.follow_directory(subscriber)
        (directory,) = await frames(subscriber)
        assert directory["channels"] == [rows.states["alpha"].public_view(ADDRESSES).model_dump(mode="json")]
        rows.put("beta", live=True)
        rows.put("alpha")
        await told(hub, "alpha", "beta")
        changed = {json.dumps(frame["channel"]) for frame in await frames(subscriber)}
        assert len(changed) == 2
        assert [state.channel.name for state in hub.live_states()] == ["beta"]


async def test_counts_are_told_when_they_change_and_outlive_a_read() -> None:
    rows = Rows()
    rows.put("demo", live=True)
    hub, subscriber = Hub(rows), Subscriber(ADDRESSES)
    async with refreshing(hub):
        await hub.watch(subscriber, "demo")
        await frames(subscriber)
        hub.set_viewer_counts({"ch_demo": 3, "ch_other": 9})
        assert await frames(subscriber) == [{"type": "viewers", "channel": "demo", "viewer_count": 3}]
        hub.set_viewer_counts({"ch_demo": 3})
        rows.put("demo", live=True, title="New")
        await told(hub, "demo")
        (changed,) = await frames(subscriber)
        assert isinstance(changed["channel"], dict)
        assert (changed["channel"]["title"], changed["channel"]["viewer_count"]) == ("New", 3)


async def test_what_nobody_follows_is_forgotten() -> None:
    rows = Rows()
    rows.put("demo")
    hub, subscriber = Hub(rows), Subscriber(ADDRESSES)
    async with refreshing(hub):
        await hub.watch(subscriber, "demo")
        assert hub.counted_channels() == ["ch_demo"]
        hub.leave(subscriber, {Beat("ch_demo", "player-1")})
        assert hub.counted_channels() == []
        assert hub.channel_id("demo") is None
        assert hub.take_beats() == (set(), {Beat("ch_demo", "player-1")})


async def test_beats_and_departures_cancel_one_another() -> None:
    hub = Hub(Rows())
    one, two = Beat("ch", "one"), Beat("ch", "two")
    hub.record_beat(one)
    hub.record_beat(two)
    hub.record_departures({one})
    assert hub.take_beats() == ({two}, {one})
    hub.record_departures({two})
    hub.record_beat(two)
    assert hub.take_beats() == ({two}, set())
    assert hub.take_beats() == (set(), set())


async def test_rows_that_are_away_lose_no_news() -> None:
    rows = Rows()
    rows.put("demo")
    hub, subscriber = Hub(rows), Subscriber(ADDRESSES)
    async with refreshing(hub):
        await hub.watch(subscriber, "demo")
        await frames(subscriber)
    rows.put("demo", title="Changed meanwhile")
    rows.away = True
    hub.catch_up()
    with pytest.raises(UnavailableError):
        await hub.run_refresh()
    rows.away = False
    async with refreshing(hub):
        (changed,) = await frames(subscriber)
        assert isinstance(changed["channel"], dict)
        assert changed["channel"]["title"] == "Changed meanwhile"


async def test_many_news_at_once_are_one_read() -> None:
    rows = Rows()
    for number in range(50):
        rows.put(f"channel-{number}")
    hub = Hub(rows)
    subscribers = [Subscriber(ADDRESSES) for _ in range(50)]
    async with refreshing(hub):
        await hub.follow_directory(subscribers[0])
        reads = rows.reads
        await asyncio.gather(*(hub.watch(each, f"channel-{n}") for n, each in enumerate(subscribers)))
        assert rows.reads - reads <= 2
