"""Brings a database to the schema of this version, by itself, at every start.

One process migrates while others wait: PostgreSQL by an advisory lock, SQLite by its write lock. A database that is
up to date costs one query.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from klieg.adapters.database.database import Database
from klieg.adapters.database.sqlite import use_write_ahead_log
from klieg.kernel.errors import UnavailableError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0012"
"""The newest revision in ``migrations/versions``; a test compares."""

LOCK_WAIT_S = 60
_ADVISORY_LOCK = 0x6B6C696567  # "klieg"
_VERSION_TABLE = "alembic_version"


async def migrate(database: Database) -> None:
    """Apply the revisions this database lacks.

    Raises:
        UnavailableError: the database does not answer, or a newer Klieg has been here.
    """
    with database.sentences():
        if database.kind == "sqlite":
            await use_write_ahead_log(database.engine, LOCK_WAIT_S)
        async with database.engine.connect() as connection:
            if await connection.run_sync(_revision) == HEAD:
                return
            await connection.rollback()
            if database.kind == "sqlite":
                await connection.exec_driver_sql(f"PRAGMA busy_timeout = {LOCK_WAIT_S * 1000}")
                await connection.rollback()
        async with database.writing_engine.connect() as connection:
            if database.kind == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
            await connection.run_sync(upgrade)
            await connection.commit()
        await database.engine.dispose()  # the connection that waits so long


def upgrade(connection: Connection) -> None:
    """Upgrade within the transaction of ``connection``."""
    revision = _revision(connection)
    if revision == HEAD:
        return
    from alembic import command  # noqa: PLC0415 - 0.2 s that only a start with work to do pays
    from alembic.util.exc import CommandError  # noqa: PLC0415 - same

    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise UnavailableError(
            f"The database has the schema {revision!r}, which this version of Klieg does not know: "
            "it was used by a newer version. Install that version, or restore a backup."
        ) from error


def alembic_config() -> "Config":
    """Return Alembic's configuration: the revisions live in this package."""
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))  # noqa: S608 - a constant of ours
    return revision
