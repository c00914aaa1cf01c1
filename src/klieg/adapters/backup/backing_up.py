"""Making a backup, also while everything runs."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from pydantic import SecretStr

from klieg.adapters.backup.archive import CONTENTS, SETTINGS, ArchiveWriter, object_entry, rows_entry, secret_entry
from klieg.adapters.backup.contents import Contents, TableContents
from klieg.adapters.backup.rows import RowDigest, known_tables, read_lines
from klieg.adapters.database import Database
from klieg.adapters.database.migrate import HEAD
from klieg.kernel.settings import Settings
from klieg.kernel.version import VERSION
from klieg.storage.errors import ObjectMissingError
from klieg.storage.object_store import ObjectStore

SECRET_FILES = ("admin-token", "internal-secret", "stream-key-secret")
PASSING_OBJECTS = "dvr/"
"""Media of what is on the air now: gone with it."""

_IN_MEMORY_BYTES = 8 << 20


async def back_up(settings: Settings, database: Database, objects: ObjectStore, path: Path, now: datetime) -> Contents:
    """Write everything that makes this installation into one new file.

    Rows are read as of one instant. An object that is removed while objects are read is not in the backup.

    Raises:
        BackupError: the file cannot be written, or the database is of another version.
        UnavailableError: the database or the object store does not answer.
    """
    with ArchiveWriter.create(path) as archive:
        tables = await _add_rows(archive, database)
        names = await _add_objects(archive, objects)
        secrets = [name for name in SECRET_FILES if _add_file(archive, secret_entry(name), settings.data_dir / name)]
        archive.add(SETTINGS, BytesIO(settings_text(settings).encode()))
        contents = Contents(
            version=VERSION, schema_revision=HEAD, made_at=now, tables=tables, objects=names, secrets=secrets
        )
        archive.add(CONTENTS, BytesIO(contents.model_dump_json(indent=1).encode()))
    return contents


def settings_text(settings: Settings) -> str:
    """Return the settings that differ from their defaults, as a settings file."""
    return "".join(f"{line}\n" for line in _settings_lines(settings))


def _settings_lines(settings: Settings) -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        if value == field.default:
            continue
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        yield f"{name} = {json.dumps(str(plain) if isinstance(plain, Path) else plain, ensure_ascii=False)}"


async def _add_rows(archive: ArchiveWriter, database: Database) -> dict[str, TableContents]:
    tables = {}
    with database.sentences():
        async with database.engine.connect() as connection:
            if database.kind == "postgresql":  # SQLite's transactions see one instant by nature
                await connection.execution_options(isolation_level="REPEATABLE READ")
            for table in await connection.run_sync(known_tables):
                digest = RowDigest()
                with _spool() as file:
                    async for line in read_lines(connection, table):
                        digest.add(line)
                        file.write(line + b"\n")
                    archive.add(rows_entry(table.name), file)
                tables[table.name] = digest.contents()
    return tables


async def _add_objects(archive: ArchiveWriter, objects: ObjectStore) -> dict[str, str]:
    digests = {}
    async for names in objects.names(""):
        for name in names:
            digest = None if name.startswith(PASSING_OBJECTS) else await _add_object(archive, objects, name)
            if digest is not None:
                digests[name] = digest
    return digests


async def _add_object(archive: ArchiveWriter, objects: ObjectStore, name: str) -> str | None:
    try:
        opened = await objects.open(name)
    except ObjectMissingError:
        return None
    digest = sha256()
    with _spool() as file:
        while piece := await opened.read():
            digest.update(piece)
            file.write(piece)
        archive.add(object_entry(name), file)
    return digest.hexdigest()


def _add_file(archive: ArchiveWriter, member: str, path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        archive.add(member, file)
    return True


def _spool() -> IO[bytes]:
    return SpooledTemporaryFile(_IN_MEMORY_BYTES)
