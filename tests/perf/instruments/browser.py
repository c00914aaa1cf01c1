"""Chromium on the load core, stock players on a page of their own, and the probe that watches the picture."""

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from perf.instruments import clock_strip

type Player = Literal["hls", "shaka", "native", "whep"]

_PAGES = Path(__file__).parent / "pages"
_ROOT = Path(__file__).parents[3]
_SCRIPTS = {
    "hls.min.js": "hls.js/dist/hls.min.js",
    "shaka-player.compiled.js": "shaka-player/dist/shaka-player.compiled.js",
}
_POLL_MS = 20
_ARGUMENTS = [
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
]


class MissingPlayerError(Exception):
    """An npm package with a stock player is not installed under ``web``."""


def find_script(name: str) -> Path:
    """Return the file of a stock player out of the web workspaces' packages.

    Raises:
        MissingPlayerError: no workspace has it.
    """
    folders = os.environ.get("KLIEG_PERF_PLAYERS", "").split() or ["web", "web/app", "web/packages/player"]
    for folder in folders:
        path = _ROOT / folder / "node_modules" / _SCRIPTS[name]
        if path.exists():
            return path
    raise MissingPlayerError(f"{_SCRIPTS[name].partition('/')[0]} is not installed under web: run `make setup`.")


class _PageHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Stay silent."""

    def translate_path(self, path: str) -> str:
        name = path.partition("?")[0].strip("/")
        if name in _SCRIPTS:
            return str(find_script(name))
        return super().translate_path(path)


@contextmanager
def serve_pages() -> Iterator[str]:
    """Serve the player page; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_PageHandler, directory=str(_PAGES)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/player.html"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Start the system's Chromium; it inherits the core this process is pinned to."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def new_context(browser: Browser) -> BrowserContext:
    """Return a browser context with nothing cached, whose pages carry the probe."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(f"window.kliegStrip = {json.dumps(clock_strip.geometry())};")
    context.add_init_script(path=_PAGES / "probe.js")
    return context


def player_url(page_url: str, player: Player, source: str, **more: str) -> str:
    """Address of the stock page that plays ``source``."""
    return f"{page_url}?{urlencode({'player': player, 'src': source, **more})}"


@dataclass(frozen=True)
class Sample:
    """One frame read back: when it was seen and when drawn (ms since the Unix epoch), its place in the media (s)."""

    wall: float
    stamp: float
    media_time: float

    @property
    def latency_ms(self) -> float:
        """Glass to glass."""
        return self.wall - self.stamp


@dataclass(frozen=True)
class Report:
    """What the probe of one page saw; times in ms since navigation."""

    first_frame_ms: float | None
    play_ms: float | None
    frames: int
    samples: list[Sample]
    unreadable: int
    stalls: list[tuple[float, float]]
    dropped: int
    buffered_s: float
    since_last_frame_ms: float | None
    now_ms: float
    errors: list[str]


def read_probe(page: Page) -> Report:
    """Read what the page's probe saw so far."""
    raw: dict[str, Any] = page.evaluate("window.kliegProbe.report()")
    kept = [sample for sample in raw["samples"] if sample["stamp"] is not None]
    return Report(
        first_frame_ms=raw["firstFrameMs"],
        play_ms=raw["playMs"],
        frames=raw["frames"],
        samples=[Sample(sample["wall"], sample["stamp"], sample["mediaTime"]) for sample in kept],
        unreadable=len(raw["samples"]) - len(kept),
        stalls=[(began, length) for began, length, _ in raw["stalls"]],
        dropped=raw.get("quality", {}).get("dropped", 0),
        buffered_s=raw.get("bufferedS", 0.0),
        since_last_frame_ms=raw.get("sinceLastFrame"),
        now_ms=raw["now"],
        errors=raw["errors"],
    )


def await_first_frame(page: Page, timeout_s: float = 20.0) -> float | None:
    """Wait for the first frame; return ms since navigation, None when none came."""
    until = time.monotonic() + timeout_s
    while time.monotonic() < until:
        first: float | None = page.evaluate("window.kliegProbe.firstFrameMs")
        if first is not None:
            return first
        page.wait_for_timeout(_POLL_MS)
    return None
