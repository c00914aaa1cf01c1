"""Making an installation from a backup, and proving that it is the same."""

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from klieg.adapters.backup.archive import SETTINGS, ArchiveReader, object_entry, rows_entry, secret_entry
from klieg.adapters.backup.backing_up import PASSING_OBJECTS, SECRET_FILES
from klieg.adapters.backup.contents import Contents
from klieg.adapters.backup.errors import BackupError
from klieg.adapters.backup.rows import digest_of, known_tables, write_lines
from klieg.adapters.database import Database
from klieg.adapters.database.migrate import HEAD
from klieg.kernel.settings import Settings
from klieg.storage.object_store import ObjectStore

RESTORED_SETTINGS = "restored-settings.toml"
"""File of the data folder with the settings of the installation that was backed up."""


async def restore(
    settings: Settings, database: Database, objects: ObjectStore, path: Path, *, replace: bool
) -> Contents:
    """Make the installation of these settings the one that was backed up. The database is migrated already.

    Rows are written in one transaction, read again and compared before it is committed; objects are compared as they
    are read. Secrets and rows go together: stream keys are encrypted under one of the secrets.

    Args:
        settings: Of the place.
        database: Where rows go.
        objects: Where objects go.
        path: The backup.
        replace: Whether what is there may be removed. Without, the database must be empty.

    Raises:
        BackupError: the file cannot be used, or the place is not empty, or what came of it is not the same.
        UnavailableError: the database or the object store does not answer.
    """
    with ArchiveReader.open(path) as archive:
        contents = archive.contents
        if contents.schema_revision != HEAD:
            raise BackupError(
                f"The backup was made by Klieg {contents.version} with the schema {contents.schema_revision}; this one "
                f"has {HEAD}. Restore it with that version, then install this one."
            )
        with database.sentences():
            async with database.writing_engine.begin() as connection:
                tables = await connection.run_sync(known_tables)
                await _make_empty(connection, tables, replace=replace)
                await _restore_objects(archive, objects)
                await _restore_rows(archive, connection, tables)
                _restore_files(archive, settings.data_dir)
        if replace:
            await _remove_others(objects, contents)
    return contents


async def _make_empty(connection: AsyncConnection, tables: Sequence[Table], *, replace: bool) -> None:
    for table in reversed(tables):
        if replace:
            await connection.execute(table.delete())
        elif await connection.scalar(select(func.count()).select_from(table)):
            raise BackupError(
                f"The database is not empty: {table.name} has rows. Name an empty one in KLIEG_DATABASE_URL (or "
                "another KLIEG_DATA_DIR), or add --replace to remove all that is there."
            )


async def _restore_rows(archive: ArchiveReader, connection: AsyncConnection, tables: Sequence[Table]) -> None:
    if archive.contents.tables.keys() != {table.name for table in tables}:
        raise BackupError("The backup has not the tables of this version of Klieg.")
    for table in tables:
        with archive.entry(rows_entry(table.name)) as lines:
            await write_lines(connection, table, lines)
        if await digest_of(connection, table) != archive.contents.tables[table.name]:
            raise BackupError(f"The rows of {table.name} are not those that were backed up; nothing was restored.")


async def _restore_objects(archive: ArchiveReader, objects: ObjectStore) -> None:
    for name, digest in archive.contents.objects.items():
        with archive.entry(object_entry(name)) as file:
            data = file.read()
        if sha256(data).hexdigest() != digest:
            raise BackupError(f"The backup is damaged: the object {name} is not what it was.")
        await objects.put(name, data)


async def _remove_others(objects: ObjectStore, contents: Contents) -> None:
    async for names in objects.names(""):
        others = [name for name in names if name not in contents.objects and not name.startswith(PASSING_OBJECTS)]
        if others:
            await objects.remove(others)


def _restore_files(archive: ArchiveReader, data_dir: Path) -> None:
    """Write the secrets; last, so that a place that was refused keeps its own."""
    for name in archive.contents.secrets:
        if name in SECRET_FILES:
            with archive.entry(secret_entry(name)) as file:
                _write(data_dir / name, file.read())
    with archive.entry(SETTINGS) as file:
        _write(data_dir / RESTORED_SETTINGS, file.read())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        draft.replace(path)
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
