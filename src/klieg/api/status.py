"""How this control and what it depends on are, for people and probes."""

import asyncio
from collections.abc import Awaitable
from typing import Literal

from fastapi import APIRouter, Response

from klieg.api.auth import Anybody
from klieg.api.control import Control, Controlled
from klieg.api.views import View
from klieg.kernel.errors import UnavailableError
from klieg.kernel.version import VERSION

router = APIRouter(dependencies=[Anybody], tags=["operation"])
ANSWER_TIMEOUT_S = 2.0


class PartView(View):
    """A thing control depends on."""

    ok: bool
    kind: str
    detail: str | None = None


class NodeView(View):
    """A node that lives."""

    node_id: str
    streams: int


class TaskView(View):
    """A background task."""

    name: str
    state: str
    restarts: int
    last_error: str | None


class StatusView(View):
    """The whole: ``ok``, or ``degraded`` while a part does not answer or a task is being restarted."""

    status: Literal["ok", "degraded"]
    version: str
    database: PartView
    bus: PartView
    nodes: list[NodeView]
    tasks: list[TaskView]
    live_streams: int | None
    realtime_sockets: int


@router.get("/status")
async def show_status(control: Controlled, response: Response) -> StatusView:
    """Say how Klieg is. Always 200 while control itself answers; ``status`` tells."""
    response.headers["Cache-Control"] = "no-store"
    database, bus = await asyncio.gather(
        _ask(control.database.ping(), control.database.kind), _ask(control.bus.ping(), "valkey")
    )
    tasks = [TaskView(**vars(state)) for state in control.task_states()]
    healthy = database.ok and bus.ok and all(task.state == "running" for task in tasks)
    return StatusView(
        status="ok" if healthy else "degraded",
        version=VERSION,
        database=database,
        bus=bus,
        nodes=await _nodes(control) if bus.ok else [],
        tasks=tasks,
        live_streams=await _live_streams(control) if database.ok else None,
        realtime_sockets=control.doorkeeper.open_sockets,
    )


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
async def show_metrics(control: Controlled) -> Response:
    """Give Prometheus the numbers."""
    metrics = control.metrics
    try:
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            metrics.live_streams.set(await _live_streams(control))
            metrics.outbox_waiting.set(await control.outbox.waiting())
    except (UnavailableError, TimeoutError):
        metrics.live_streams.set(float("nan"))
        metrics.outbox_waiting.set(float("nan"))
    return Response(metrics.render(), media_type="text/plain; version=1.0.0; charset=utf-8")


async def _ask(answer: Awaitable[None], kind: str) -> PartView:
    try:
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            await answer
    except (UnavailableError, TimeoutError):
        return PartView(ok=False, kind=kind, detail="does not answer; the log says more")
    return PartView(ok=True, kind=kind)


async def _nodes(control: Control) -> list[NodeView]:
    try:
        leases = await control.nodes.all_leases()
    except UnavailableError:
        return []
    return [NodeView(node_id=node_id, streams=len(lease.held_sessions)) for node_id, lease in sorted(leases.items())]


async def _live_streams(control: Control) -> int:
    return len(await control.application.live_names(1_000_000))
