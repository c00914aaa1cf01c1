"""Players that are not ours: stock hls.js, shaka-player, Chromium's own HLS, and ffmpeg's reader."""

import json
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

from e2e.server import Json
from e2e.watch_page import WatchPage

MODULES = Path(__file__).resolve().parents[2] / "web" / "node_modules"
HLS_JS = MODULES / "hls.js" / "dist" / "hls.min.js"
SHAKA = MODULES / "shaka-player" / "dist" / "shaka-player.compiled.js"
PLAY_S = 5.0

BLANK = b"<!doctype html><title>Player</title><video muted autoplay playsinline crossorigin=anonymous></video>"
NATIVE_JS = "(url) => { document.querySelector('video').src = url; }"
HLS_JS_JS = """
(url) => {
  window.faults = [];
  const hls = new Hls({ lowLatencyMode: true });
  hls.on(Hls.Events.ERROR, (_, { type, details, fatal }) => fatal && window.faults.push([type, details]));
  hls.loadSource(url);
  hls.attachMedia(document.querySelector('video'));
}
"""
SHAKA_JS = """
async (url) => {
  window.faults = [];
  const player = new shaka.Player();
  await player.attach(document.querySelector('video'));
  player.addEventListener('error', ({ detail }) => window.faults.push(detail.code));
  player.configure({ streaming: { lowLatencyMode: true } });
  await player.load(url);
}
"""


class BlankPage(BaseHTTPRequestHandler):
    """Answers everything with an empty page that has a video element."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(BLANK)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


@pytest.fixture
def stranger(page: Page) -> Iterator[WatchPage]:
    """An empty page of another origin than the media. A real one: made-up pages may not reach this machine's ports."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BlankPage) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{site.server_port}/")
        yield WatchPage(page)
        site.shutdown()


@pytest.mark.parametrize(
    ("library", "start"), [(HLS_JS, HLS_JS_JS), (SHAKA, SHAKA_JS), (None, NATIVE_JS)], ids=["hls.js", "shaka", "native"]
)
def test_a_stranger_plays(stage: Json, stranger: WatchPage, library: Path | None, start: str) -> None:
    if library is not None:
        stranger.page.add_script_tag(path=library)
    stranger.page.evaluate(start, stage["playback_url"])
    try:
        stranger.expect_moving(seconds=PLAY_S, limit_s=60)
    finally:
        assert stranger.page.evaluate("() => window.faults ?? []") == []
    assert stranger.read_video("videoWidth") == 640


def test_ffprobe_describes_it(stage: Json) -> None:
    command = ["ffprobe", "-v", "error", "-show_streams", "-of", "json", stage["playback_url"]]
    streams = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["streams"]
    assert [(stream["codec_type"], stream["codec_name"]) for stream in streams] == [("video", "h264"), ("audio", "aac")]
    assert (streams[0]["width"], streams[0]["height"]) == (640, 360)


def test_ffmpeg_decodes_it_without_a_complaint(stage: Json) -> None:
    command = ["ffmpeg", "-v", "warning", "-i", stage["playback_url"], "-t", "6", "-f", "null", "-"]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    complaints = [line for line in ended.stderr.splitlines() if "duplicated MOOV" not in line]
    assert complaints == [], "it warns of the initialization segment, which it reads again itself at each reload"
