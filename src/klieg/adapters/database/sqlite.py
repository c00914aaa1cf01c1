"""SQLite as we use it: WAL, foreign keys, a writer that takes its lock when it begins."""

import asyncio
import contextlib
import sqlite3
from typing import Any

import aiosqlite
from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS = 5000
LOCK_RETRY_S = 0.02
POOL_SIZE = 10
WRITES = "klieg_writes"
"""Execution option of a connection that is going to write."""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA synchronous = NORMAL",  # with WAL: a killed process loses nothing, a power cut at most the last commits
    "PRAGMA foreign_keys = ON",
)


def create_sqlite_engine(url: URL) -> AsyncEngine:
    """Return the engine for a SQLite file."""

    async def connect() -> aiosqlite.Connection:
        return await _connect(url.database or ":memory:")

    engine = create_async_engine(
        url, async_creator=connect, pool_size=POOL_SIZE, max_overflow=0, pool_timeout=BUSY_TIMEOUT_MS / 1000
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


async def use_write_ahead_log(engine: AsyncEngine, wait_s: float) -> None:
    """Put the file into WAL mode, which it keeps; wait at most ``wait_s`` seconds for others who write to it.

    Raises:
        OperationalError: others held it all that time, or the file cannot be written.
    """
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        deadline = asyncio.get_running_loop().time() + wait_s
        while True:
            try:
                await driver.execute_fetchall("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # busy_timeout does not hold here: SQLite has read by now and might wait for one who waits for it
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or asyncio.get_running_loop().time() >= deadline:
                    raise OperationalError(None, None, error) from error
                await asyncio.sleep(LOCK_RETRY_S)
            else:
                return


async def _connect(path: str) -> aiosqlite.Connection:
    """Connect; when cancelled meanwhile, close what the driver's thread opens all the same (it would forget it)."""
    pending = aiosqlite.connect(path)
    pending._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy's own creator does: a thread must not hold up the exit

    async def opened() -> aiosqlite.Connection:
        connection = await pending
        # SQLite's own knows ASCII only; searches are to find what PostgreSQL finds
        await connection.create_function("lower", 1, _lower, deterministic=True)
        return connection

    opening = asyncio.ensure_future(opened())
    try:
        return await asyncio.shield(opening)
    except asyncio.CancelledError:
        with contextlib.suppress(Exception):
            await (await opening).close()
        raise


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _begin does
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
