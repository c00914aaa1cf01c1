"""Glass to glass: from drawing a picture to seeing it in Chromium.

The encoder (PyAV: x264 superfast, zerolatency, 720p30, one keyframe a second) draws the wall clock into each frame as
blocks. The page plays the stream with the stock player at its defaults, reads every fifth frame back from a canvas in
``requestVideoFrameCallback``, and subtracts: same machine, same clock. Latency runs from the drawing of a frame (before
encoding) to the time Chromium expects it on the screen. Server and encoder run on core 0, Chromium on core 1. The
first ten seconds settle and do not count. Beside: nginx-rtmp's HLS (2 s TS segments) in the same player and run.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser

from perf.instruments import browser as chromium
from perf.instruments.load import TESTS
from perf.instruments.machine import SERVER_CORE, Meter, Window, descendants, on_core, pin_load
from perf.instruments.options import Options
from perf.instruments.servers import KliegServer, NginxServer, await_url
from perf.instruments.table import Table, percentile, slope

_SETTLE_S = 10.0
_GOAL_MS = 1200


@dataclass(frozen=True)
class Watched:
    """One player on one stream for a while."""

    report: chromium.Report
    browser: Window

    def row(self, name: str) -> list[str]:
        """Cells: latencies in ms, drift in ms per minute, stalls, dropped frames, share of the browser's core."""
        begin = self.report.samples[0].wall if self.report.samples else 0.0
        kept = [sample for sample in self.report.samples if sample.wall > begin + _SETTLE_S * 1000]
        if not kept:
            return [name, *["-"] * 4, "-", str(self.report.dropped), "; ".join(self.report.errors[:2]) or "no frame"]
        latencies = [sample.latency_ms for sample in kept]
        drift = slope([(sample.wall / 60_000, sample.latency_ms) for sample in kept])
        stalls = [
            stall for stall in self.report.stalls if stall[0] > (self.report.first_frame_ms or 0) + _SETTLE_S * 1000
        ]
        figures = [
            f"{value:.0f}" for value in (percentile(latencies, 0.5), percentile(latencies, 0.95), max(latencies), drift)
        ]
        return [name, *figures, str(len(stalls)), str(self.report.dropped), f"{self.browser.core_share:.0%}"]


@contextmanager
def publish_clock(url: str, *options: str) -> Iterator[int]:
    """Keep the clock on the air at ``url`` inside the block; yields the encoder's process id.

    ``options`` are those of the encoder's command line.
    """
    command = [sys.executable, "-m", "perf.instruments.clock_encoder", url, *options]
    process = subprocess.Popen(
        on_core(SERVER_CORE, command), cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if process.stdout is None or process.stdout.readline().strip() != "ready":
        process.kill()
        raise RuntimeError("The clock could not be published; the encoder's error is above.")
    try:
        yield process.pid
    finally:
        process.communicate()


def watch(browser: Browser, url: str, seconds: float) -> Watched:
    """Open ``url`` in a new context and watch it."""
    context = chromium.new_context(browser)
    page = context.new_page()
    try:
        page.goto(url, wait_until="commit")
        chromium.await_first_frame(page)
        meter = Meter(pid for pid in descendants(os.getpid()) if pid != os.getpid())
        page.wait_for_timeout(seconds * 1000)
        return Watched(chromium.read_probe(page), meter.read())
    finally:
        context.close()


def run(options: Options) -> list[Table]:
    """Measure and return the table."""
    seconds = options.choose(60, 15) + _SETTLE_S
    table = Table(
        f"Glass to glass, {seconds - _SETTLE_S:.0f} s, milliseconds (goal: median ≤ {_GOAL_MS})",
        ["player and server", "p50", "p95", "max", "drift/min", "stalls", "dropped", "load core"],
    )
    with chromium.serve_pages() as pages, chromium.open_chromium() as browser:
        for _ in range(options.rounds):
            _measure_klieg(table, browser, pages, seconds)
            _measure_nginx(table, browser, pages, seconds)
    return [table]


def _measure_klieg(table: Table, browser: Browser, pages: str, seconds: float) -> None:
    with KliegServer() as server:
        channel = server.create_channel("clock")
        with publish_clock(f"rtmp://127.0.0.1:{server.rtmp_port}/live/{channel.stream_key}"):
            await_url(channel.playback_url)
            stock = chromium.player_url(pages, "hls", channel.playback_url)
            table.rows.append(watch(browser, stock, seconds).row("Klieg, stock hls.js"))
            table.rows.append(watch(browser, f"{server.page_url}/clock", seconds).row("Klieg, its watch page"))


def _measure_nginx(table: Table, browser: Browser, pages: str, seconds: float) -> None:
    with NginxServer() as server, publish_clock(f"rtmp://127.0.0.1:{server.rtmp_port}/live/clock"):
        await_url(server.playback_url("clock"))
        time.sleep(6)  # a playlist of three segments
        stock = chromium.player_url(pages, "hls", server.playback_url("clock"))
        table.rows.append(watch(browser, stock, seconds).row("nginx-rtmp HLS 2 s TS, stock hls.js"))


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
