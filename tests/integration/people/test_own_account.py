"""What people do with their own account."""

import httpx

from fakes.control.people import Person, join, mails_to, new_browser
from fakes.control.running_control import RunningControl
from klieg.domains.mail import MailKind

NEW = "Another-horse-8"


async def another_browser(running: RunningControl, person: Person) -> Person:
    other = Person(person.name, person.mail, new_browser(running))
    assert (await other.sign_in()).status_code == httpx.codes.OK
    return other


async def test_signing_out_ends_the_session_on_the_server(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    cookie = dict(ada.browser.cookies)
    assert (await ada.browser.post("/api/v1/logout")).status_code == 204
    assert not ada.browser.cookies
    kept = new_browser(running)
    kept.cookies.update(cookie)
    assert (await kept.get("/api/v1/account")).status_code == 401


async def test_a_new_password_signs_others_out(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    other = await another_browser(running, ada)
    asked = {"current": ada.password, "password": NEW}
    wrong = await ada.browser.post("/api/v1/account/password", json=asked | {"current": "Wrong-horse-7"})
    same = await ada.browser.post("/api/v1/account/password", json=asked | {"password": ada.password})
    weak = await ada.browser.post("/api/v1/account/password", json=asked | {"password": "weak"})
    assert [each.json()["code"] for each in (wrong, same, weak)] == ["wrong_password", "password_same", "password_weak"]
    assert (await ada.browser.post("/api/v1/account/password", json=asked)).status_code == 204
    assert await ada.is_signed_in()
    assert not await other.is_signed_in()
    assert (await mails_to(running, ada.mail))[-1][0] is MailKind.PASSWORD_CHANGED
    assert (await other.sign_in()).status_code == 401
    assert (await other.sign_in(password=NEW)).status_code == 200


async def test_sessions_are_listed_and_ended_one_by_one(running: RunningControl) -> None:
    ada, grace = await join(running, "Ada_L"), await join(running, "grace")
    other = await another_browser(running, ada)
    listed = (await ada.browser.get("/api/v1/account/sessions")).json()["sessions"]
    assert [each["user_agent"] for each in listed] == ["Browser/1"] * 2
    (second,) = [each["session_id"] for each in listed if not each["current"]]
    assert (await grace.browser.delete(f"/api/v1/account/sessions/{second}")).status_code == 404, "not hers"
    assert await other.is_signed_in()
    assert (await ada.browser.delete(f"/api/v1/account/sessions/{second}")).status_code == 204
    assert not await other.is_signed_in()
    await another_browser(running, ada)
    assert (await ada.browser.post("/api/v1/account/sessions/revoke-others")).status_code == 204
    assert len((await ada.browser.get("/api/v1/account/sessions")).json()["sessions"]) == 1


async def test_a_new_name_moves_the_channel_and_keeps_the_old_one_for_a_while(running: RunningControl) -> None:
    ada, grace = await join(running, "Ada_L"), await join(running, "grace")
    taken = await ada.browser.post("/api/v1/account/name", json={"name": "Grace"})
    assert taken.json()["code"] == "name_taken"
    renamed = await ada.browser.post("/api/v1/account/name", json={"name": "Countess"})
    assert (renamed.json()["name"], renamed.json()["channel"]) == ("Countess", "countess")
    assert (await ada.sign_in("Ada_L")).status_code == 401
    assert (await ada.sign_in("countess")).status_code == 200
    moved = await running.anybody.get("/api/v1/channels/ADA_L")
    assert (moved.status_code, moved.headers["location"]) == (307, "/api/v1/channels/countess")
    stolen = await grace.browser.post("/api/v1/account/name", json={"name": "ada_l"})
    assert stolen.json()["code"] == "name_taken"
    back = await ada.browser.post("/api/v1/account/name", json={"name": "ada_l"})
    assert back.json()["channel"] == "ada_l"
    assert (await running.anybody.get("/api/v1/channels/ada_l")).status_code == 200


async def test_a_channel_on_the_air_keeps_its_name(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    key = (await ada.browser.get("/api/v1/channels/ada_l")).json()["stream_key"]
    await running.node.authorize(running.nodes_client, key)
    refused = await ada.browser.post("/api/v1/account/name", json={"name": "Countess"})
    assert (refused.status_code, refused.json()["code"]) == (409, "channel_on_air")


async def test_a_new_mail_address_counts_once_it_is_confirmed(running: RunningControl) -> None:
    ada, grace = await join(running, "Ada_L"), await join(running, "grace")
    wanted = {"mail": "countess@example.org", "password": ada.password}
    assert (await ada.browser.post("/api/v1/account/mail", json=wanted)).status_code == 202
    kind, values = (await mails_to(running, "countess@example.org"))[-1]
    assert kind is MailKind.CONFIRM_NEW_ADDRESS
    other = await grace.browser.post("/api/v1/account/mail/confirm", json={"code": values["code"]})
    assert other.json()["code"] == "code_invalid", "a code is its account's"
    confirmed = await ada.browser.post("/api/v1/account/mail/confirm", json={"code": values["code"]})
    assert confirmed.json()["mail"] == "countess@example.org"
    assert (await mails_to(running, ada.mail))[-1][0] is MailKind.ADDRESS_CHANGED
    assert (await ada.sign_in("countess@example.org")).status_code == 200
    assert (await ada.sign_in(ada.mail)).status_code == 401


async def test_a_deleted_account_leaves_nothing_and_its_name_is_free(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    other = await another_browser(running, ada)
    key = (await ada.browser.get("/api/v1/channels/ada_l")).json()["stream_key"]
    await running.node.authorize(running.nodes_client, key)
    wrong = await ada.browser.request("DELETE", "/api/v1/account", json={"password": "Wrong-horse-7"})
    assert wrong.json()["code"] == "wrong_password"
    gone = await ada.browser.request("DELETE", "/api/v1/account", json={"password": ada.password})
    assert gone.status_code == 204
    assert not await other.is_signed_in()
    assert (await running.anybody.get("/api/v1/channels/ada_l")).status_code == 404
    assert (await ada.sign_in()).status_code == 401
    assert (await mails_to(running, ada.mail))[-1][0] is MailKind.ACCOUNT_DELETED
    assert (await join(running, "Ada_L")).name == "Ada_L"


async def test_a_token_does_what_it_was_made_for_and_opens_no_account(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    minted = await ada.browser.post("/api/v1/account/tokens", json={"label": "bot", "scopes": ["read"]})
    token = minted.json()["token"]
    program = new_browser(running)
    program.headers["Authorization"] = f"Bearer {token}"
    assert (await program.get("/api/v1/account")).json()["name"] == "Ada_L"
    assert (await program.get("/api/v1/channels/ada_l")).json()["owner"] == "Ada_L"
    assert (await program.patch("/api/v1/channels/ada_l", json={"title": "no"})).json()["code"] == "not_allowed"
    assert (await program.get("/api/v1/account/tokens")).status_code == 403
    assert (await program.request("DELETE", "/api/v1/account", json={"password": ada.password})).status_code == 403
    refused = await ada.browser.post("/api/v1/account/tokens", json={"label": "bot", "scopes": ["admin"]})
    assert refused.status_code == 403
    (listed,) = (await ada.browser.get("/api/v1/account/tokens")).json()["tokens"]
    assert "token" not in listed
    await ada.browser.delete(f"/api/v1/account/tokens/{listed['token_id']}")
    assert (await program.get("/api/v1/account")).status_code == 401


async def test_a_token_without_the_scope_to_read_is_shown_what_anybody_is(running_on_sqlite: RunningControl) -> None:
    ada, program = await join(running_on_sqlite, "Ada_L"), new_browser(running_on_sqlite)
    minted = await ada.browser.post("/api/v1/account/tokens", json={"label": "bot", "scopes": ["follow"]})
    program.headers["Authorization"] = f"Bearer {minted.json()['token']}"
    shown = (await program.get("/api/v1/channels/ada_l")).json()
    assert shown["name"] == "ada_l"
    assert "stream_key" not in shown


async def test_a_token_ends_in_the_future_and_says_where(running_on_sqlite: RunningControl) -> None:
    ada = await join(running_on_sqlite, "Ada_L")
    wanted = {"label": "bot", "scopes": ["read"]}
    for expires_at, code in (("2020-01-01T00:00:00Z", "expiry_past"), ("2099-01-01T00:00:00", "invalid_request")):
        refused = await ada.browser.post("/api/v1/account/tokens", json=wanted | {"expires_at": expires_at})
        assert (refused.status_code, refused.json()["code"]) == (422, code), expires_at
    until = {"expires_at": "2099-01-01T00:00:00+02:00"}
    assert (await ada.browser.post("/api/v1/account/tokens", json=wanted | until)).status_code == 201
    (listed,) = (await ada.browser.get("/api/v1/account/tokens")).json()["tokens"]
    assert listed["expires_at"] == "2098-12-31T22:00:00Z"


async def test_the_look_is_changed_on_every_page(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    await ada.browser.patch("/api/v1/account", json={"color": "salmon", "avatar": "ibex", "language": "de"})
    shown = (await running.anybody.get("/api/v1/channels/ada_l")).json()
    assert (shown["color"], shown["avatar_url"]) == ("salmon", "/avatars/ibex.svg")
    assert (await ada.browser.get("/api/v1/account")).json()["language"] == "de"
    words = {"description": "Two\nlines", "category": "Music", "tags": ["Live", "live", "jazz"], "mature": True}
    revised = await ada.browser.patch("/api/v1/channels/ada_l", json=words | {"links": ["https://example.org/ada"]})
    assert revised.json()["tags"] == ["live", "jazz"]
    shown = (await running.anybody.get("/api/v1/channels/ada_l")).json()
    assert (shown["description"], shown["category"], shown["mature"]) == ("Two\nlines", "Music", True)
    for bad in ({"links": ["javascript:alert(1)"]}, {"tags": ["a b"]}, {"description": "\x00"}):
        assert (await ada.browser.patch("/api/v1/channels/ada_l", json=bad)).status_code == 422
