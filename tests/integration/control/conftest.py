"""A running control on each database, with a real Valkey."""

from fakes.control.controls import running, running_on_sqlite, settings, sqlite_settings
from fakes.control.stores import (
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
    "database_url",
    "empty_database_url",
    "postgres_server",
    "postgres_template",
    "running",
    "running_on_sqlite",
    "settings",
    "sqlite_settings",
    "sqlite_template",
    "sqlite_url",
    "valkey_server",
    "valkey_url",
]
