"""The database: engine, reading and unit of work.

SQLite runs in WAL mode, into which the migration puts it, and a writer takes its lock when it begins (BEGIN IMMEDIATE),
so that two writers wait for one another rather than one failing half-way. PostgreSQL runs at READ COMMITTED; decisions
lock the rows they rest on.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import URL, select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from klieg.adapters.database.address import database_address, prepare_folder
from klieg.adapters.database.outbox import outbox_rows
from klieg.adapters.database.sqlite import WRITES, create_sqlite_engine
from klieg.domains.work import Reading, Work, instant
from klieg.kernel.clock import Clock
from klieg.kernel.errors import UnavailableError
from klieg.kernel.settings import Settings

CONNECT_TIMEOUT_S = 5
POOL_SIZE = 10
_ABSENT_STATES = {"08", "28", "3D", "53", "57"}
"""Classes of PostgreSQL's error codes: no connection, not let in, no such database, no resources, shutting down."""


class Database:
    """Opens readings and units of work.

    ``recorded`` is set after each commit that put events into the outbox; ``commits`` counts all of them.
    """

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self.engine = engine
        self.writing_engine = engine.execution_options(**{WRITES: True})
        self.recorded = asyncio.Event()
        self.commits = 0
        self._clock = clock

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.url.get_backend_name()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Reading]:
        """Yield one consistent look at the rows.

        Raises:
            UnavailableError: the database does not answer.
        """
        with self.sentences():
            async with AsyncSession(self.engine, expire_on_commit=False) as session:
                yield Reading(session)

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """Yield a unit of work; commit its rows and events together at the end, or nothing when an error passes.

        Raises:
            UnavailableError: the database does not answer; nothing was kept.
        """
        with self.sentences():
            async with AsyncSession(self.writing_engine, expire_on_commit=False) as session:
                work = Work(session)
                yield work
                session.add_all(outbox_rows(work.events, instant(self._clock.wallclock())))
                await session.commit()
                self.commits += 1
        if work.events:
            self.recorded.set()

    async def ping(self) -> None:
        """Return when the database answers.

        Raises:
            UnavailableError: it does not.
        """
        async with self.read() as reading:
            await reading.session.execute(select(1))

    def sentences(self) -> "_Sentences":
        """Return a context that turns a database's silence into UnavailableError."""
        return _Sentences(self.engine.url)


class _Sentences:
    """Context manager: the drivers' many ways to say "not there" become one error with a remedy."""

    def __init__(self, url: URL) -> None:
        self._url = url

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is not None and _is_absence(error):
            place = self._url.render_as_string(hide_password=True)
            cause = str(getattr(error, "orig", None) or error).splitlines() or [type(error).__name__]
            raise UnavailableError(
                f"The database {place} cannot be used now: {cause[0]}. Check that it runs and that KLIEG_DATABASE_URL "
                "(for SQLite: the folder KLIEG_DATA_DIR, its free space and its owner) is right."
            ) from error


def _is_absence(error: BaseException) -> bool:
    if isinstance(error, OperationalError | InterfaceError | PoolTimeoutError | OSError):
        return True
    if isinstance(error, DBAPIError):
        state: str = getattr(error.orig, "sqlstate", None) or ""
        return error.connection_invalidated or state[:2] in _ABSENT_STATES
    return False


@asynccontextmanager
async def open_database(settings: Settings, clock: Clock) -> AsyncIterator[Database]:
    """Yield the database of these settings and close its connections. Nothing is connected or migrated by this."""
    url = database_address(settings.database_url, settings.data_dir)
    try:
        prepare_folder(url)
    except OSError as error:
        raise UnavailableError(f"The folder for the database cannot be made: {error}. Check KLIEG_DATA_DIR.") from error
    engine = _create_engine(url)
    try:
        yield Database(engine, clock)
    finally:
        await engine.dispose()


def _create_engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() == "sqlite":
        return create_sqlite_engine(url)
    return create_async_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        pool_timeout=CONNECT_TIMEOUT_S,
        pool_pre_ping=True,
        connect_args={"timeout": CONNECT_TIMEOUT_S},
    )
