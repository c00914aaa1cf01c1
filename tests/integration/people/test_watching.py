"""How somebody watches, who may not, and how soon the node that has the channel on the air hears of it."""

import asyncio
from typing import Any

import httpx
from sqlalchemy import delete

from fakes.control.people import Person, join
from fakes.control.running_control import RunningControl, until
from klieg.contracts.ingest import PublishAccepted
from klieg.contracts.playback import PlaybackKey, PlaybackPolicy, PlaybackToken, ViewingRules
from klieg.domains.identity import Account, find_account
from klieg.kernel.ids import ChannelId

HEARD_WITHIN_S = 5.0


async def account_id(running: RunningControl, person: Person) -> str:
    async with running.control.people.database.read() as reading:
        return (await find_account(reading, person.name)).id


async def rules_of(running: RunningControl, channel_id: str) -> ViewingRules:
    """Ask as a node does."""
    asked = {"channel_id": channel_id}
    answer = await running.nodes_client.post("/internal/v1/playback/viewing-rules", json=asked)
    assert answer.status_code == httpx.codes.OK, answer.text
    return ViewingRules.model_validate_json(answer.content)


async def go_live(running: RunningControl, name: str) -> PublishAccepted:
    """Put a channel on the air at the node."""
    key = (await running.admin.get(f"/api/v1/channels/{name}")).json()["stream_key"]
    accepted = await running.node.authorize(running.nodes_client, key)
    assert isinstance(accepted, PublishAccepted)
    await running.node.renew_lease()
    return accepted


async def until_told(running: RunningControl, channel_id: ChannelId, times: int) -> None:
    async with asyncio.timeout(HEARD_WITHIN_S):
        await until(lambda: asyncio.sleep(0, running.node.viewing_changes.count(channel_id)), lambda n: n >= times)


async def ask(who: httpx.AsyncClient, name: str) -> dict[str, Any]:
    answer = await who.get(f"/api/v1/channels/{name}/playback")
    assert answer.headers["cache-control"] == "no-store"
    shown: dict[str, Any] = answer.json()
    return shown


def opened(running: RunningControl, shown: dict[str, Any]) -> PlaybackToken:
    return PlaybackKey(running.control.internal_secret).verify(shown["token"])


async def test_a_channel_of_the_operator_is_watched_by_its_address(running: RunningControl) -> None:
    await running.make_channel("demo")
    assert await ask(running.anybody, "demo") == {
        "playback_policy": "open",
        "playback_url": "http://localhost:8081/hls/demo/index.m3u8",
        "whep_url": "http://localhost:8081/whep/demo",
        "token": None,
        "expires_at": None,
    }
    assert (await running.anybody.get("/api/v1/channels/nobody/playback")).status_code == httpx.codes.NOT_FOUND


async def test_the_channel_of_an_account_is_watched_with_a_token_in_the_path(running: RunningControl) -> None:
    ada, bob = await join(running, "Ada_L"), await join(running, "bob1")
    shown = await ask(bob.browser, "Ada_L")
    assert shown["playback_policy"] == "token"
    assert shown["playback_url"] == f"http://localhost:8081/hls/ada_l/t/{shown['token']}/index.m3u8"
    assert opened(running, shown).viewer == await account_id(running, bob)
    guest = opened(running, await ask(running.anybody, "ada_l"))
    assert guest.viewer is None
    assert guest.channel_id == opened(running, await ask(ada.browser, "ada_l")).channel_id
    now = running.control.clock.wallclock()
    assert now + 590 < guest.expires_at <= now + 600


async def test_a_ban_and_its_end_reach_the_node(running: RunningControl) -> None:
    ada, bob = await join(running, "Ada_L"), await join(running, "bob1")
    bob_id = await account_id(running, bob)
    accepted = await go_live(running, "ada_l")
    assert accepted.viewing == ViewingRules(policy=PlaybackPolicy.TOKEN)
    bans = "/api/v1/channels/ada_l/bans"
    assert (await ada.browser.put(f"{bans}/BOB1", json={"reason": "Spam"})).status_code == httpx.codes.NO_CONTENT
    await until_told(running, accepted.channel_id, 1)
    assert (await rules_of(running, accepted.channel_id)).banned == {bob_id}
    refused = await bob.browser.get("/api/v1/channels/ada_l/playback")
    assert (refused.status_code, refused.json()["code"]) == (403, "banned")
    assert (await go_live(running, "ada_l")).viewing.banned == {bob_id}, "a publisher that comes later brings it"
    (ban,) = (await ada.browser.get(bans)).json()["bans"]
    assert (ban["name"], ban["banned_by"], ban["reason"]) == ("bob1", "Ada_L", "Spam")

    assert (await ada.browser.put(f"{bans}/bob1")).status_code == httpx.codes.NO_CONTENT  # again: nobody is told
    assert (await ada.browser.delete(f"{bans}/bob1")).status_code == httpx.codes.NO_CONTENT
    await until_told(running, accepted.channel_id, 2)
    assert (await rules_of(running, accepted.channel_id)).banned == frozenset()
    assert opened(running, await ask(bob.browser, "ada_l")).viewer == bob_id
    assert (await ada.browser.delete(f"{bans}/bob1")).status_code == httpx.codes.NO_CONTENT
    assert running.node.viewing_changes == [accepted.channel_id] * 2


async def test_a_node_that_does_not_hear_is_told_again(running: RunningControl) -> None:
    ada, _ = await join(running, "Ada_L"), await join(running, "bob1")
    accepted = await go_live(running, "ada_l")
    running.node.deaf = True
    assert (await ada.browser.put("/api/v1/channels/ada_l/bans/bob1")).status_code == httpx.codes.NO_CONTENT
    await until(running.control.outbox.waiting, lambda count: count == 1)
    running.node.deaf = False
    await running.node.renew_lease()
    await until_told(running, accepted.channel_id, 1)


async def test_who_may_watch_changes_while_on_the_air(running: RunningControl) -> None:
    await running.make_channel("demo")
    accepted = await go_live(running, "demo")
    assert accepted.viewing == ViewingRules()
    for policy in ("token", "token", "open"):
        await running.node.renew_lease()
        revised = await running.admin.patch("/api/v1/channels/demo", json={"playback_policy": policy})
        assert revised.json()["playback_policy"] == policy
        assert (await rules_of(running, accepted.channel_id)).policy == policy
    await until_told(running, accepted.channel_id, 2)
    assert len(running.node.viewing_changes) == 2
    gone = await running.nodes_client.post("/internal/v1/playback/viewing-rules", json={"channel_id": "ch_none"})
    assert gone.status_code == httpx.codes.NOT_FOUND


async def test_a_suspended_account_watches_nothing(running: RunningControl) -> None:
    await running.make_channel("demo")
    await running.admin.patch("/api/v1/channels/demo", json={"playback_policy": "token"})
    bob = await join(running, "bob1")
    accepted = await go_live(running, "demo")
    for times, (suspended, banned) in enumerate([(True, {await account_id(running, bob)}), (False, set())], start=1):
        await running.node.renew_lease()
        await running.admin.patch("/api/v1/admin/accounts/bob1", json={"suspended": suspended})
        await until_told(running, accepted.channel_id, times)
        assert (await rules_of(running, accepted.channel_id)).banned == banned


async def test_bans_are_a_page_at_a_time_and_go_with_the_account(running: RunningControl) -> None:
    await running.make_channel("demo")
    people = [await join(running, name) for name in ("zoe_1", "Amy_1", "mia_1")]
    for person in people:
        banned = await running.admin.put(f"/api/v1/channels/demo/bans/{person.name}")
        assert banned.status_code == httpx.codes.NO_CONTENT
    first = (await running.admin.get("/api/v1/channels/demo/bans?limit=2")).json()
    assert [ban["name"] for ban in first["bans"]] == ["Amy_1", "mia_1"]
    assert first["bans"][0]["banned_by"] is None
    rest = (await running.admin.get(f"/api/v1/channels/demo/bans?after={first['next_after']}")).json()
    assert ([ban["name"] for ban in rest["bans"]], rest["next_after"]) == (["zoe_1"], None)
    async with running.control.database.work() as work:
        await work.session.execute(delete(Account).where(Account.name == "zoe_1"))
    assert len((await running.admin.get("/api/v1/channels/demo/bans")).json()["bans"]) == 2


REFUSALS: tuple[tuple[str, str, str, object, int, str], ...] = (
    ("anybody", "PUT", "ada_l/bans/bob1", None, 401, "not_authorised"),
    ("anybody", "GET", "ada_l/bans", None, 401, "not_authorised"),
    ("bob", "PUT", "ada_l/bans/Ada_L", None, 403, "not_allowed"),
    ("bob", "GET", "ada_l/bans", None, 403, "not_allowed"),
    ("bob", "DELETE", "ada_l/bans/bob1", None, 403, "not_allowed"),
    ("ada", "PUT", "ada_l/bans/Ada_L", None, 409, "owner_ban"),
    ("ada", "PUT", "ada_l/bans/nobody_1", None, 404, "account_not_found"),
    ("ada", "DELETE", "ada_l/bans/nobody_1", None, 404, "account_not_found"),
    ("ada", "PUT", "ada_l/bans/bob1", {"reason": "two\nlines"}, 422, "invalid_request"),
    ("ada", "PUT", "ada_l/bans/bob1", {"reason": "x" * 201}, 422, "invalid_request"),
)


async def test_who_may_ban_whom(running: RunningControl) -> None:
    ada, bob = await join(running, "Ada_L"), await join(running, "bob1")
    clients = {"anybody": running.anybody, "ada": ada.browser, "bob": bob.browser}
    for who, method, path, body, status, code in REFUSALS:
        answer = await clients[who].request(method, f"/api/v1/channels/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), (who, method, path)
