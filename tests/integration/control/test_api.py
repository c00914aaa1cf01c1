"""The REST API: what anybody sees, what the admin may, how errors look."""

import json
import re
from collections.abc import AsyncIterator
from itertools import product
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from fakes.control.running_control import RunningControl, serve
from klieg.api.app import create_app
from klieg.api.auth import anybody
from klieg.api.middleware.body_limit import MAX_BODY_BYTES
from klieg.api.middleware.rate_limit import Limits, Rate

JSON = {"Content-Type": "application/json"}
OWNER_ONLY = {
    "owner",
    "playback_policy",
    "type",
    "preset",
    "max_lines",
    "insecure_ingest",
    "multitrack",
    "ingest_url",
    "rtmps_url",
    "srt_url",
    "whip_url",
    "stream_key",
    "srt_passphrase",
    "pull_url",
    "encoder",
    "created_at",
}


async def test_a_channel_is_made_shown_revised_and_deleted(running: RunningControl) -> None:
    made = await running.admin.post("/api/v1/channels", json={"name": "demo", "title": "Friday"})
    assert made.status_code == httpx.codes.CREATED
    assert made.headers["location"] == "/api/v1/channels/demo"
    assert re.fullmatch(r"sk_[a-z2-7]{32}", made.json()["stream_key"])
    assert made.json() == (await running.admin.get("/api/v1/channels/demo")).json()
    assert made.json()["ingest_url"] == "rtmp://localhost:1935/live"
    assert made.json()["playback_url"] == "http://localhost:8081/hls/demo/index.m3u8"
    revised = await running.admin.patch("/api/v1/channels/demo", json={"title": None, "latency_mode": "NORMAL"})
    assert (revised.json()["title"], revised.json()["latency_mode"]) == (None, "NORMAL")
    kept = await running.admin.patch("/api/v1/channels/demo", json={"title": "Sunday"})
    assert (kept.json()["title"], kept.json()["latency_mode"]) == ("Sunday", "NORMAL")
    assert (await running.admin.delete("/api/v1/channels/demo")).status_code == httpx.codes.NO_CONTENT
    assert (await running.admin.get("/api/v1/channels/demo")).status_code == httpx.codes.NOT_FOUND


async def test_anybody_sees_no_key(running: RunningControl) -> None:
    key = await running.make_channel()
    passphrase = (await running.admin.get("/api/v1/channels/demo")).json()["srt_passphrase"]
    shown = await running.anybody.get("/api/v1/channels/demo")
    listed = await running.anybody.get("/api/v1/channels")
    assert OWNER_ONLY.isdisjoint(shown.json())
    assert OWNER_ONLY.isdisjoint(listed.json()["channels"][0])
    assert key not in shown.text + listed.text
    assert passphrase not in shown.text + listed.text
    assert set((await running.admin.get("/api/v1/channels/demo")).json()) == set(shown.json()) | OWNER_ONLY


async def test_pages_follow_one_another(running: RunningControl) -> None:
    names = [f"channel-{number}" for number in range(5)]
    for name in names:
        await running.make_channel(name)
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = (await running.anybody.get("/api/v1/channels", params={"limit": 2, "after": after})).json()
        seen += [channel["name"] for channel in page["channels"]]
        after = page["next_after"]
    assert seen == names
    assert (await running.anybody.get("/api/v1/channels", params={"live": True})).json()["channels"] == []
    offline = (await running.anybody.get("/api/v1/channels", params={"live": False})).json()["channels"]
    assert [channel["name"] for channel in offline] == names


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"name": "demo"}, 409, "channel_name_taken"),
        ({"name": "api"}, 409, "channel_name_reserved"),
        ({"name": "status"}, 409, "channel_name_reserved"),
        ({"name": "ab"}, 422, "invalid_request"),
        ({"name": "a" * 31}, 422, "invalid_request"),
        ({"name": "Upper"}, 422, "invalid_request"),
        ({"name": "-dash"}, 422, "invalid_request"),
        ({"name": "two--dashes"}, 422, "invalid_request"),
        ({"name": "fine", "title": "nul\x00"}, 422, "invalid_request"),
        ({"name": "fine", "title": "\ud800"}, 422, "invalid_request"),
        ({"name": "fine", "latency_mode": "ULTRA"}, 422, "invalid_request"),
        ({"name": "fine", "color": "red"}, 422, "invalid_request"),
        ({"name": "fine", "type": "PREMIUM"}, 422, "invalid_request"),
        ({"name": "fine", "multitrack": {"policy": "MAYBE"}}, 422, "invalid_request"),
        ({"name": "fine", "preset": "HIGHER_BANDWIDTH_DELIVERY"}, 409, "channel_configuration"),
        ({"name": "fine", "multitrack": {"policy": "ALLOW"}}, 409, "channel_configuration"),
        ({}, 422, "invalid_request"),
    ],
)
async def test_a_channel_that_cannot_be_is_refused(
    running: RunningControl, body: dict[str, Any], status: int, code: str
) -> None:
    await running.make_channel()
    content = json.dumps(body)  # escapes everything beyond ASCII, so a lone surrogate travels too
    response = await running.admin.post("/api/v1/channels", content=content, headers=JSON)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert len((await running.anybody.get("/api/v1/channels")).json()["channels"]) == 1


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/channels/nobody", 404, "channel_not_found"),
        ("GET", "/api/v1/channels/%00", 404, "channel_not_found"),
        ("GET", "/api/v1/channels/No%20Body", 404, "channel_not_found"),
        ("GET", "/api/v1/channels/nobody/sessions", 404, "channel_not_found"),
        ("DELETE", "/api/v1/channels/demo/stream", 409, "channel_not_live"),
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/internal/v1/nothing", 404, "not_found"),
        ("PUT", "/api/v1/channels", 405, "method_not_allowed"),
        ("POST", "/api/v1/nothing", 404, "not_found"),
    ],
)
async def test_errors_are_problems_with_a_stable_code(
    running: RunningControl, method: str, path: str, status: int, code: str
) -> None:
    await running.make_channel()
    response = await running.admin.request(method, path)
    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"urn:klieg:problem:{code}"
    assert problem["detail"].endswith(".")
    assert response.headers["content-type"] == "application/problem+json"
    if status == httpx.codes.METHOD_NOT_ALLOWED:
        assert response.headers["allow"] == "GET, HEAD, POST"


async def test_every_route_that_changes_something_refuses_strangers(running_on_sqlite: RunningControl) -> None:
    running = running_on_sqlite
    await running.make_channel()
    before = (await running.admin.get("/api/v1/channels/demo")).json()
    changes = [
        (method, route.path.replace("{name}", "demo"))
        for route in running.app.state.api_routes
        if isinstance(route, APIRoute) and all(each.call is not anybody for each in route.dependant.dependencies)
        for method in (route.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    ]
    assert len(changes) >= 6, "the walk found the routes"
    for (method, path), bearer in product(changes, (None, "wrong", "x" * 43, running.control.internal_secret)):
        if bearer == running.control.internal_secret and path.startswith("/internal/"):
            continue
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        response = await running.anybody.request(method, path, headers=headers, json={"name": "other"})
        assert response.status_code == httpx.codes.UNAUTHORIZED, (method, path, bearer)
        assert response.headers["www-authenticate"].startswith("Bearer")
    assert (await running.admin.get("/api/v1/channels/demo")).json() == before
    assert len((await running.anybody.get("/api/v1/channels")).json()["channels"]) == 1


async def test_the_admin_is_not_a_node(running_on_sqlite: RunningControl) -> None:
    response = await running_on_sqlite.admin.post("/internal/v1/ingest/authorize", json={})
    assert response.status_code == httpx.codes.UNAUTHORIZED


async def test_a_wrong_token_is_refused_where_none_is_needed(running_on_sqlite: RunningControl) -> None:
    await running_on_sqlite.make_channel()
    response = await running_on_sqlite.anybody.get("/api/v1/channels/demo", headers={"Authorization": "Bearer no"})
    assert response.status_code == httpx.codes.UNAUTHORIZED
    sessions = await running_on_sqlite.anybody.get("/api/v1/channels/demo/sessions")
    assert sessions.status_code == httpx.codes.UNAUTHORIZED


async def test_a_body_beyond_the_limit_is_refused(running_on_sqlite: RunningControl) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 1000 + 2):
            yield b"x" * 1000

    declared = await running_on_sqlite.admin.post("/api/v1/channels", content=b"x" * (MAX_BODY_BYTES + 1))
    undeclared = await running_on_sqlite.admin.post("/api/v1/channels", content=endless())
    for response in (declared, undeclared):
        assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


async def test_who_writes_too_often_waits(running_on_sqlite: RunningControl) -> None:
    app = create_app(running_on_sqlite.control, Limits(writes=Rate(0.001, 3), refusals=Rate(0.001, 2)))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost", headers=running_on_sqlite.admin.headers
    ) as client:
        statuses = [(await client.post("/api/v1/channels", json={"name": f"c-{n}"})).status_code for n in range(5)]
        assert statuses == [201, 201, 201, 429, 429]
        last = await client.post("/api/v1/channels", json={"name": "late"})
        assert int(last.headers["retry-after"]) >= 1
        assert (await client.get("/api/v1/channels")).status_code == httpx.codes.OK


async def test_who_guesses_is_slowed_and_who_knows_is_not(running_on_sqlite: RunningControl) -> None:
    await running_on_sqlite.make_channel()
    app = create_app(running_on_sqlite.control, Limits(refusals=Rate(0.001, 2)))
    transport = httpx.ASGITransport(app)
    wrong = {"Authorization": "Bearer wrong"}
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        statuses = [(await client.get("/api/v1/channels/demo", headers=wrong)).status_code for _ in range(4)]
        assert statuses == [401, 401, 429, 429]
        internal = await client.post("/internal/v1/ingest/authorize", headers=wrong, json={})
        assert internal.status_code == httpx.codes.TOO_MANY_REQUESTS
        right = await client.get("/api/v1/channels/demo", headers=running_on_sqlite.admin.headers)
        assert right.status_code == httpx.codes.OK


async def test_every_answer_carries_an_id_and_careful_headers(running_on_sqlite: RunningControl) -> None:
    response = await running_on_sqlite.anybody.get("/api/v1/channels", headers={"X-Request-ID": "given-0001"})
    assert response.headers["x-request-id"] == "given-0001"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    other = await running_on_sqlite.anybody.get("/api/v1/channels", headers={"X-Request-ID": "bad id\t"})
    assert other.headers["x-request-id"].startswith("rq_")


async def test_status_names_every_part(running: RunningControl) -> None:
    await running.node.renew_lease()
    shown = (await running.anybody.get("/status")).json()
    assert shown["database"]["kind"] in {"sqlite", "postgresql"}
    assert shown["database"]["ok"]
    assert shown["bus"]["ok"]
    assert shown["nodes"] == [{"node_id": "node-1", "streams": 0}]
    assert {task["name"] for task in shown["tasks"]} >= {"outbox relay", "facts consumer", "node sweeper"}


async def test_metrics_speak_prometheus(running_on_sqlite: RunningControl) -> None:
    await running_on_sqlite.make_channel()
    response = await running_on_sqlite.anybody.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    assert 'klieg_http_requests_total{method="POST",route="/api/v1/channels",status="201"} 1.0' in response.text
    assert "klieg_live_streams 0.0" in response.text


@pytest.mark.parametrize(
    "path", ["/status", "/api/v1/channels", "/api/v1/channels/demo", "/api/v1/openapi.json", "/api/v1/channels/nobody"]
)
async def test_a_head_is_a_get_without_content(running_on_sqlite: RunningControl, path: str) -> None:
    """RFC 9110 section 9.3.2: the same header fields, no content; over a socket, where lengths are checked."""
    await running_on_sqlite.make_channel()
    async with serve(running_on_sqlite.app) as address, httpx.AsyncClient(base_url=f"http://{address}") as client:
        got, head = await client.get(path), await client.head(path)
    assert head.status_code == got.status_code
    assert head.headers["content-length"] == got.headers["content-length"]
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.content == b""
