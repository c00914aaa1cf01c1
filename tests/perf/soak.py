"""Soak: five readers on one live stream for ten minutes (``--soak-minutes``), all at once.

ffmpeg reads and remuxes; hls.js, shaka-player, Chromium's own HLS and WHEP play in four pages. Reported: stalls (the
picture stood still for more than 0.3 s after the start had settled), how latency grew (least squares over the run;
goal: less than 100 ms), frames dropped, whether the reader lost its place, and the server's memory once its window is
full and at the end. The LL-HLS rule checker watches the same server. Four pictures are decoded and drawn in software
here, so the stream is 360p and Chromium may use both cores; frames it drops are its own. It is the protocol that is
tried, not the decoder.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page

from perf.glass_to_glass import publish_clock
from perf.instruments import browser as chromium
from perf.instruments.load import TESTS
from perf.instruments.machine import Meter, pin_load, rss_bytes
from perf.instruments.options import Options
from perf.instruments.servers import KliegServer, await_url
from perf.instruments.table import Table, percentile, slope

_OPENING_S = 8.0
"""Chromium's own HLS refuses a live playlist with fewer than three whole segments."""
_SETTLE_S = 15.0
_GOAL_GROWTH_MS = 100
_WINDOW_S = 180.0
"""The DVR window in memory is full by then."""
_PLAYERS: dict[str, chromium.Player] = {"hls.js": "hls", "shaka-player": "shaka", "Chromium's own HLS": "native"}


@dataclass
class Watcher:
    """One player in a page of its own."""

    name: str
    context: BrowserContext
    page: Page

    def row(self) -> list[str]:
        """Close the page and return what it saw."""
        report = chromium.read_probe(self.page)
        begin = (report.first_frame_ms or 0.0) + _SETTLE_S * 1000
        origin = float(self.page.evaluate("performance.timeOrigin"))
        self.context.close()
        kept = [sample for sample in report.samples if sample.wall - origin > begin]
        stalls = [length for began, length in report.stalls if began > begin]
        if report.since_last_frame_ms is None or report.since_last_frame_ms > 2000 or not kept:
            return [self.name, "stopped", *["-"] * 4, "; ".join(report.errors[-2:])]
        latencies = [sample.latency_ms for sample in kept]
        minutes = (kept[-1].wall - kept[0].wall) / 60_000
        growth = slope([(sample.wall / 60_000, sample.latency_ms) for sample in kept]) * minutes
        stalled = f"{len(stalls)} ({sum(stalls) / 1000:.1f} s)" if stalls else "0"
        figures = [f"{percentile(latencies, 0.5):.0f}", f"{percentile(latencies, 0.95):.0f}", f"{growth:+.0f}"]
        return [self.name, stalled, *figures, f"{report.dropped} of {report.frames}", _say_errors(report.errors)]


def _say_errors(errors: list[str]) -> str:
    """How many the player told, and the last two."""
    return f"{len(errors)} told: {'; '.join(errors[-2:])}" if errors else "-"


def open_player(browser: Browser, name: str, url: str) -> Watcher:
    """Open a page with one player."""
    context = chromium.new_context(browser)
    page = context.new_page()
    page.goto(url)
    return Watcher(name, context, page)


class Reader:
    """ffmpeg that reads the stream to nowhere."""

    def __init__(self, url: str) -> None:
        self._folder = TemporaryDirectory(prefix="klieg-perf-")
        progress, errors = self._files()  # a pipe that nobody empties would stop it after some minutes
        command = ["ffmpeg", "-hide_banner", "-nostats", "-loglevel", "warning", "-progress", str(progress), "-i", url]
        self._begin = time.monotonic()
        with errors.open("w") as stderr:
            self._process = subprocess.Popen(
                [*command, "-c", "copy", "-f", "null", "-"], stdin=subprocess.DEVNULL, stderr=stderr
            )

    def _files(self) -> tuple[Path, Path]:
        return Path(self._folder.name) / "progress", Path(self._folder.name) / "errors"

    def row(self) -> list[str]:
        """Stop it and return how much it read in how long."""
        wall = time.monotonic() - self._begin
        gone = self._process.poll() is not None
        self._process.terminate()
        self._process.wait()
        output, errors = (file.read_text(encoding="utf-8", errors="replace") for file in self._files())
        self._folder.cleanup()
        times = re.findall(r"out_time_us=(\d+)", output)
        media = int(times[-1]) / 1e6 if times else 0.0
        complaints = [
            line
            for line in errors.splitlines()
            if re.search(r"skip|error|fail|discontin|non.monoton", line, re.IGNORECASE)
        ]
        stalls = "stopped" if gone else "0"
        return [
            "ffmpeg 5 (remux)",
            stalls,
            "-",
            "-",
            "-",
            f"{media:.0f} s of media in {wall:.0f} s",
            f"{len(complaints)} warnings",
        ]


def check_rules(playback_url: str, seconds: float) -> subprocess.Popen[str]:
    """Start the rule checker beside the players."""
    command = [sys.executable, "-m", "perf.instruments.live_rules", playback_url, str(seconds)]
    return subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True)


def run(options: Options) -> list[Table]:
    """Measure and return the table."""
    seconds = (1.0 if options.quick else options.soak_minutes) * 60
    table = Table(
        f"Soak, {seconds / 60:.0f} minutes (goal: no stall, growth < {_GOAL_GROWTH_MS} ms)",
        ["reader", "stalls", "p50 ms", "p95 ms", "growth ms", "dropped", "remarks"],
    )
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        with KliegServer() as server, chromium.serve_pages() as pages, chromium.open_chromium() as browser:
            channel = server.create_channel("clock")
            with publish_clock(f"rtmp://127.0.0.1:{server.rtmp_port}/live/{channel.stream_key}", "--small"):
                await_url(channel.playback_url)
                time.sleep(_OPENING_S)
                reader = Reader(channel.playback_url)
                checker = check_rules(channel.playback_url, seconds)
                watchers = [
                    open_player(browser, name, chromium.player_url(pages, player, channel.playback_url))
                    for name, player in _PLAYERS.items()
                ]
                whep = chromium.player_url(pages, "whep", f"{server.media_url}/whep/{channel.name}")
                watchers.append(open_player(browser, "WHEP", whep))
                watchers[0].page.wait_for_timeout(min(seconds, _WINDOW_S) * 1000)
                pids = [pid for each in server.processes().values() for pid in each]
                memory, meter = [rss_bytes(pids)], Meter(pids)
                watchers[0].page.wait_for_timeout((max(0.0, seconds - _WINDOW_S) + _SETTLE_S) * 1000)
                memory.append(rss_bytes(pids))
                share = meter.read().core_share
                table.rows = [reader.row(), *(watcher.row() for watcher in watchers)]
                verdict = checker.communicate(timeout=60)[0].strip()
                before, after = (f"{size / 1e6:.0f} MB" for size in memory)
                table.notes.append(f"Server: {before} with its window full, {after} at the end; {share:.2f} of a core.")
                table.notes.append(f"Rule checker: {verdict or 'it broke, see above'}.")
    finally:
        pin_load()
    return [table]


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
