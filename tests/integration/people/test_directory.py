"""What can be watched: live channels, categories, search; and who follows what."""

import httpx

from fakes.control.people import join
from fakes.control.running_control import RunningControl, until
from klieg.contracts.ingest import PublishAccepted


async def go_live(running: RunningControl, name: str, **about: object) -> None:
    """Make an operator's channel, dress it, and put it on the air."""
    key = await running.make_channel(name)
    if about:
        assert (await running.admin.patch(f"/api/v1/channels/{name}", json=about)).status_code == httpx.codes.OK
    accepted = await running.node.authorize(running.nodes_client, key)
    assert isinstance(accepted, PublishAccepted)
    await running.node.tell(running.node.started(accepted.session_id))
    await running.until_live(name)


async def names(running: RunningControl, path: str, **params: object) -> list[str]:
    answer = await running.anybody.get(path, params={key: str(value) for key, value in params.items()})
    assert answer.status_code == httpx.codes.OK, answer.text
    return [channel["name"] for channel in answer.json()["channels"]]


async def test_live_channels_come_newest_first_and_page_by_page(running: RunningControl) -> None:
    for name in ("first", "second", "third"):
        await go_live(running, name)
    await running.make_channel("offline")
    assert await names(running, "/api/v1/directory/live") == ["third", "second", "first"]
    page = (await running.anybody.get("/api/v1/directory/live", params={"limit": 2})).json()
    await go_live(running, "fourth")
    rest = (await running.anybody.get("/api/v1/directory/live", params={"after": page["next_after"]})).json()
    assert [channel["name"] for channel in rest["channels"]] == ["first"], "nobody is listed twice"
    assert rest["next_after"] is None


async def test_categories_and_tags_choose(running: RunningControl) -> None:
    await go_live(running, "jazz-club", category="Music", tags=["Jazz", "über"])
    await go_live(running, "opera", category="music", tags=["jazzy"])
    await go_live(running, "chess", category="Games")
    await running.make_channel("quiet")
    await running.admin.patch("/api/v1/channels/quiet", json={"category": "Silence"})
    found = (await running.anybody.get("/api/v1/directory/categories")).json()["categories"]
    assert [(each["name"], each["live_count"]) for each in found] == [("Music", 2), ("Games", 1)]
    assert await names(running, "/api/v1/directory/live", category="MUSIC") == ["opera", "jazz-club"]
    assert await names(running, "/api/v1/directory/live", tag="JAZZ") == ["jazz-club"]
    assert await names(running, "/api/v1/directory/live", tag="ÜBER") == ["jazz-club"]


async def test_search_looks_at_names_titles_categories_and_tags(running: RunningControl) -> None:
    await running.make_channel("jazz")
    await running.make_channel("all-that-jazz")
    await running.admin.patch("/api/v1/channels/all-that-jazz", json={"title": "100% Swing_time"})
    await go_live(running, "opera", tags=["jazz"], title="Freitag in Übersee")
    search = "/api/v1/directory/search"
    assert await names(running, search, q="JAZZ") == ["opera", "jazz", "all-that-jazz"], "live first, best fit next"
    assert await names(running, search, q="jaz", limit=1, offset=1) == ["all-that-jazz"]
    assert await names(running, search, q="in ÜBER") == ["opera"]
    assert await names(running, search, q="0% s") == ["all-that-jazz"]
    assert await names(running, search, q="g_t") == ["all-that-jazz"]
    assert await names(running, search, q="%") == ["all-that-jazz"], "a wildcard is a letter"
    assert await names(running, search, q='"') == []
    assert (await running.anybody.get(search, params={"q": " "})).status_code == 422


async def test_following_is_kept_counted_and_listed(running: RunningControl) -> None:
    ada, grace = await join(running, "Ada_L"), await join(running, "grace")
    for name in ("first", "second", "third"):
        await running.make_channel(name)
    for name in ("first", "second", "second"):
        answer = await ada.browser.put(f"/api/v1/channels/{name}/follow")
        assert answer.json() == {"is_owner": False, "is_following": True, "follower_count": 1}
    await grace.browser.put("/api/v1/channels/second/follow")
    assert (await running.channel("second"))["follower_count"] == 2
    own = await ada.browser.put("/api/v1/channels/ADA_L/follow")
    assert (own.status_code, own.json()["code"]) == (409, "own_channel")
    assert (await ada.browser.get("/api/v1/channels/ada_l/relation")).json()["is_owner"] is True
    assert (await ada.browser.put("/api/v1/channels/nobody/follow")).status_code == 404
    followed = (await ada.browser.get("/api/v1/following")).json()
    assert [channel["name"] for channel in followed["channels"]] == ["second", "first"]
    for _ in range(2):
        answer = await ada.browser.delete("/api/v1/channels/second/follow")
        assert answer.json()["is_following"] is False
    assert (await running.channel("second"))["follower_count"] == 1
    await running.admin.delete("/api/v1/channels/first")
    assert (await ada.browser.get("/api/v1/following")).json()["channels"] == []


async def test_who_is_live_is_listed_first_among_the_followed(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    await go_live(running, "on-air")
    await running.make_channel("offline")
    for name in ("on-air", "offline"):
        await ada.browser.put(f"/api/v1/channels/{name}/follow")

    async def followed() -> list[str]:
        return [channel["name"] for channel in (await ada.browser.get("/api/v1/following")).json()["channels"]]

    assert await followed() == ["on-air", "offline"]
    await running.admin.delete("/api/v1/channels/on-air/stream")
    assert await until(followed, lambda names: names[0] == "offline")
