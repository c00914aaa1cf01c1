"""The sweeper ends what is lost, and nothing while it cannot know."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from klieg.adapters.database import Database, open_database
from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.adapters.memory import MemoryNodeDirectory
from klieg.contracts.facts import EndReason
from klieg.contracts.leases import NodeLease
from klieg.domains import channels
from klieg.domains.live import NodeControl, StreamSession, open_sessions
from klieg.domains.work import instant
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import BootId, ChannelId, NodeId, StreamSessionId
from klieg.kernel.settings import Settings
from klieg.worker.node_sweeper import DROP_GRACE_S, GRACE_S, NodeSweeper

START = 1_900_000_000.0
SESSION = StreamSessionId("st_1")


class FakeClock:
    def __init__(self) -> None:
        self.time = START

    def now(self) -> float:
        return self.time

    def wallclock(self) -> float:
        return self.time


class FakeNodeControl(NodeControl):
    def __init__(self) -> None:
        self.stopped: list[tuple[StreamSessionId, EndReason]] = []

    async def tell_viewing_changed(self, lease: NodeLease, channel_id: ChannelId) -> None:
        raise AssertionError("the sweeper says nothing of viewers")

    async def stop_stream(self, lease: NodeLease, session_id: StreamSessionId, reason: EndReason) -> None:
        self.stopped.append((session_id, reason))


def lease(*held: StreamSessionId) -> NodeLease:
    return NodeLease(node_id=NodeId("n"), boot_id=BootId("b"), control_url="http://n", held_sessions=list(held))


class Place:
    """A session on the air an hour, its node, and the sweeper."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock, self.nodes = database, FakeClock(), MemoryNodeDirectory()
        self.node_control = FakeNodeControl()
        self.sweeper = NodeSweeper(database, self.nodes, self.node_control, self.clock)

    async def open(self) -> None:
        now = instant(START)
        async with self.database.work() as work:
            channel = await channels.create_channel(
                work, channels.CreateChannel(name="demo"), FernetKeyCipher("secret"), now
            )
            work.session.add(
                StreamSession(
                    id=SESSION,
                    channel_id=channel.id,
                    node_id="n",
                    boot_id="b",
                    protocol="rtmp",
                    created_at=now - timedelta(hours=1),
                    started_at=now - timedelta(hours=1),
                )
            )

    async def is_open(self) -> bool:
        async with self.database.read() as reading:
            return bool(await open_sessions(reading))

    async def sweep_for(self, seconds: float) -> None:
        for _ in range(int(seconds * 2) + 1):
            await self.sweeper.sweep_once()
            self.clock.time += 0.5


@pytest.fixture
async def place(database_url: str, tmp_path: Path) -> AsyncIterator[Place]:
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    async with open_database(settings, FakeClock()) as database:
        made = Place(database)
        await made.open()
        yield made


async def test_a_held_session_stays(place: Place) -> None:
    place.nodes.known[NodeId("n")] = lease(SESSION)
    await place.sweep_for(60)
    assert await place.is_open()


async def test_a_dead_nodes_session_ends_after_the_grace(place: Place) -> None:
    await place.sweep_for(GRACE_S - 0.5)
    assert await place.is_open()
    await place.sweep_for(0.5)
    assert not await place.is_open()


async def test_a_node_that_comes_back_in_time_keeps_its_sessions(place: Place) -> None:
    await place.sweep_for(GRACE_S - 0.5)
    place.nodes.known[NodeId("n")] = lease(SESSION)
    await place.sweep_for(1)
    del place.nodes.known[NodeId("n")]
    await place.sweep_for(GRACE_S - 0.5)
    assert await place.is_open()


async def test_while_the_bus_is_away_nothing_ends_and_then_the_grace_begins_anew(place: Place) -> None:
    await place.sweep_for(GRACE_S - 0.5)
    place.nodes.away = True
    for _ in range(10):
        with pytest.raises(UnavailableError):
            await place.sweeper.sweep_once()
        place.clock.time += 10
    place.nodes.away = False
    await place.sweep_for(GRACE_S - 0.5)
    assert await place.is_open()
    await place.sweep_for(0.5)
    assert not await place.is_open()


async def test_a_node_is_asked_to_drop_what_control_has_not_after_a_grace(place: Place) -> None:
    place.nodes.known[NodeId("n")] = lease(SESSION, StreamSessionId("st_unknown"))
    await place.sweep_for(DROP_GRACE_S - 0.5)
    assert place.node_control.stopped == []
    await place.sweep_for(0.5)
    assert place.node_control.stopped == [(StreamSessionId("st_unknown"), EndReason.NODE_LOST)]
    assert await place.is_open()
