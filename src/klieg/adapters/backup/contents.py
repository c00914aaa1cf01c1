"""What a backup says of itself: enough to refuse it, and to prove what came of it."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict


class TableContents(BaseModel):
    """A table: how many rows, and a digest that does not depend on their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    digest: str


class Contents(BaseModel):
    """A backup.

    Attributes:
        format: Of this file; another one is of another Klieg.
        version: Of the Klieg that made it.
        schema_revision: Of the database; rows fit no other.
        made_at: When the rows were read, all at one instant.
        tables: By name.
        objects: SHA-256 in hex by name.
        secrets: Names of files in the data folder.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    version: str
    schema_revision: str
    made_at: datetime
    tables: dict[str, TableContents]
    objects: dict[str, str]
    secrets: list[str]

    @property
    def row_count(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())
