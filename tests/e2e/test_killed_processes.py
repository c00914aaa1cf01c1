"""Kill -9 of any process: the rest goes on, the page recovers by itself, nothing stays live that is not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import GoLive, OpenContext, StartServer
from e2e.pages.studio_page import FAKE_DEVICES, StudioPage
from e2e.watch_page import WatchPage

GONE_LIMIT_S = 10.0
ULTRA_LOW_JS = "localStorage.setItem('klieg.latency', 'ultra-low')"


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


def test_a_killed_webrtc_worker_costs_each_client_one_reconnect(
    start_server: StartServer, open_context: OpenContext, make_port: Callable[[], int]
) -> None:
    server = start_server(KLIEG_WEBRTC_HOST="127.0.0.1", KLIEG_WEBRTC_PORT=str(make_port()))
    channel = server.create_channel("dashing")
    studio = StudioPage.open(open_context(more=[FAKE_DEVICES]).new_page(), f"{server.web_url}/go-live")
    studio.enter_key(channel["stream_key"])
    studio.go_live()
    began = server.wait_until_live("dashing")["started_at"]
    context = open_context()
    context.add_init_script(ULTRA_LOW_JS)
    watching = WatchPage.open(context.new_page(), server.web_url, "dashing")
    watching.expect_moving()
    watching.expect_engine("WebRTC")
    server.kill_child("klieg.node.webrtc")
    watching.expect_moving(seconds=3, limit_s=60)
    expect(studio.page.get_by_role("timer")).to_be_visible()
    assert server.channel("dashing")["started_at"] == began, "it is the same stream session"
    studio.end()
