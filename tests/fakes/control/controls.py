"""Fixtures: a running control on each database, with a real Valkey. A ``conftest.py`` imports those it needs."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from fakes.control.running_control import RunningControl, run_in_loop
from klieg.kernel.settings import Settings


@pytest.fixture
def settings(database_url: str, valkey_url: str, tmp_path: Path) -> Settings:
    """Settings on each database."""
    return Settings(data_dir=tmp_path / "data", database_url=database_url, valkey_url=valkey_url)


@pytest.fixture
def sqlite_settings(sqlite_url: str, valkey_url: str, tmp_path: Path) -> Settings:
    """Settings on SQLite, for what does not depend on the database."""
    return Settings(data_dir=tmp_path / "data", database_url=sqlite_url, valkey_url=valkey_url)


@pytest.fixture
async def running(settings: Settings) -> AsyncIterator[RunningControl]:
    """A control on each database."""
    async with run_in_loop(settings) as opened:
        yield opened


@pytest.fixture
async def running_on_sqlite(sqlite_settings: Settings) -> AsyncIterator[RunningControl]:
    """A control on SQLite."""
    async with run_in_loop(sqlite_settings) as opened:
        yield opened
