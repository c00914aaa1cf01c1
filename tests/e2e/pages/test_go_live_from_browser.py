"""Somebody goes live with a browser's camera and is watched, far and near; and what keeps others from it is said."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import GoLive, OpenContext
from e2e.pages.studio_page import FAKE_DEVICES, StudioPage
from e2e.server import Json, Server
from e2e.watch_page import WatchPage

ULTRA_LOW_JS = "localStorage.setItem('klieg.latency', 'ultra-low')"
NOBODYS_KEY = "sk_" + "a2" * 16

type Watch = Callable[[Page, str], WatchPage]


@pytest.fixture
def devices(open_context: OpenContext) -> Page:
    """A page of a browser with a camera and a microphone, which nobody has allowed yet."""
    return open_context(more=[FAKE_DEVICES]).new_page()


def test_a_browser_goes_live_and_is_watched_far_and_near(
    server: Server, devices: Page, open_context: OpenContext, watch: Watch
) -> None:
    channel = server.create_channel("from-browser")
    studio = StudioPage.open(devices, f"{server.web_url}/go-live?channel=from-browser")
    expect(studio.start).to_be_disabled()
    expect(studio.reason).to_have_text("Enter the stream key.")
    studio.enter_key(channel["stream_key"])
    studio.go_live()
    server.wait_until_live("from-browser")
    expect(studio.figure("frame-rate")).to_have_text(re.compile(r"^[1-9]\d* fps$"))
    expect(studio.figure("round-trip")).to_have_text(re.compile(r"^\d+ ms$"))

    far = watch(open_context().new_page(), "from-browser")
    far.expect_moving()
    far.expect_engine("hls.js")
    page = open_context().new_page()
    page.add_init_script(ULTRA_LOW_JS)
    near = watch(page, "from-browser")
    near.expect_moving()
    near.expect_engine("WebRTC")

    studio.button("Mute").click()
    studio.button("Hide camera").click()
    for watching in (far, near):
        expect(watching.page.get_by_text("Microphone off")).to_be_visible()
        expect(watching.page.get_by_text("Camera off")).to_be_visible()
    studio.button("Unmute").click()
    studio.button("Show camera").click()
    expect(near.page.get_by_text("Microphone off")).to_have_count(0)

    studio.button("End stream").click()
    devices.get_by_role("button", name="Keep streaming").click()
    expect(studio.button("End stream")).to_be_visible()
    studio.end()
    far.expect_offline()
    near.expect_offline()
    server.wait_until_live("from-browser", live=False)


def test_going_back_while_ultra_low_and_to_live_again(
    server: Server, devices: Page, open_context: OpenContext, watch: Watch
) -> None:
    channel = server.create_channel("rewound")
    studio = StudioPage.open(devices, f"{server.web_url}/go-live")
    studio.enter_key(channel["stream_key"])
    studio.go_live()
    page = open_context().new_page()
    page.add_init_script(ULTRA_LOW_JS)
    watching = watch(page, "rewound")
    watching.expect_moving()
    watching.expect_engine("WebRTC")
    seek = watching.player.get_by_role("slider", name="Seek")
    expect(seek).to_have_count(1, timeout=60_000)
    page.locator("body").press("j")
    watching.expect_engine("hls.js")
    watching.expect_moving()
    behind = watching.player.get_by_role("button", name=re.compile(r"^Go live \(now .* behind\)$"))
    expect(behind).to_be_visible()
    behind.click()
    watching.expect_engine("WebRTC")
    watching.expect_moving()
    expect(watching.control("Live")).to_be_disabled()


def test_a_key_that_nobody_has(server: Server, devices: Page) -> None:
    studio = StudioPage.open(devices, f"{server.web_url}/go-live")
    studio.enter_key("sk_short")
    expect(studio.reason).to_have_text("This cannot be a stream key.")
    studio.enter_key(NOBODYS_KEY)
    studio.start.click()
    expect(studio.failure).to_contain_text("The stream key is wrong")
    expect(studio.start).to_be_enabled()


def test_a_channel_that_is_live_from_elsewhere(server: Server, devices: Page, go_live: GoLive) -> None:
    channel = server.create_channel("elsewhere")
    encoder = go_live(channel)
    server.wait_until_live("elsewhere")
    studio = StudioPage.open(devices, f"{server.web_url}/go-live?channel=elsewhere")
    studio.enter_key(channel["stream_key"])
    expect(studio.start).to_be_disabled()
    expect(studio.reason).to_contain_text("live from somewhere else")
    encoder.say_goodbye()
    expect(studio.start).to_be_enabled()


def test_a_stream_that_somebody_ends_says_so(server: Server, devices: Page) -> None:
    channel = server.create_channel("ended")
    studio = StudioPage.open(devices, f"{server.web_url}/go-live")
    studio.enter_key(channel["stream_key"])
    studio.go_live()
    server.wait_until_live("ended")
    server.run("stream", "stop", "ended")
    expect(studio.failure).to_contain_text("The stream was ended")
    expect(studio.start).to_be_visible()


def test_camera_and_microphone_denied(server: Server, devices: Page) -> None:
    devices.goto(f"{server.web_url}/go-live")
    devices.get_by_role("button", name="Use camera and microphone").click()
    alert = devices.get_by_role("alert")
    expect(alert).to_contain_text("Camera and microphone are blocked")
    expect(devices.get_by_role("button", name="Start streaming")).to_be_disabled()
    devices.context.grant_permissions(["camera", "microphone"])
    alert.get_by_role("button", name="Try again").click()
    expect(devices.get_by_role("button", name="Mute")).to_be_enabled()
    expect(alert).to_have_count(0)


def test_plain_http_says_why_there_is_no_camera(server: Server, open_context: OpenContext) -> None:
    page = open_context(more=[FAKE_DEVICES, "--host-resolver-rules=MAP plain.test 127.0.0.1"]).new_page()
    page.goto(f"http://plain.test:{server.http_port}/go-live")
    expect(page.get_by_role("alert")).to_contain_text("This page needs HTTPS to reach your camera")
    expect(page.get_by_role("button", name="Start streaming")).to_be_disabled()


def test_pasted_endpoint_and_key_are_remembered_only_if_asked(server: Server, devices: Page) -> None:
    channel: Json = server.create_channel("pasted")
    studio = StudioPage.open(devices, f"{server.web_url}/broadcast")
    studio.page.get_by_label("Endpoint").fill(channel["ingest_url"])
    expect(studio.reason).to_contain_text("https://")
    studio.page.get_by_label("Endpoint").fill(f"{server.media_url}/whip")
    studio.page.get_by_label("Stream key or token").fill(channel["stream_key"])
    studio.go_live()
    server.wait_until_live("pasted")
    studio.end()
    devices.reload()
    expect(studio.page.get_by_label("Endpoint")).to_have_value("")
    studio.page.get_by_label("Endpoint").fill(f"{server.media_url}/whip")
    studio.page.get_by_label("Remember this on this browser").check()
    devices.reload()
    expect(studio.page.get_by_label("Endpoint")).to_have_value(f"{server.media_url}/whip")


def test_what_was_chosen_is_what_is_sent(
    server: Server, devices: Page, open_context: OpenContext, watch: Watch
) -> None:
    channel = server.create_channel("held-upright")
    studio = StudioPage.open(devices, f"{server.web_url}/go-live")
    devices.get_by_label("Resolution").select_option("360p")
    devices.get_by_label("Orientation").select_option("Portrait")
    studio.enter_key(channel["stream_key"])
    studio.go_live()
    server.wait_until_live("held-upright")
    watching = watch(open_context().new_page(), "held-upright")
    watching.expect_moving()
    watching.expect_video("video.videoHeight > video.videoWidth && video.videoWidth <= 360")
    devices.get_by_label("Orientation").select_option("Landscape")
    watching.expect_video("video.videoWidth > video.videoHeight", limit_s=30)
    watching.expect_moving()
    studio.button("Hide camera").click()
    devices.wait_for_function("() => document.body.innerText.includes('Viewers do not see your camera')")
    assert studio.preview_brightness() < 160, "a card, not the camera"
