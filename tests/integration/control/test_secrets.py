"""Stream keys, the admin's token and the internal secret appear in no log line and no row."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from sqlalchemy import text

from fakes.control.fake_node import FakeNode
from fakes.control.running_control import RunningControl, run_in_loop
from klieg.adapters.database import Database, open_database
from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.domains.work import Rows
from klieg.kernel.clock import SystemClock
from klieg.kernel.ids import NodeId
from klieg.kernel.log import configure_log
from klieg.kernel.settings import Settings


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything a control would write to its log, at the lowest level."""
    written = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    configure_log("debug", "json", process="control", stream=written)
    yield written
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


async def every_row(database: Database) -> str:
    rows: list[str] = []
    async with database.read() as reading:
        for table in Rows.metadata.sorted_tables:
            found = await reading.session.execute(text(f"SELECT * FROM {table.name}"))
            rows += [str(tuple(row)) for row in found]
    return "\n".join(rows)


async def test_no_secret_is_written_in_clear(settings: Settings, logged: io.StringIO) -> None:
    async with run_in_loop(settings) as running:
        keys = [await running.make_channel()]
        assert (await FakeNode(running.bus, NodeId("node-9")).authorize(running.nodes_client, keys[0])).decision
        reset = (await running.admin.post("/api/v1/channels/demo/stream-key")).json()
        keys += [reset["stream_key"], reset["srt_passphrase"]]
        await running.nodes_client.post("/internal/v1/ingest/srt-passphrase", json={"stream_key": keys[1]})
        await running.node.authorize(running.nodes_client, keys[0])
        await running.nodes_client.post("/internal/v1/ingest/authorize", json={"stream_key": keys[1]})
        for key in keys:
            await running.anybody.post("/api/v3/GetClientConfiguration", json={"authentication": key})
            await running.anybody.post("/api/v3/GetClientConfiguration", json={"authentication": [key]})
        await running.anybody.get(f"/api/v1/channels/{keys[1]}")
        await running.anybody.get("/api/v1/channels/demo", headers={"Authorization": "Bearer " + keys[1]})
        logging.getLogger("uvicorn.error").warning("publish of %s failed", keys[1])
        await running.admin.post("/api/v1/channels/demo/pull", json={"url": "rtsp://user:hunter2@camera.example/"})
        await running.admin.post("/api/v1/channels/demo/pull", json={"url": "no://user:hunter2@camera.example/"})
        rows = await every_row(running.control.database)
        admin_token = running.admin.headers["authorization"].split()[1]
        secrets = [*keys, "hunter2", admin_token, running.control.internal_secret]
    lines = logged.getvalue()
    assert "publish_accepted" in lines
    assert "sk_***" in lines
    for line in lines.splitlines():
        json.loads(line)
    for secret in secrets:
        assert secret not in lines
        assert secret not in rows
        assert secret.removeprefix("sk_") not in lines + rows


async def test_the_admin_token_is_the_operators_alone(running_on_sqlite: RunningControl) -> None:
    data_dir = running_on_sqlite.control.settings.data_dir
    for name in ("admin-token", "internal-secret", "stream-key-secret"):
        assert (data_dir / name).stat().st_mode & 0o777 == 0o600, name
    assert data_dir.stat().st_mode & 0o777 == 0o700


async def test_a_lost_encryption_secret_hides_the_key_and_a_reset_mends_it(running_on_sqlite: RunningControl) -> None:
    await running_on_sqlite.make_channel()
    application = running_on_sqlite.control.application
    object.__setattr__(application, "cipher", FernetKeyCipher("another secret"))
    shown = (await running_on_sqlite.admin.get("/api/v1/channels/demo")).json()
    assert (shown["stream_key"], shown["srt_passphrase"], shown["srt_url"]) == (None, None, None)
    reset = (await running_on_sqlite.admin.post("/api/v1/channels/demo/stream-key")).json()
    assert reset["stream_key"].startswith("sk_")
    assert len(reset["srt_passphrase"]) == 24


async def test_a_second_start_keeps_the_token(sqlite_settings: Settings) -> None:
    path = sqlite_settings.data_dir / "admin-token"
    async with run_in_loop(sqlite_settings):
        first = await asyncio.to_thread(path.read_text)
    async with run_in_loop(sqlite_settings) as running:
        assert await asyncio.to_thread(path.read_text) == first
        assert (await running.admin.post("/api/v1/channels", json={"name": "demo"})).is_success
    async with open_database(sqlite_settings, SystemClock()) as database:
        assert first not in await every_row(database)
