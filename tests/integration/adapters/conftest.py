"""Real stores for the adapters."""

from fakes.control.stores import (
    database,
    database_url,
    empty_database_url,
    postgres_server,
    postgres_template,
    sqlite_template,
    sqlite_url,
    valkey_server,
    valkey_url,
)

__all__ = [
    "database",
    "database_url",
    "empty_database_url",
    "postgres_server",
    "postgres_template",
    "sqlite_template",
    "sqlite_url",
    "valkey_server",
    "valkey_url",
]
