"""A control whose background tasks run in the test's own loop, and clients of every kind for it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import uvicorn
from fastapi import FastAPI

from fakes.control.fake_node import FakeNode
from klieg.adapters.password_hasher import Argon2PasswordHasher
from klieg.adapters.valkey import Bus, open_bus
from klieg.api.app import create_app
from klieg.api.control import Control
from klieg.api.middleware.rate_limit import Limits, Rate
from klieg.bootstrap import open_control
from klieg.domains.identity import PasswordHasher
from klieg.kernel.settings import Settings

UNLIMITED = Limits(writes=Rate(1e6, 1_000_000), refusals=Rate(1e6, 1_000_000))
PATIENCE_S = 20.0


@dataclass
class RunningControl:
    """A control, its app, and clients: of anybody, of the admin, of a node."""

    control: Control
    app: FastAPI
    node: FakeNode
    bus: Bus
    anybody: httpx.AsyncClient
    admin: httpx.AsyncClient
    nodes_client: httpx.AsyncClient

    async def make_channel(self, name: str = "demo") -> str:
        """Make a channel; return its stream key."""
        response = await self.admin.post("/api/v1/channels", json={"name": name})
        assert response.status_code == httpx.codes.CREATED, response.text
        return str(response.json()["stream_key"])

    async def channel(self, name: str = "demo") -> dict[str, object]:
        """Return the channel as anybody sees it."""
        response = await self.anybody.get(f"/api/v1/channels/{name}")
        assert response.status_code == httpx.codes.OK, response.text
        shown: dict[str, object] = response.json()
        return shown

    async def events(self, name: str = "demo") -> list[tuple[str, str | None]]:
        """Return names and codes of the events of the channel's newest stream session."""
        response = await self.admin.get(f"/api/v1/channels/{name}/sessions")
        assert response.status_code == httpx.codes.OK, response.text
        sessions = response.json()["sessions"]
        return [(event["name"], event["code"]) for event in sessions[0]["events"]] if sessions else []

    async def until_live(self, name: str = "demo", *, live: bool = True) -> dict[str, object]:
        """Wait until the channel is (not) live; return it."""
        return await until(lambda: self.channel(name), lambda shown: shown["is_live"] is live)


async def until[T](look: Callable[[], Awaitable[T]], fits: Callable[[T], bool]) -> T:
    """Look again and again until what is seen fits; fail after ``PATIENCE_S``."""
    seen: T | None = None
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                seen = await look()
                if fits(seen):
                    return seen
                await asyncio.sleep(0.02)
    except TimeoutError as error:
        raise AssertionError(f"never came: last seen {seen!r}") from error


@asynccontextmanager
async def run_in_loop(settings: Settings, hasher: PasswordHasher | None = None) -> AsyncIterator[RunningControl]:
    """Open a control, with a fake node instead of nodes' HTTP, and with hashes that cost next to nothing."""
    cheap = hasher or Argon2PasswordHasher(memory_kib=8, passes=1)
    async with contextlib.AsyncExitStack() as stack:
        bus = await stack.enter_async_context(open_bus(settings.effective_valkey_url))
        node = FakeNode(bus)
        control = await stack.enter_async_context(open_control(settings, node, cheap))
        app = create_app(control, UNLIMITED)

        async def client(bearer: str | None) -> httpx.AsyncClient:
            headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
            transport = httpx.ASGITransport(app)
            made = httpx.AsyncClient(transport=transport, base_url="http://localhost:8080", headers=headers)
            return await stack.enter_async_context(made)

        admin_token = await asyncio.to_thread((settings.data_dir / "admin-token").read_text, "ascii")
        yield RunningControl(
            control=control,
            app=app,
            node=node,
            bus=bus,
            anybody=await client(None),
            admin=await client(admin_token),
            nodes_client=await client(control.internal_secret),
        )


@asynccontextmanager
async def serve(app: FastAPI) -> AsyncIterator[str]:
    """Serve ``app`` on an ephemeral port; yield ``127.0.0.1:PORT``."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, ws="websockets-sansio", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]  # pytest keeps its own
    serving = asyncio.create_task(server.serve())
    try:
        await until(lambda: asyncio.sleep(0, server.started), bool)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving
