"""Who is appointed to moderate a channel, what that lets them do, and how it ends."""

from typing import Any

import httpx

from fakes.control.people import Person, join
from fakes.control.running_control import RunningControl

BANS = "/api/v1/channels/ada_l/bans"
MODERATORS = "/api/v1/channels/ada_l/moderators"
NO_CONTENT = httpx.codes.NO_CONTENT


async def appoint(owner: Person, name: str) -> None:
    assert (await owner.browser.put(f"{MODERATORS}/{name}")).status_code == NO_CONTENT


async def names(who: Person, path: str, key: str) -> list[str]:
    answer = await who.browser.get(path)
    assert answer.status_code == httpx.codes.OK, answer.text
    return [each["name"] for each in answer.json()[key]]


async def moderated(who: Person, about: str) -> list[dict[str, Any]]:
    answer = await who.browser.get("/api/v1/moderating", params={"about": about})
    assert answer.headers["cache-control"] == "no-store"
    listed: list[dict[str, Any]] = answer.json()["channels"]
    return listed


async def test_a_moderator_bans_and_unbans_and_nothing_more(running: RunningControl) -> None:
    ada, mia, _ = [await join(running, name) for name in ("Ada_L", "Mia_1", "bob1")]
    assert (await mia.browser.put(f"{BANS}/bob1")).status_code == httpx.codes.FORBIDDEN
    await appoint(ada, "MIA_1")
    await appoint(ada, "mia_1")  # once is as good as twice
    (listed,) = (await mia.browser.get(MODERATORS)).json()["moderators"]
    assert (listed["name"], listed["appointed_by"]) == ("Mia_1", "Ada_L")
    assert listed["avatar_url"].startswith("/avatars/")

    assert (await mia.browser.put(f"{BANS}/bob1", json={"reason": "Spam"})).status_code == NO_CONTENT
    (ban,) = (await ada.browser.get(BANS)).json()["bans"]
    assert (ban["name"], ban["banned_by"], ban["reason"]) == ("bob1", "Mia_1", "Spam")
    assert await names(mia, BANS, "bans") == ["bob1"]
    assert (await mia.browser.delete(f"{BANS}/bob1")).status_code == NO_CONTENT
    assert await names(ada, BANS, "bans") == []

    for method, path in (
        ("PUT", f"{MODERATORS}/bob1"),
        ("DELETE", f"{MODERATORS}/Mia_1"),
        ("PATCH", "/api/v1/channels/ada_l"),
        ("POST", "/api/v1/channels/ada_l/stream-key"),
    ):
        refused = await mia.browser.request(method, path, json={})
        assert refused.status_code == httpx.codes.FORBIDDEN, path
    assert "stream_key" not in (await mia.browser.get("/api/v1/channels/ada_l")).json()


async def test_who_stands_above_whom(running: RunningControl) -> None:
    ada, mia, zoe = [await join(running, name) for name in ("Ada_L", "Mia_1", "zoe_1")]
    await appoint(ada, "Mia_1")
    await appoint(ada, "zoe_1")
    for name, code in (("zoe_1", "moderator_ban"), ("Mia_1", "moderator_ban"), ("Ada_L", "owner_ban")):
        assert (await mia.browser.put(f"{BANS}/{name}")).json()["code"] == code
    own = await ada.browser.put(f"{MODERATORS}/Ada_L")
    assert (own.status_code, own.json()["code"]) == (409, "owner_moderates")
    assert (await ada.browser.put(f"{MODERATORS}/nobody_1")).json()["code"] == "account_not_found"

    assert (await ada.browser.put(f"{BANS}/zoe_1")).status_code == NO_CONTENT
    assert await names(ada, MODERATORS, "moderators") == ["Mia_1"], "who is banned moderates nothing"
    assert (await zoe.browser.get(BANS)).status_code == httpx.codes.FORBIDDEN
    again = await ada.browser.put(f"{MODERATORS}/zoe_1")
    assert (again.status_code, again.json()["code"]) == (409, "banned_moderator")


async def test_it_ends_by_dismissal_resignation_or_with_the_account(running: RunningControl) -> None:
    ada, mia, zoe, bob = [await join(running, name) for name in ("Ada_L", "Mia_1", "zoe_1", "bob1")]
    for each in (mia, zoe, bob):
        await appoint(ada, each.name)
    assert (await ada.browser.delete(f"{MODERATORS}/mia_1")).status_code == NO_CONTENT
    assert (await ada.browser.delete(f"{MODERATORS}/mia_1")).status_code == NO_CONTENT
    assert (await zoe.browser.delete("/api/v1/moderating/ada_l")).status_code == NO_CONTENT
    deleted = await bob.browser.request("DELETE", "/api/v1/account", json={"password": bob.password})
    assert deleted.status_code == NO_CONTENT
    assert await names(ada, MODERATORS, "moderators") == []
    for each in (mia, zoe):
        assert (await each.browser.put(f"{BANS}/bob1")).status_code == httpx.codes.FORBIDDEN


async def test_the_channels_one_moderates_and_who_is_banned_there(running: RunningControl) -> None:
    ada, mia, bob = [await join(running, name) for name in ("Ada_L", "Mia_1", "bob1")]
    await appoint(ada, "Mia_1")
    assert (await mia.browser.put(f"{BANS}/bob1")).status_code == NO_CONTENT
    shown = [(each["name"], each["display_name"], each["is_owner"]) for each in await moderated(mia, "bob1")]
    assert shown == [("mia_1", "Mia_1", True), ("ada_l", "Ada_L", False)]
    about = {"bob1": [False, True], "Ada_L": [False, None], "Mia_1": [None, None], "nobody_1": [None, None]}
    for name, banned in about.items():
        assert [each["is_banned"] for each in await moderated(mia, name)] == banned, name
    assert [each["is_banned"] for each in await moderated(ada, "Mia_1")] == [False], "the owner may"
    assert await names(bob, "/api/v1/moderating", "channels") == ["bob1"]


async def test_a_token_needs_the_scope(running_on_sqlite: RunningControl) -> None:
    running = running_on_sqlite
    ada, _ = await join(running, "Ada_L"), await join(running, "bob1")
    for scopes, status in ((["read", "channel"], 403), (["moderate"], NO_CONTENT)):
        wanted = {"label": "bot", "scopes": scopes}
        token = (await ada.browser.post("/api/v1/account/tokens", json=wanted)).json()["token"]
        asked = await running.anybody.put(f"{BANS}/bob1", headers={"Authorization": f"Bearer {token}"})
        assert asked.status_code == status, scopes
