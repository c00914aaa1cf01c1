"""Rows on SQLite and PostgreSQL: the same promises on both."""

import asyncio
import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, bindparam, text
from sqlalchemy.exc import IntegrityError

from fakes.control.stores import PostgresServer
from klieg.adapters.database import Database, OutboxQueue, migrate, open_database
from klieg.adapters.database.migrate import HEAD, alembic_config
from klieg.adapters.database.outbox import delete_delivered_before
from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.domains import audit, channels, following, identity, live, mail, moderation, pictures
from klieg.domains.live import StreamSession
from klieg.domains.work import Instant, Reading, Rows
from klieg.kernel.clock import SystemClock
from klieg.kernel.errors import UnavailableError
from klieg.kernel.settings import Settings

NOW = datetime(2031, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
CIPHER = FernetKeyCipher("secret")
LEASE = timedelta(seconds=30)


async def make_channel(database: Database, name: str = "demo") -> channels.Channel:
    async with database.work() as work:
        return await channels.create_channel(work, channels.CreateChannel(name=name), CIPHER, NOW)


def stream_session(channel: channels.Channel, session_id: str) -> StreamSession:
    return StreamSession(
        id=session_id, channel_id=channel.id, node_id="n", boot_id="b", protocol="rtmp", created_at=NOW
    )


async def count(reading: Reading, table: str) -> int:
    return int(await reading.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def test_the_migrated_schema_is_the_models(database: Database) -> None:
    assert {audit, following, identity, live, mail, moderation, pictures}, "every domain's rows are known"

    def difference(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Rows.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(difference) == []


def test_the_head_is_the_newest_revision() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [HEAD]


async def test_migrations_that_start_together_wait_for_one_another(empty_database_url: str, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=empty_database_url)

    async def start() -> None:
        async with open_database(settings, SystemClock()) as database:
            await migrate(database)

    await asyncio.gather(*(start() for _ in range(5)))
    async with open_database(settings, SystemClock()) as database, database.read() as reading:
        assert await reading.session.scalar(text("SELECT version_num FROM alembic_version")) == HEAD


async def test_the_first_migration_waits_for_one_who_writes_the_new_file(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    settings = Settings(data_dir=tmp_path, database_url=f"sqlite:///{file}")
    async with open_database(settings, SystemClock()) as database:
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            migrating = asyncio.create_task(migrate(database))
            done, _ = await asyncio.wait([migrating], timeout=0.3)
            assert not done
            writer.execute("COMMIT")
        await migrating


async def test_channels_of_the_first_schema_are_kept(empty_database_url: str, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=empty_database_url)

    def at_the_first(connection: Connection) -> None:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")

    async with open_database(settings, SystemClock()) as database:
        async with database.writing_engine.connect() as connection:
            await connection.run_sync(at_the_first)
            await connection.execute(
                text("INSERT INTO channels VALUES ('ch_1', 'old', 'Old', 'NORMAL', 'hash', 'text', :now)").bindparams(
                    bindparam("now", NOW, Instant)
                )
            )
            await connection.commit()
        await migrate(database)
        async with database.read() as reading:
            kept = await channels.find_channel(reading, "old")
            assert await channels.lacks_passphrases(reading)
        assert (kept.title, kept.latency_mode, kept.created_at) == ("Old", "NORMAL", NOW)
        assert (kept.channel_type, kept.preset, kept.insecure_ingest) == ("BASIC", None, True)
        assert (kept.multitrack_policy, kept.multitrack_resolution) == ("REFUSE", "FULL_HD")
        async with database.work() as work:
            assert await channels.mint_missing_passphrases(work, CIPHER) == 1
        async with database.read() as reading:
            assert not await channels.lacks_passphrases(reading)
            minted = channels.read_srt_passphrase(await channels.find_channel(reading, "old"), CIPHER)
        assert minted is not None


async def test_a_database_of_a_newer_version_is_left_alone(database: Database) -> None:
    async with database.work() as work:
        await work.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnavailableError, match="newer version"):
        await migrate(database)


async def test_work_keeps_rows_and_events_together(database: Database) -> None:
    channel = await make_channel(database)
    assert database.recorded.is_set()
    taken = await OutboxQueue(database).take(datetime.now(UTC), LEASE)
    assert [(message.type, message.payload["channel_id"]) for message in taken] == [("channel_created", channel.id)]


async def test_work_that_fails_keeps_neither(database: Database) -> None:
    async def fail() -> None:
        async with database.work() as work:
            await channels.create_channel(work, channels.CreateChannel(name="demo"), CIPHER, NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.read() as reading:
        assert await count(reading, "channels") == 0
        assert await count(reading, "outbox") == 0
    assert not database.recorded.is_set()


async def test_instants_come_back_as_they_were(database: Database) -> None:
    await make_channel(database)
    async with database.read() as reading:
        assert (await channels.find_channel(reading, "demo")).created_at == NOW


async def test_a_channels_history_goes_with_it(database: Database) -> None:
    channel = await make_channel(database)
    async with database.work() as work:
        work.session.add(stream_session(channel, "st_1"))
    async with database.work() as work:
        await channels.delete_channel(work, await channels.channel_for_change(work, "demo"))
    async with database.read() as reading:
        assert await count(reading, "stream_sessions") == 0


async def test_a_session_needs_a_channel(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.work() as work:
            work.session.add(stream_session(channels.Channel(id="ch_none"), "st_1"))


async def test_of_sessions_opened_together_the_index_lets_one_be(database: Database) -> None:
    channel = await make_channel(database)

    async def open_session(number: int) -> bool:
        try:
            async with database.work() as work:
                work.session.add(stream_session(channel, f"st_{number}"))
        except IntegrityError:
            return False
        return True

    opened = await asyncio.gather(*(open_session(number) for number in range(10)))
    assert opened.count(True) == 1


async def test_of_channels_made_together_one_gets_the_name(database: Database) -> None:
    async def make() -> bool:
        try:
            await make_channel(database)
        except channels.ChannelNameTakenError:
            return False
        return True

    assert (await asyncio.gather(*(make() for _ in range(8)))).count(True) == 1


async def test_writers_wait_for_one_another(database: Database) -> None:
    await asyncio.gather(*(make_channel(database, f"channel-{number}") for number in range(40)))
    async with database.read() as reading:
        assert await count(reading, "channels") == 40


async def test_a_message_goes_to_one_relay_at_a_time(database: Database) -> None:
    await asyncio.gather(*(make_channel(database, f"channel-{number}") for number in range(20)))
    relays = [OutboxQueue(database) for _ in range(4)]
    now = datetime.now(UTC) + timedelta(seconds=1)
    taken = [message.id for found in await asyncio.gather(*(r.take(now, LEASE) for r in relays)) for message in found]
    assert len(taken) == len(set(taken)) == 20
    assert await relays[0].take(now, LEASE) == []


async def test_a_message_comes_again_until_it_is_delivered(database: Database) -> None:
    await make_channel(database)
    queue, now = OutboxQueue(database), datetime.now(UTC) + timedelta(seconds=1)
    (first,) = await queue.take(now, LEASE)
    await queue.settle([], {first.id: now + timedelta(seconds=5)}, now)
    assert await queue.take(now + timedelta(seconds=4), LEASE) == []
    (second,) = await queue.take(now + timedelta(seconds=6), LEASE)
    assert (second.id, second.attempts) == (first.id, 2)
    (third,) = await queue.take(now + timedelta(seconds=40), LEASE)  # the relay that took it died
    assert third.id == first.id
    await queue.settle([third.id], {}, now)
    assert await queue.waiting() == 0
    async with database.work() as work:
        await delete_delivered_before(work, now + timedelta(seconds=1))
    async with database.read() as reading:
        assert await count(reading, "outbox") == 0


async def test_a_connect_that_is_cancelled_leaves_nothing_open(sqlite_url: str, tmp_path: Path) -> None:
    async with open_database(Settings(data_dir=tmp_path, database_url=sqlite_url), SystemClock()) as database:
        for pause in range(6):
            pinging = asyncio.create_task(database.ping())
            for _ in range(pause):
                await asyncio.sleep(0)
            pinging.cancel()
            with pytest.raises(asyncio.CancelledError):
                await pinging
        await database.ping()


async def test_sqlite_runs_in_wal_mode_with_foreign_keys(sqlite_url: str, tmp_path: Path) -> None:
    async with open_database(Settings(data_dir=tmp_path, database_url=sqlite_url), SystemClock()) as database:
        await migrate(database)
        async with database.read() as reading:
            assert await reading.session.scalar(text("PRAGMA journal_mode")) == "wal"
            assert await reading.session.scalar(text("PRAGMA foreign_keys")) == 1


async def test_a_reader_is_not_held_up_by_a_writer(database: Database) -> None:
    async with database.work() as work:
        await channels.create_channel(work, channels.CreateChannel(name="demo"), CIPHER, NOW)
        async with asyncio.timeout(5), database.read() as reading:
            assert await count(reading, "channels") == 0


async def test_a_postgresql_database_that_does_not_exist_is_told(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, database_url=postgres_server.get_uri("nowhere"))
    async with open_database(settings, SystemClock()) as database:
        with pytest.raises(UnavailableError, match=r"nowhere.*KLIEG_DATABASE_URL"):
            await migrate(database)


async def test_a_postgresql_that_drops_its_connections_is_told_once_and_found_again(
    postgres_server: PostgresServer, postgres_template: str, tmp_path: Path
) -> None:
    postgres_server.psql(f"CREATE DATABASE dropped TEMPLATE {postgres_template};")
    settings = Settings(data_dir=tmp_path, database_url=postgres_server.get_uri("dropped"))

    async def be_dropped(database: Database) -> None:
        async with database.work() as work:
            pid = await work.session.scalar(text("SELECT pg_backend_pid()"))
            await asyncio.to_thread(postgres_server.psql, f"SELECT pg_terminate_backend({pid});")
            await work.session.execute(text("SELECT 1"))

    async with open_database(settings, SystemClock()) as database:
        with pytest.raises(UnavailableError, match="cannot be used now"):
            await be_dropped(database)
        await database.ping()
