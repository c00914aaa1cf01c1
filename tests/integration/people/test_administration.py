"""What admins do, and who may do what: every route is tried as somebody who may not."""

import re
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from sqlalchemy import update

from fakes.control.people import Person, join, mails_to
from fakes.control.running_control import RunningControl
from klieg.api import auth
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import PublishAccepted, PublishRefused
from klieg.domains.identity import Account

ANYBODY = {auth.anybody}
GUARDS = {
    auth.anybody,
    auth.admin,
    auth.node,
    auth.signed_in_by_browser,
    auth.OwnerOnly.dependency,
    auth.OwnerReads.dependency,
    auth.ModeratorOnly.dependency,
    auth.ModeratorReads.dependency,
}


async def make_admin(running: RunningControl, person: Person) -> None:
    async with running.control.database.work() as work:
        await work.session.execute(update(Account).where(Account.name == person.name).values(role="admin"))


async def test_an_admin_suspends_and_reinstates(running: RunningControl) -> None:
    ada, root = await join(running, "Ada_L"), await join(running, "root1")
    await make_admin(running, root)
    key = (await ada.browser.get("/api/v1/channels/ada_l")).json()["stream_key"]
    accepted = await running.node.authorize(running.nodes_client, key)
    assert isinstance(accepted, PublishAccepted)
    await running.node.renew_lease()
    path = "/api/v1/admin/accounts/ADA_L"
    suspended = await root.browser.patch(path, json={"suspended": True})
    assert suspended.json()["suspended"] is True
    await running.node.stop_asked.wait()
    assert running.node.stopped == {accepted.session_id: EndReason.STOPPED}
    assert not await ada.is_signed_in()
    assert (await ada.sign_in()).json()["code"] == "suspended"
    running.node.held.clear()
    assert isinstance(await running.node.authorize(running.nodes_client, key), PublishRefused)
    assert (await root.browser.patch(path, json={"suspended": False})).json()["suspended"] is False
    assert (await ada.sign_in()).status_code == 200
    assert isinstance(await running.node.authorize(running.nodes_client, key), PublishAccepted)
    deeds = (await root.browser.get("/api/v1/admin/audit", params={"about": "Ada_L"})).json()["entries"]
    assert [(deed["deed"], deed["actor"]) for deed in deeds][:3] == [
        ("signed_in", "Ada_L"),
        ("account_reinstated", "root1"),
        ("account_suspended", "root1"),
    ]


async def test_an_admin_changes_roles_finds_and_deletes(running: RunningControl) -> None:
    ada, root = await join(running, "Ada_L"), await join(running, "root1")
    await make_admin(running, root)
    viewer = await root.browser.patch("/api/v1/admin/accounts/ada_l", json={"role": "viewer"})
    assert viewer.json()["role"] == "viewer"
    key = (await running.admin.get("/api/v1/channels/ada_l")).json()["stream_key"]
    assert isinstance(await running.node.authorize(running.nodes_client, key), PublishRefused), "viewers watch"
    own = await root.browser.patch("/api/v1/admin/accounts/root1", json={"role": "viewer"})
    assert own.status_code == 403, "nobody locks the last admin out by a slip"
    found = (await root.browser.get("/api/v1/admin/accounts", params={"search": "ADA"})).json()
    assert [account["name"] for account in found["accounts"]] == ["Ada_L"]
    page = (await root.browser.get("/api/v1/admin/accounts", params={"limit": 1})).json()
    rest = (await root.browser.get("/api/v1/admin/accounts", params={"after": page["next_after"]})).json()
    assert [account["name"] for account in page["accounts"] + rest["accounts"]] == ["Ada_L", "root1"]
    assert (await root.browser.delete("/api/v1/admin/accounts/Ada_L")).status_code == 204
    assert (await ada.sign_in()).status_code == 401
    assert (await root.browser.patch("/api/v1/admin/accounts/Ada_L", json={})).status_code == 404


def guard_of(route: APIRoute) -> set[Any]:
    """Return the guards a route names."""
    named: set[Any] = set()
    waiting = list(route.dependant.dependencies)
    while waiting:
        dependant = waiting.pop()
        named.add(dependant.call)
        waiting.extend(dependant.dependencies)
    return named & (GUARDS | SIGNED_IN)


SIGNED_IN = {
    alias.__value__.__metadata__[0].dependency
    for alias in (auth.Reader, auth.Follower, auth.ModeratorToo, auth.Streamer, auth.InBrowser)
}


def product_routes(running: RunningControl) -> list[APIRoute]:
    routes: list[APIRoute] = [route for route in running.app.state.api_routes if isinstance(route, APIRoute)]
    assert len(routes) > 40
    return routes


def filled(route: APIRoute) -> str:
    return re.sub(r"\{(\w+)(:path)?\}", lambda match: "ada_l" if match[1] == "name" else "xx_1", route.path)


async def test_every_route_names_its_guard(running_on_sqlite: RunningControl) -> None:
    for route in product_routes(running_on_sqlite):
        assert guard_of(route), f"{route.methods} {route.path} says nothing of who may ask"


@pytest.mark.parametrize("who", ["nobody", "stranger", "viewer", "reading token"])
async def test_who_may_not_is_refused_everywhere(running_on_sqlite: RunningControl, who: str) -> None:
    running = running_on_sqlite
    await join(running, "Ada_L")
    asker = await _asker(running, who)
    tried = 0
    for route in product_routes(running):
        guards = guard_of(route)
        if guards & ANYBODY or (who != "nobody" and not guards & _not_for(who)):
            continue
        for method in route.methods or ():
            tried += 1
            answer = await asker.request(method, filled(route), json={})
            assert answer.status_code in {401, 403}, f"{method} {route.path} by {who}: {answer.status_code}"
    assert tried > 8
    shown = (await running.admin.get("/api/v1/channels/ada_l")).json()
    assert shown["title"] is None


def _not_for(who: str) -> set[Any]:
    others = GUARDS - {auth.anybody, auth.signed_in_by_browser}
    return others if who != "reading token" else others | {auth.signed_in_by_browser}


async def _asker(running: RunningControl, who: str) -> httpx.AsyncClient:
    if who == "nobody":
        return running.anybody
    mallory = await join(running, "mallory")
    if who == "viewer":
        changed = await running.admin.patch("/api/v1/admin/accounts/mallory", json={"role": "viewer"})
        assert changed.status_code == 200
    if who == "reading token":
        wanted = {"label": "bot", "scopes": ["read"]}
        token = (await mallory.browser.post("/api/v1/account/tokens", json=wanted)).json()["token"]
        running.anybody.headers["Authorization"] = f"Bearer {token}"
        return running.anybody
    return mallory.browser


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:8080"}, 204),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8080"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:8080"}, 204),
        ({}, 204),
    ],
)
async def test_another_sites_page_does_nothing_with_our_cookie(
    running_on_sqlite: RunningControl, headers: dict[str, str], status: int
) -> None:
    ada = await join(running_on_sqlite, "Ada_L")
    answer = await ada.browser.post("/api/v1/logout", headers=headers)
    assert answer.status_code == status
    assert await ada.is_signed_in() is (status == 403)


async def test_a_mail_is_kept_only_when_the_deed_is(running: RunningControl) -> None:
    await join(running, "Ada_L")
    taken = {"name": "ada_l", "mail": "other@example.org", "password": "Correct-horse-7"}
    assert (await running.anybody.post("/api/v1/accounts", json=taken)).status_code == 409
    assert await mails_to(running, "other@example.org") == []
