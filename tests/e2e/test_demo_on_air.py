"""A fresh installation shows a moving picture without anybody doing anything."""

from pathlib import Path

import psutil
from playwright.sync_api import Page, expect

from e2e.conftest import StartServer
from e2e.encoder import Picture, publish_with_ffmpeg
from e2e.server import wait_for
from e2e.watch_page import WatchPage


def test_a_fresh_start_shows_a_moving_picture(start_server: StartServer, page: Page) -> None:
    server = start_server(KLIEG_DEMO="1")
    for promise in (server.web_url.rpartition(":")[2], "/live", "ffmpeg"):
        assert promise in server.log()
    page.goto(server.web_url)
    card = page.get_by_role("link").filter(has_text="demo").first
    expect(card).to_be_visible()
    card.click()
    watching = WatchPage(page)
    watching.expect_moving()
    watching.expect_viewers(1, limit_s=10)
    expect(page).to_have_url(f"{server.web_url}/demo")


def test_stopping_leaves_nothing_behind(start_server: StartServer) -> None:
    server = start_server(KLIEG_DEMO="1")
    assert server.process is not None
    family = psutil.Process(server.process.pid).children(recursive=True)
    assert len(family) >= 4, "Valkey, control, node and demo"
    assert server.stop() == 0
    _, alive = psutil.wait_procs(family, timeout=5)
    assert alive == []


def test_a_person_replaces_the_demo(start_server: StartServer, page: Page, evidence: Path) -> None:
    server = start_server(KLIEG_DEMO="1")
    watching = WatchPage.open(page, server.web_url, "demo")
    watching.expect_moving()
    demo = server.channel("demo")
    url = server.run("channel", "publish-url", "demo").stdout.strip()
    with publish_with_ffmpeg(url, evidence / "ffmpeg.log", Picture(width=426, height=240)):
        wait_for(lambda: server.channel("demo")["session_id"] not in {demo["session_id"], None}, "ours", limit_s=60)
        watching.expect_video("video.videoWidth === 426", limit_s=60)
        watching.expect_moving()
