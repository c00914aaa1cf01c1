"""Clients whose network lets no UDP through: a TURN server over TCP helps; without one they are told what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.conftest import OpenContext, StartServer
from e2e.pages.studio_page import FAKE_DEVICES, StudioPage
from e2e.server import Json, Server
from e2e.watch_page import WatchPage
from fakes.node.turn_server import SECRET, turn_server

WITHOUT_UDP_JS = """
(() => {
  const Plain = window.RTCPeerConnection;
  window.peers = [];
  window.RTCPeerConnection = class extends Plain {
    constructor(configuration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
      window.peers.push(this);
    }
  };
})();
"""
"""Of its own addresses the browser uses those of a relay alone, as where a firewall drops all UDP."""

PATH_JS = """
async () => {
  const peer = window.peers.findLast((each) => each.connectionState === 'connected');
  const report = await peer.getStats();
  const transport = [...report.values()].find((each) => each.type === 'transport');
  const pair = report.get(transport.selectedCandidatePairId);
  return report.get(pair.localCandidateId).relayProtocol;
}
"""
ULTRA_LOW_JS = "localStorage.setItem('klieg.latency', 'ultra-low')"


@pytest.fixture
def shut_in(open_context: OpenContext) -> BrowserContext:
    """A browser with a camera, in a network without UDP."""
    context = open_context(more=[FAKE_DEVICES])
    context.add_init_script(WITHOUT_UDP_JS)
    context.add_init_script(ULTRA_LOW_JS)
    return context


def test_publisher_and_viewer_go_through_a_turn_server(
    start_server: StartServer, shut_in: BrowserContext, make_port: Callable[[], int], tmp_path: Path
) -> None:
    with turn_server(make_port(), tmp_path) as address:
        server = start_server(KLIEG_ICE_SERVERS=address, KLIEG_TURN_SECRET=SECRET, KLIEG_WEBRTC_HOST="127.0.0.1")
        channel = server.create_channel("shut-in")
        studio = StudioPage.open(shut_in.new_page(), f"{server.web_url}/go-live")
        studio.enter_key(channel["stream_key"])
        studio.go_live()
        server.wait_until_live("shut-in")
        watching = WatchPage.open(shut_in.new_page(), server.web_url, "shut-in")
        watching.expect_moving()
        watching.expect_engine("WebRTC")
        for page in (studio.page, watching.page):
            assert page.evaluate(PATH_JS) == "tcp"
        watching.expect_moving(seconds=3)


def test_a_publisher_without_one_learns_what_is_in_the_way(server: Server, shut_in: BrowserContext) -> None:
    channel = server.create_channel("shut-out")
    studio = StudioPage.open(shut_in.new_page(), f"{server.web_url}/go-live")
    studio.enter_key(channel["stream_key"])
    studio.start.click()
    expect(studio.failure).to_contain_text("a firewall may block UDP. Try another network")
    expect(studio.start).to_be_enabled()


def test_a_viewer_without_one_plays_by_hls_and_is_told_why(
    server: Server, stage: Json, shut_in: BrowserContext, watch: Callable[[Page, str], WatchPage]
) -> None:
    watching = watch(shut_in.new_page(), stage["name"])
    watching.expect_moving()
    watching.expect_engine("hls.js")
    told = watching.page.get_by_role("status").filter(has_text="Your network lets no WebRTC through")
    watching.control("Settings").click()
    expect(told).to_be_visible()
