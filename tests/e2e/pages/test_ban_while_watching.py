"""Somebody who watches is banned: the picture ends within seconds, and goes on when the ban is lifted."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import GoLive
from e2e.server import Json, Server, wait_for
from e2e.watch_page import WatchPage

SIGN_IN_JS = """
async ({ login, password }) => (await fetch('/api/v1/login', {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password }),
})).status
"""
PASSWORD = "Correct-horse-7"
SHOWN_WITHIN_S = 15.0
"""The node refuses at once; a page plays what it has, and hears of a closed WebRTC session late."""


@pytest.fixture
def admin(server: Server) -> Iterator[httpx.Client]:
    """The operator, over the API."""
    authorization = {"Authorization": f"Bearer {(server.data_dir / 'admin-token').read_text(encoding='ascii')}"}
    with httpx.Client(
        base_url=f"{server.web_url}/api/v1", headers=authorization, trust_env=False, timeout=20
    ) as client:
        yield client


def sign_up(server: Server, admin: httpx.Client, name: str) -> None:
    """Make a verified account."""
    mail = f"{name}@example.org"
    with httpx.Client(base_url=f"{server.web_url}/api/v1", trust_env=False, timeout=20) as anybody:
        made = anybody.post("/accounts", json={"name": name, "mail": mail, "password": PASSWORD})
        assert made.status_code == httpx.codes.CREATED, made.text

        def find_mail() -> Json | None:
            mails = admin.get("/admin/mailbox", params={"to": mail}).raise_for_status().json()["mails"]
            return mails[0] if mails else None

        text = wait_for(find_mail, f"{name} has mail", limit_s=30.0)["text"]
        digits = next(word for word in text.split() if word.isdigit() and len(word) == 6)
        anybody.post("/accounts/verification", json={"name": name, "code": digits}).raise_for_status()


def test_a_viewer_by_webrtc_is_banned_and_comes_back(
    server: Server, admin: httpx.Client, page: Page, go_live: GoLive
) -> None:
    name, viewer = "banning", "viewer_by_webrtc"
    sign_up(server, admin, viewer)
    channel = server.create_channel(name, "--latency", "ULTRA_LOW")
    admin.patch(f"/channels/{name}", json={"playback_policy": "token"}).raise_for_status()
    go_live(channel)
    page.goto(server.web_url)
    assert page.evaluate(SIGN_IN_JS, {"login": viewer, "password": PASSWORD}) == httpx.codes.OK
    watch = WatchPage.open(page, server.web_url, name)
    watch.expect_moving()
    watch.expect_engine("WebRTC")

    admin.put(f"/channels/{name}/bans/{viewer}", json={"reason": "Spam"}).raise_for_status()
    refused = watch.player.get_by_text("You may not watch this stream.")
    expect(refused).to_be_visible(timeout=SHOWN_WITHIN_S * 1000)

    admin.delete(f"/channels/{name}/bans/{viewer}").raise_for_status()
    watch.player.get_by_role("button", name="Try again").click()
    watch.expect_moving()
    expect(refused).to_be_hidden()
