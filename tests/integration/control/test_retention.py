"""What nobody needs any more is deleted, the rest stays."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from klieg.adapters.database import Database, OutboxQueue, open_database
from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.contracts.facts import EndReason, NodeStarted
from klieg.contracts.ingest import AuthorizePublish, PublishAccepted
from klieg.domains import channels
from klieg.domains.live import Holder, apply_fact, authorise_publish, end_stream
from klieg.domains.work import instant
from klieg.kernel.ids import BootId, FactId, NodeId
from klieg.kernel.settings import Settings
from klieg.worker.retention import FACTS, OUTBOX, SESSION_EVENTS, Retention

START = 1_900_000_000.0
TABLES = ("stream_sessions", "stream_session_events", "applied_facts", "outbox")


class FakeClock:
    def __init__(self) -> None:
        self.time = START

    def now(self) -> float:
        return self.time

    def wallclock(self) -> float:
        return self.time


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def database(database_url: str, tmp_path: Path, clock: FakeClock) -> AsyncIterator[Database]:
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    async with open_database(settings, clock) as opened:
        yield opened


async def counts(database: Database) -> list[int]:
    async with database.read() as reading:
        return [int(await reading.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0) for table in TABLES]


async def fill(database: Database) -> None:
    """A session that ended, one that is open, a fact, and messages that were delivered."""
    now, cipher = instant(START), FernetKeyCipher("secret")
    async with database.work() as work:
        channel = await channels.create_channel(work, channels.CreateChannel(name="demo"), cipher, now)
    question = AuthorizePublish(
        node_id=NodeId("n"),
        boot_id=BootId("b"),
        protocol="rtmp",
        stream_key=SecretStr(channels.read_stream_key(channel, cipher).reveal()),
        client_address="192.0.2.7",
        held_sessions=[],
    )
    async with database.work() as work:
        assert isinstance(await authorise_publish(work, question, Holder(), now), PublishAccepted)
    async with database.work() as work:
        await end_stream(work, await channels.channel_for_change(work, "demo"), EndReason.STOPPED, now)
    async with database.work() as work:
        assert isinstance(await authorise_publish(work, question, Holder(), now), PublishAccepted)
        fact = NodeStarted(id=FactId("f"), node_id=NodeId("other"), boot_id=BootId("b"), occurred_at=START)
        assert await apply_fact(work, fact, now)
    queue = OutboxQueue(database)
    messages = await queue.take(now, timedelta(seconds=1))
    await queue.settle([message.id for message in messages[1:]], {}, now)  # one waits for ever


async def test_what_is_old_goes_and_what_is_needed_stays(database: Database, clock: FakeClock) -> None:
    await fill(database)
    retention = Retention(database, clock, Settings())
    sessions, events, facts, messages = await counts(database)
    assert (sessions, events, facts) == (2, 3, 1)
    assert messages > 2
    await retention.delete_old()
    assert await counts(database) == [2, 3, 1, messages]
    clock.time = START + OUTBOX.total_seconds() + 1
    await retention.delete_old()
    assert await counts(database) == [2, 3, 1, 1], "what is not delivered stays"
    clock.time = START + FACTS.total_seconds() + 1
    await retention.delete_old()
    assert await counts(database) == [2, 3, 0, 1]
    clock.time = START + SESSION_EVENTS.total_seconds() + 1
    await retention.delete_old()
    assert await counts(database) == [2, 1, 0, 1], "an open session keeps its events, an ended one itself"
