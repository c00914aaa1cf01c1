"""The player in a viewer's hands: mouse, keyboard, menus, sound, full screen, a bad network."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import OpenContext
from e2e.server import Json, Server
from e2e.watch_page import WatchPage

IDLE_S = 3.0
OPACITY_JS = """
(element) => {
  let opacity = 1;
  for (let node = element; node; node = node.parentElement) opacity *= Number(getComputedStyle(node).opacity);
  return opacity;
}
"""
REPORT_PLAYING_JS = """
const timer = setInterval(() => {
  const video = document.querySelector('video');
  if (!video || video.paused || video.currentTime === 0) return;
  clearInterval(timer);
  console.info(video.muted ? 'playing muted' : 'playing loud');
}, 50);
"""

type Watch = Callable[[Page, str], WatchPage]


@pytest.fixture
def watching(stage: Json, page: Page, watch: Watch) -> WatchPage:
    """The stage, playing, with the mouse over the picture."""
    opened = watch(page, stage["name"])
    opened.expect_moving()
    opened.player.hover()
    return opened


def shown(watching: WatchPage) -> bool:
    """Whether one can see the controls."""
    button = watching.player.get_by_role("button", name=re.compile("^(Play|Pause)$")).first
    return float(button.evaluate(OPACITY_JS)) > 0.5


def wait_until_shown(watching: WatchPage, *, expected: bool) -> None:
    handle = watching.player.get_by_role("button", name=re.compile("^(Play|Pause)$")).first.element_handle()
    condition = f"(button) => (({OPACITY_JS})(button) > 0.5) === {str(expected).lower()}"
    watching.page.wait_for_function(condition, arg=handle)


def test_play_and_pause_by_button_picture_and_space(watching: WatchPage) -> None:
    watching.control("Pause").click()
    watching.expect_video("video.paused")
    watching.control("Play").click()
    watching.expect_video("!video.paused")
    watching.video.click()
    watching.expect_video("video.paused")
    watching.page.locator("body").press("Space")
    watching.expect_video("!video.paused")
    watching.page.locator("body").press("k")
    watching.expect_video("video.paused")
    watching.page.locator("body").press("Space")
    watching.expect_moving()


def test_sound_starts_full_and_mute_restores_the_former_level(watching: WatchPage) -> None:
    assert (watching.read_video("volume"), watching.read_video("muted")) == (1, False)
    slider = watching.player.get_by_role("slider", name="Volume")
    slider.fill("40")
    watching.expect_video("Math.abs(video.volume - 0.4) < 0.01")
    watching.control("Mute").click()
    watching.expect_video("video.muted || video.volume === 0")
    watching.control("Unmute").click()
    watching.expect_video("!video.muted && Math.abs(video.volume - 0.4) < 0.01")
    watching.page.locator("body").press("m")
    watching.expect_video("video.muted")
    watching.page.locator("body").press("m")
    watching.expect_video("!video.muted && Math.abs(video.volume - 0.4) < 0.01")


def test_the_settings_name_the_source_and_the_latency(watching: WatchPage) -> None:
    watching.control("Settings").click()
    menu = watching.page.get_by_role("menu")
    quality, latency = (menu.get_by_role("group", name=name) for name in ("Quality", "Latency"))
    expect(quality.get_by_role("menuitemradio").first).to_contain_text("360p")
    expect(quality.get_by_role("menuitemradio", checked=True)).to_have_count(1)
    expect(latency.get_by_role("menuitemradio", checked=True)).to_contain_text("Low")
    watching.page.wait_for_timeout(IDLE_S * 1000 + 500)
    assert shown(watching), "the controls stay while a menu is open"
    watching.page.keyboard.press("Escape")
    expect(menu).to_have_count(0)


def test_full_screen_by_button_double_click_and_key(watching: WatchPage) -> None:
    in_full_screen, in_window = "() => document.fullscreenElement !== null", "() => document.fullscreenElement === null"
    watching.control("Full screen").click()
    watching.page.wait_for_function(in_full_screen)
    watching.control("Leave full screen").click()
    watching.page.wait_for_function(in_window)
    watching.video.dblclick()
    watching.page.wait_for_function(in_full_screen)
    watching.page.locator("body").press("f")
    watching.page.wait_for_function(in_window)
    watching.expect_moving()


def test_the_controls_hide_when_nobody_moves_and_stay_while_paused(watching: WatchPage) -> None:
    assert shown(watching)
    wait_until_shown(watching, expected=False)
    watching.page.mouse.move(300, 300)
    wait_until_shown(watching, expected=True)
    watching.page.locator("body").press("k")
    watching.expect_video("video.paused")
    watching.page.wait_for_timeout(IDLE_S * 1000 + 500)
    assert shown(watching), "the controls stay while paused"


def test_everything_is_reached_by_keyboard(watching: WatchPage) -> None:
    page, reached = watching.page, set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("() => document.activeElement?.getAttribute('aria-label')"))
    assert {"Pause", "Mute", "Volume", "Settings", "Full screen", "Stats"} <= reached


def test_the_stats_tell_latency_buffer_bitrate_and_drops(watching: WatchPage) -> None:
    watching.page.locator("body").press("i")
    stats = watching.player.get_by_role("complementary", name="Stats")
    expect(stats.locator("[data-stat=resolution]")).to_have_text(re.compile("^640 . 360$"))
    expect(stats.locator("[data-stat=latency]")).to_have_text(re.compile(r"^\d+(\.\d+)? s$"))
    for name in ("buffer", "bitrate", "dropped"):
        expect(stats.locator(f"[data-stat={name}]")).to_have_text(re.compile(r"\d"))
    watching.page.locator("body").press("i")
    expect(stats).to_have_count(0)


def test_the_list_of_keys_opens_and_closes(watching: WatchPage) -> None:
    watching.page.locator("body").press("?")
    dialog = watching.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Full screen")
    watching.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_going_back_and_to_live_again(watching: WatchPage) -> None:
    watching.expect_video("video.seekable.length && video.currentTime - video.seekable.start(0) > 8", limit_s=60)
    watching.page.locator("body").press("ArrowLeft")
    behind = watching.player.get_by_role("button", name=re.compile("^Go live"))
    expect(behind).to_be_enabled()
    watching.expect_moving()
    behind.click()
    expect(watching.control("Live")).to_be_disabled()
    watching.expect_moving()


def test_where_sound_needs_a_gesture_it_starts_muted_and_says_so(
    server: Server, stage: Json, open_context: OpenContext
) -> None:
    page = open_context(autoplay=False).new_page()
    page.add_init_script(REPORT_PLAYING_JS)  # asking the page anything counts as a gesture, so it must tell by itself
    with page.expect_console_message(lambda message: message.text.startswith("playing")) as told:
        page.goto(f"{server.web_url}/{stage['name']}")
    assert told.value.text == "playing muted"
    watching = WatchPage(page)
    hint = watching.player.get_by_role("button", name=re.compile("Tap to unmute"))
    expect(hint).to_be_visible()
    hint.click()
    watching.expect_video("!video.muted && video.volume > 0")
    expect(hint).to_have_count(0)


def test_a_lost_network_shows_a_spinner_and_recovers(watching: WatchPage) -> None:
    context = watching.page.context
    context.set_offline(offline=True)
    spinner = watching.player.get_by_role("status").filter(has_text=re.compile("Buffering|Reconnecting"))
    expect(spinner.first).to_be_visible()
    context.set_offline(offline=False)
    watching.expect_moving(limit_s=60)
    expect(spinner).to_have_count(0)
