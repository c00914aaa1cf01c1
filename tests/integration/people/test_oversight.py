"""What admins look at, and that the audit log says what they did."""

import httpx

from fakes.control.people import Person, join, mails_to, register
from fakes.control.running_control import RunningControl, run_in_loop
from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import PublishAccepted
from klieg.kernel.settings import Settings

ADMIN = "/api/v1/admin"


async def an_admin(running: RunningControl) -> Person:
    """Return somebody signed in as an admin."""
    person = await join(running, "root1")
    promoted = await running.admin.patch(f"{ADMIN}/accounts/root1", json={"role": "admin"})
    assert promoted.status_code == httpx.codes.OK
    return person


async def go_on_air(running: RunningControl, person: Person) -> PublishAccepted:
    """Publish to the channel of a person; the node holds it from then on."""
    key = (await person.browser.get(f"/api/v1/channels/{person.name.lower()}")).json()["stream_key"]
    accepted = await running.node.authorize(running.nodes_client, key)
    assert isinstance(accepted, PublishAccepted)
    await running.node.renew_lease()
    return accepted


async def deeds(root: Person, about: str = "") -> list[tuple[str, str, str]]:
    """Return deed, actor and subject of the log's newest entries, newest first."""
    entries = (await root.browser.get(f"{ADMIN}/audit", params={"about": about})).json()["entries"]
    return [(entry["deed"], entry["actor"], entry["subject"]) for entry in entries]


async def test_an_admin_sees_how_much_there_is(running: RunningControl) -> None:
    root, ada = await an_admin(running), await join(running, "Ada_L")
    await register(running, "Waiting")
    await running.make_channel("demo")
    await running.admin.patch(f"{ADMIN}/accounts/ada_l", json={"suspended": True})
    await root.browser.post(f"{ADMIN}/invitations", json={})
    assert (await root.browser.get(f"{ADMIN}/overview")).json() == {
        "accounts": 3,
        "young_accounts": 3,
        "unverified_accounts": 1,
        "suspended_accounts": 1,
        "admins": 1,
        "channels": 3,
        "live_channels": 0,
        "viewers": 0,
        "invitations": 1,
    }
    assert (await ada.browser.get(f"{ADMIN}/overview")).status_code == httpx.codes.UNAUTHORIZED


async def test_an_admin_finds_channels_page_by_page(running: RunningControl) -> None:
    root = await an_admin(running)
    await join(running, "Ada_L")
    await running.make_channel("demo")
    await running.admin.patch("/api/v1/channels/demo", json={"title": "Friday 100%"})
    page = (await root.browser.get(f"{ADMIN}/channels", params={"limit": 2})).json()
    rest = (await root.browser.get(f"{ADMIN}/channels", params={"after": page["next_after"]})).json()
    listed = page["channels"] + rest["channels"]
    assert [(channel["name"], channel["owner"]) for channel in listed] == [
        ("ada_l", "Ada_L"),
        ("demo", None),
        ("root1", "root1"),
    ]
    assert rest["next_after"] is None
    for search, found in {"ADA": ["ada_l"], "friday 100%": ["demo"], "_": ["ada_l"], "nobody": []}.items():
        answer = (await root.browser.get(f"{ADMIN}/channels", params={"search": search})).json()
        assert [channel["name"] for channel in answer["channels"]] == found, search


async def test_an_admin_stops_what_is_on_the_air_and_the_log_tells(running: RunningControl) -> None:
    root, ada = await an_admin(running), await join(running, "Ada_L")
    accepted = await go_on_air(running, ada)
    (stream,) = (await root.browser.get(f"{ADMIN}/live")).json()["streams"]
    assert (stream["channel"], stream["owner"], stream["session_id"], stream["is_live"]) == (
        "ada_l",
        "Ada_L",
        accepted.session_id,
        False,
    )
    older = await root.browser.get(f"{ADMIN}/live", params={"before": accepted.session_id})
    assert older.json() == {"streams": [], "next_before": None}
    assert (await root.browser.delete("/api/v1/channels/ada_l/stream")).status_code == httpx.codes.OK
    await running.node.stop_asked.wait()
    assert running.node.stopped == {accepted.session_id: EndReason.STOPPED}
    assert (await root.browser.get(f"{ADMIN}/live")).json()["streams"] == []
    assert ("stream_stopped", "root1", "ada_l") in await deeds(root, "ADA_L")


async def test_the_log_names_who_changed_a_channel(running: RunningControl) -> None:
    root, ada = await an_admin(running), await join(running, "Ada_L")
    channel = "/api/v1/channels/ada_l"
    await ada.browser.patch(channel, json={"title": "Mine"})
    await root.browser.patch(channel, json={"title": "Tamed", "mature": True})
    await root.browser.post(f"{channel}/pull", json={"url": "https://media.example.org/live.m3u8"})
    await root.browser.delete(f"{channel}/banner")
    await root.browser.post(f"{channel}/stream-key")
    await root.browser.post("/api/v1/channels", json={"name": "lobby"})
    await running.admin.delete("/api/v1/channels/lobby")
    assert [deed for deed in await deeds(root) if deed[0].startswith(("channel", "stream"))] == [
        ("channel_deleted", "operator", "lobby"),
        ("channel_created", "root1", "lobby"),
        ("stream_key_reset", "root1", "ada_l"),
        ("channel_revised", "root1", "ada_l"),
        ("channel_revised", "root1", "ada_l"),
        ("channel_revised", "root1", "ada_l"),
    ], "what owners change of their own is not told"
    newest = (await root.browser.get(f"{ADMIN}/audit", params={"about": "lobby"})).json()["entries"][1]
    assert newest["address"] == "127.0.0.1"


async def test_the_log_tells_who_was_banned_and_who_moderates(running: RunningControl) -> None:
    root, ada, eve = await an_admin(running), await join(running, "Ada_L"), await join(running, "Eve_1")
    channel = "/api/v1/channels/ada_l"
    for method, path in (
        ("PUT", "moderators"),
        ("DELETE", "moderators"),
        ("DELETE", "moderators"),
        ("PUT", "bans"),
        ("DELETE", "bans"),
        ("DELETE", "bans"),
    ):
        answer = await ada.browser.request(method, f"{channel}/{path}/{eve.name}")
        assert answer.status_code == httpx.codes.NO_CONTENT, answer.text
    entries = (await root.browser.get(f"{ADMIN}/audit", params={"about": "eve_1", "limit": 4})).json()["entries"]
    assert [(entry["deed"], entry["actor"], entry["details"]) for entry in entries] == [
        ("viewer_unbanned", "Ada_L", {"channel": "ada_l"}),
        ("viewer_banned", "Ada_L", {"channel": "ada_l"}),
        ("moderator_dismissed", "Ada_L", {"channel": "ada_l"}),
        ("moderator_appointed", "Ada_L", {"channel": "ada_l"}),
    ], "what changes nothing is not told"


async def test_a_refused_deed_is_not_told(running_on_sqlite: RunningControl) -> None:
    root = await an_admin(running_on_sqlite)
    before = await deeds(root)
    assert (await root.browser.delete("/api/v1/channels/root1/stream")).json()["code"] == "channel_not_live"
    assert await deeds(root) == before


async def test_invitations_are_listed_and_withdrawn(running: RunningControl) -> None:
    root = await an_admin(running)
    first = await root.browser.post(f"{ADMIN}/invitations", json={})
    await root.browser.post(f"{ADMIN}/invitations", json={"mail": "grace@example.org"})
    page = (await root.browser.get(f"{ADMIN}/invitations", params={"limit": 1})).json()
    rest = (await root.browser.get(f"{ADMIN}/invitations", params={"before": page["next_before"]})).json()
    newer, older = page["invitations"] + rest["invitations"]
    assert [newer["mail"], older["mail"], rest["next_before"]] == ["grace@example.org", None, None]
    assert first.json()["link"] not in str(page) + str(rest), "a link is shown once"
    path = f"{ADMIN}/invitations/{older['invitation_id']}"
    assert (await root.browser.delete(path)).status_code == httpx.codes.NO_CONTENT
    assert (await root.browser.delete(path)).json()["code"] == "invitation_not_found"
    assert ("invitation_withdrawn", "root1", "") in await deeds(root)


async def test_a_withdrawn_invitation_lets_nobody_in(sqlite_settings: Settings) -> None:
    async with run_in_loop(sqlite_settings.model_copy(update={"sign_up": "invite"})) as running:
        mail = "grace@example.org"
        await running.admin.post(f"{ADMIN}/invitations", json={"mail": mail})
        code = (await mails_to(running, mail))[0][1]["link"].split("invite=")[1]
        (invitation,) = (await running.admin.get(f"{ADMIN}/invitations")).json()["invitations"]
        await running.admin.delete(f"{ADMIN}/invitations/{invitation['invitation_id']}")
        wanted = {"name": "Grace", "mail": mail, "password": "Correct-horse-7", "invite": code}
        answer = await running.anybody.post("/api/v1/accounts", json=wanted)
        assert answer.json()["code"] == "invitation_needed"
