"""Do the database and the bus answer, and does the database's clock agree with ours?"""

import time
from collections.abc import AsyncIterator

from sqlalchemy import inspect, text

from klieg.adapters.database import Database, open_database
from klieg.adapters.database.migrate import HEAD
from klieg.adapters.valkey import open_bus
from klieg.cli.doctor.finding import Finding, failed, ok, warning
from klieg.kernel.clock import SystemClock
from klieg.kernel.errors import UnavailableError
from klieg.kernel.settings import PREFIX, Settings
from klieg.supervisor.lock import find_holder

SKEW_WARNING_S = 1.0
_START = "Start `klieg serve`, which brings it up to date."


async def check_database(settings: Settings) -> AsyncIterator[Finding]:
    """Yield whether the database answers and has this version's schema, and how far its clock is from ours."""
    if not settings.database_url and not (settings.data_dir / "klieg.db").exists():
        yield ok("database", "SQLite, will be made at the first start")
        return
    try:
        async with open_database(settings, SystemClock()) as database:
            yield await _check_schema(database)
            if database.kind == "postgresql":
                yield await _check_skew(database)
    except UnavailableError as error:
        yield failed("database", "does not answer", str(error))


async def check_bus(settings: Settings) -> AsyncIterator[Finding]:
    """Yield whether Valkey answers."""
    if not settings.valkey_url and find_holder(settings.data_dir) is None:
        yield ok("valkey", "bundled, `klieg serve` starts it")
        return
    try:
        async with open_bus(settings.effective_valkey_url) as bus:
            began = time.monotonic()
            await bus.ping()
            yield ok("valkey", f"answers within {(time.monotonic() - began) * 1000:.0f} ms")
    except UnavailableError as error:
        yield failed("valkey", "does not answer", str(error))


async def _check_schema(database: Database) -> Finding:
    async with database.read() as reading:
        connection = await reading.session.connection()
        if not await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version")):
            return warning("database", f"{database.kind}, empty", _START)
        revision = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    if revision == HEAD:
        return ok("database", f"{database.kind}, schema {revision}")
    return warning("database", f"{database.kind} has schema {revision}, this version wants {HEAD}", _START)


async def _check_skew(database: Database) -> Finding:
    async with database.read() as reading:
        before = time.time()
        theirs = (await reading.session.execute(text("SELECT extract(epoch FROM clock_timestamp())"))).scalar_one()
        skew = float(theirs) - (before + time.time()) / 2
    if abs(skew) > SKEW_WARNING_S:
        remedy = f"Keep both machines' clocks right with NTP ({PREFIX}DATABASE_URL names the other one)."
        return warning("clock skew", f"the database's clock is {skew:+.1f} s from ours", remedy)
    return ok("clock skew", f"{skew * 1000:+.0f} ms to the database")
