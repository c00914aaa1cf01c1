"""A real node in the test's loop, on free ports, with a fake control plane and a real Valkey."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Callable, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from pydantic import SecretStr
from valkey.asyncio import Valkey

from fakes.node.control_plane import FakeControlPlane, control_plane
from fakes.node.encoder import make_flv
from fakes.node.valkey_server import valkey_server
from fakes.node.waiting import until
from klieg.contracts.facts import FACTS_STREAM
from klieg.kernel.settings import Settings
from klieg.node.process import listen, run_on

SECRET = "a-secret-of-tests"
KEY = "sk_0123456789abcdefghij"


@dataclass
class RunningNode:
    """What a test touches."""

    settings: Settings
    control: FakeControlPlane
    bus: Valkey
    rtmp_port: int
    http_port: int
    http: httpx.AsyncClient
    rtmps_port: int
    task: asyncio.Task[None] | None = None
    logged: list[dict[str, Any]] = field(default_factory=list)

    def leave(self) -> asyncio.Future[Any]:
        """Tell the node to end, as a signal does; the future is done when it has."""
        assert self.task is not None, "started by the fixture"
        self.task.cancel()
        return asyncio.gather(self.task, return_exceptions=True)

    def ingest_url(self, key: str = KEY, app: str = "live") -> str:
        return f"rtmp://127.0.0.1:{self.rtmp_port}/{app}/{key}"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    def index_url(self, channel: str = "demo") -> str:
        return f"{self.url}/hls/{channel}/index.m3u8"

    async def facts(self) -> list[dict[str, Any]]:
        return [json.loads(fields["fact"]) for _, fields in await self.bus.xrange(FACTS_STREAM)]

    async def wait_for_fact(self, within_s: float = 30, **wanted: object) -> dict[str, Any]:
        """Return the first fact with these values."""

        async def find() -> dict[str, Any]:
            return next((fact for fact in await self.facts() if wanted.items() <= fact.items()), {})

        return await until(find, within_s)

    async def wait_for_log(self, event: str, within_s: float = 30, **wanted: object) -> dict[str, Any]:
        """Return the first log line of an event with these values."""
        wanted["event"] = event

        async def find() -> dict[str, Any]:
            return next((line for line in self.logged if wanted.items() <= line.items()), {})

        return await until(find, within_s)

    async def stop_stream(self, session_id: str, reason: str, secret: str = SECRET) -> httpx.Response:
        return await self.http.post(
            f"{self.url}/control/v1/streams/{session_id}/stop",
            json={"reason": reason},
            headers={"authorization": f"Bearer {secret}"},
        )


type StartNode = Callable[..., contextlib.AbstractAsyncContextManager[RunningNode]]


@pytest.fixture
def start_node(tmp_path: Path) -> StartNode:
    @contextlib.asynccontextmanager
    async def start(**changed: Any) -> AsyncIterator[RunningNode]:
        async with (
            control_plane(SECRET) as control,
            valkey_server(tmp_path / "v.sock") as bus,
            httpx.AsyncClient(timeout=20, trust_env=False) as http,
        ):
            control.channels[KEY] = "demo"
            ingest, delivery = (listen("127.0.0.1", 0, setting=name) for name in ("rtmp_port", "node_http_port"))
            changed.setdefault("srt_port", 0)
            changed.setdefault("thumbnail_every_s", 0)
            settings = Settings(
                data_dir=tmp_path / "data",
                valkey_url=changed.pop("valkey_url", f"unix://{tmp_path / 'v.sock'}"),
                control_url=changed.pop("control_url", control.url),
                internal_secret=SecretStr(SECRET),
                **changed,
            )
            rtmps = listen("127.0.0.1", 0, setting="rtmps_port")
            rtmp_port, http_port, rtmps_port = (bound.getsockname()[1] for bound in (ingest, delivery, rtmps))
            node = RunningNode(settings, control, bus, rtmp_port, http_port, http, rtmps_port)
            ready = asyncio.Event()
            with ingest, delivery, rtmps, _captured(node.logged):
                task = node.task = asyncio.create_task(
                    run_on(settings, ingest=ingest, delivery=delivery, rtmps=rtmps, ready=ready.set)
                )
                try:
                    async with asyncio.timeout(20):
                        await ready.wait()
                    yield node
                finally:
                    task.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await task

    return start


@contextlib.contextmanager
def _captured(lines: list[dict[str, Any]]) -> Any:
    def keep(_logger: object, _method: str, event: MutableMapping[str, Any]) -> str:
        lines.append(dict(event))
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[keep], wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    try:
        yield
    finally:
        structlog.configure(**before)


@pytest.fixture
async def node(start_node: StartNode) -> AsyncIterator[RunningNode]:
    async with start_node() as running:
        yield running


@pytest.fixture(scope="session")
def flv(media_dir: Path) -> Path:
    """Picture and sound."""
    return make_flv(media_dir, "both")


@pytest.fixture(scope="session")
def video_only_flv(media_dir: Path) -> Path:
    return make_flv(media_dir, "video")


@pytest.fixture(scope="session")
def audio_only_flv(media_dir: Path) -> Path:
    return make_flv(media_dir, "audio")


@pytest.fixture(scope="session")
def other_codec_flv(media_dir: Path) -> Path:
    return make_flv(media_dir, "other codec")
