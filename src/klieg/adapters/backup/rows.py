"""Tables as lines of JSON and back, the same on every database."""

import base64
import json
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from hashlib import sha256
from itertools import batched
from typing import Any

from sqlalchemy import JSON, Column, Connection, LargeBinary, MetaData, Table, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from klieg.adapters.backup.contents import TableContents
from klieg.adapters.backup.errors import BackupError
from klieg.domains.work import Instant, Rows

VERSION_TABLE = "alembic_version"
_INSERTED_AT_ONCE = 500
_DIGEST_SPACE = 1 << 256


class RowDigest:
    """Counts and digests lines in any order: databases sort text in ways of their own."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        """Add a row."""
        self._rows += 1
        self._sum = (self._sum + int.from_bytes(sha256(line).digest())) % _DIGEST_SPACE

    def contents(self) -> TableContents:
        """Return what was added."""
        return TableContents(rows=self._rows, digest=f"{self._sum:064x}")


def known_tables(connection: Connection) -> list[Table]:
    """Return all tables in an order in which rows find what they refer to.

    Raises:
        BackupError: the database has a table that this Klieg does not know, or lacks one.
    """
    there = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
    known = MetaData()
    for table in Rows.metadata.sorted_tables:
        for column in table.to_metadata(known).columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)  # what is NULL stays NULL
    if there != set(known.tables):
        odd = ", ".join(sorted(there ^ set(known.tables)))
        raise BackupError(f"The database is not one of this version of Klieg; tables that differ: {odd}.")
    return known.sorted_tables


async def read_lines(connection: AsyncConnection, table: Table) -> AsyncIterator[bytes]:
    """Yield a line of JSON for each row, without its end."""
    async with connection.stream(select(table)) as rows:
        async for row in rows:
            values = {column.name: _encode(value) for column, value in zip(table.columns, row, strict=True)}
            yield json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


async def write_lines(connection: AsyncConnection, table: Table, lines: Iterable[bytes]) -> None:
    """Insert rows from lines of JSON; numbers that count up by themselves go on after the highest."""
    for batch in batched(lines, _INSERTED_AT_ONCE, strict=False):
        rows = [_decoded(table, json.loads(line)) for line in batch]
        await connection.execute(table.insert(), rows)
    counted = table.autoincrement_column
    if counted is not None and connection.dialect.name == "postgresql":
        highest = f"max({counted.name})"
        await connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{counted.name}'), "  # noqa: S608 - names of ours
                f"coalesce({highest}, 1), {highest} IS NOT NULL) FROM {table.name}"
            )
        )


async def digest_of(connection: AsyncConnection, table: Table) -> TableContents:
    """Return what a table holds now."""
    digest = RowDigest()
    async for line in read_lines(connection, table):
        digest.add(line)
    return digest.contents()


def _encode(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case _:
            return value


def _decoded(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    return {column.name: _decode(column, values[column.name]) for column in table.columns}


def _decode(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    return base64.b64decode(value) if isinstance(column.type, LargeBinary) else value
