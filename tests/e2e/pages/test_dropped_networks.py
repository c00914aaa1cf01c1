"""The network of somebody who publishes or watches by WebRTC drops and returns: the stream session goes on."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Route, expect

from e2e.conftest import OpenContext, StartServer
from e2e.pages.studio_page import FAKE_DEVICES, StudioPage
from e2e.watch_page import WatchPage
from fakes.node.lossy_relay import LossyRelay

ULTRA_LOW_JS = "localStorage.setItem('klieg.latency', 'ultra-low')"
AWAY_MS = 2000
"""An absence that connections survive."""


def lead_through(context: BrowserContext, address: str, relay: LossyRelay) -> None:
    """Have the media of an endpoint go through the relay: its answers name the relay's port."""

    def lead(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        response = route.fetch()
        body = re.sub(
            r"(a=candidate:\S+ 1 udp \d+ \S+) \d+ ", rf"\1 {relay.port} ", response.text(), flags=re.IGNORECASE
        )
        route.fulfill(response=response, body=body)

    context.route(address, lead)


def test_a_publisher_and_a_viewer_lose_their_network_for_a_while(
    start_server: StartServer, open_context: OpenContext, make_port: Callable[[], int]
) -> None:
    port = make_port()
    server = start_server(KLIEG_WEBRTC_HOST="127.0.0.1", KLIEG_WEBRTC_PORT=str(port))
    lines = {"whip": LossyRelay(port), "whep/moving": LossyRelay(port)}
    studio_context, near_context = open_context(more=[FAKE_DEVICES]), open_context()
    near_context.add_init_script(ULTRA_LOW_JS)
    for context, (path, line) in zip((studio_context, near_context), lines.items(), strict=True):
        lead_through(context, f"**/{path}", line)
    channel = server.create_channel("moving")
    studio = StudioPage.open(studio_context.new_page(), f"{server.web_url}/go-live")
    studio.enter_key(channel["stream_key"])
    studio.go_live()
    began = server.wait_until_live("moving")["started_at"]
    far = WatchPage.open(open_context().new_page(), server.web_url, "moving")
    far.expect_moving()
    near = WatchPage.open(near_context.new_page(), server.web_url, "moving")
    near.expect_moving()
    near.expect_engine("WebRTC")

    for line in lines.values():  # shortly: the connections live through it
        line.cut = True
    studio.page.wait_for_timeout(AWAY_MS)
    for line in lines.values():
        line.cut = False
    near.expect_moving()
    far.expect_moving()
    expect(studio.page.get_by_role("timer")).to_be_visible()

    lines["whip"].cut = True  # until the publisher gave its connection up
    expect(studio.page.get_by_role("status").get_by_text("Trying again")).to_be_visible(timeout=20_000)
    lines["whip"].cut = False
    expect(studio.page.get_by_role("timer")).to_be_visible(timeout=20_000)
    for watching in (near, far):  # a viewer may have gone over to HLS meanwhile
        watching.expect_moving()
    assert server.channel("moving")["started_at"] == began, "it is the same stream session"

    lines["whep/moving"].cut = True
    near.expect_engine("hls.js", limit_s=30)
    near.expect_moving()
    studio.end()
