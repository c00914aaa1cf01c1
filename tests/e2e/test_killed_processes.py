"""Kill -9 of any process: the rest goes on, the page recovers by itself, nothing stays live that is not."""

import pytest
from playwright.sync_api import Page

from e2e.conftest import GoLive, StartServer
from e2e.watch_page import WatchPage

GONE_LIMIT_S = 10.0


def test_a_killed_node_leaves_no_stuck_live(start_server: StartServer, page: Page, go_live: GoLive) -> None:
    server = start_server()
    channel = server.create_channel("fragile")
    encoder = go_live(channel)
    watching = WatchPage.open(page, server.web_url, "fragile")
    watching.expect_moving()
    server.kill_child("node")
    server.wait_until_live("fragile", live=False, limit_s=GONE_LIMIT_S)
    encoder.wait()
    watching.expect_offline(limit_s=60)
    go_live(channel)
    watching.expect_moving(limit_s=60)


@pytest.mark.parametrize("role", ["control", "valkey"])
def test_a_stream_stays_on_the_air_when_others_die(
    start_server: StartServer, page: Page, go_live: GoLive, role: str
) -> None:
    server = start_server()
    channel = server.create_channel("sturdy")
    encoder = go_live(channel)
    watching = WatchPage.open(page, server.web_url, "sturdy")
    watching.expect_moving()
    session_id = server.channel("sturdy")["session_id"]
    server.kill_child(role)
    watching.expect_moving(seconds=3, limit_s=60)
    assert server.wait_until_live("sturdy")["session_id"] == session_id
    watching.expect_viewers(1, limit_s=60)
    encoder.say_goodbye()
    server.wait_until_live("sturdy", live=False)
    watching.expect_offline(limit_s=60)
    go_live(channel)
    watching.expect_moving(limit_s=60)
