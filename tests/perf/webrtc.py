"""Glass to glass and first frame of every way in with every way out, on a clean line and on bad ones.

As in ``glass_to_glass``, the encoder (PyAV) draws the clock and publishes by RTMP or by WHIP; a page without anything
of ours plays by stock hls.js or by a bare ``RTCPeerConnection`` (WHEP), and reads the clock back. The bad lines are a
UDP proxy between the browser and the server (netem is not in every kernel) that loses packets at random and delays
them, both ways; the encoder's own line stays clean. First frame is from navigation to the first frame presented.
Server and encoder run on core 0, Chromium and the proxy on core 1.
"""

import math
import sys
import time
from dataclasses import dataclass

from playwright.sync_api import Browser

from perf.glass_to_glass import publish_clock, watch
from perf.instruments import browser as chromium
from perf.instruments.bad_line import Line, bad_line
from perf.instruments.machine import pin_load
from perf.instruments.options import Options
from perf.instruments.servers import Channel, KliegServer, await_url, free_ports
from perf.instruments.table import Table, percentile

_SETTLE_S = 10.0
_LINES = (Line("clean"), Line("1 %, 50 ms", 0.01, 0.05), Line("3 %, 50 ms", 0.03, 0.05))
_SILENT = Line("clean, pictures alone")
_GOALS_MS = {"RTMP to LL-HLS": 1200, "WHIP to LL-HLS": 1200, "WHIP to WHEP": 60, "RTMP to WHEP": 120}


@dataclass(frozen=True)
class Stage:
    """What is on the air, who watches, and where the results go."""

    way_in: str
    channel: Channel
    server: KliegServer
    browser: Browser
    pages: str
    latencies: Table
    frames: Table

    def measure(self, way_out: str, line: Line, page_url: str, seconds: float) -> None:
        """Watch one page."""
        path = f"{self.way_in} to {way_out}"
        cells = watch(self.browser, page_url, seconds).row(line.name)
        self.latencies.rows.append([path, str(_GOALS_MS[path]), *cells])

    def measure_first_frames(self, way_out: str, line: Line, page_url: str, loads: int) -> None:
        """Open a page again and again, nothing cached."""
        times = []
        for _ in range(loads):
            context = chromium.new_context(self.browser)
            page = context.new_page()
            page.goto(page_url, wait_until="commit")
            times.append(chromium.await_first_frame(page) or math.inf)
            context.close()
        figures = [f"{value:.0f}" for value in (percentile(times, 0.5), min(times), max(times))]
        self.frames.rows.append([f"{self.way_in} to {way_out}", line.name, *figures])


def run(options: Options) -> list[Table]:
    """Measure and return the tables."""
    seconds = options.choose(30, 10) + _SETTLE_S
    loads = round(options.choose(9, 3))
    latencies = Table(
        f"Glass to glass, {seconds - _SETTLE_S:.0f} s, milliseconds",
        ["path", "goal", "line", "p50", "p95", "max", "drift/min", "stalls", "dropped", "load core"],
        notes=[
            "Goals are medians on the clean line.",
            "With sound, Chromium holds pictures back for its sound, step by step: that is the drift by WHEP.",
        ],
    )
    frames = Table(
        "First frame from navigation, milliseconds",
        ["path", "line", "p50", "least", "greatest"],
        notes=[f"{loads} loads each, nothing cached."],
    )
    with chromium.serve_pages() as pages, chromium.open_chromium() as browser:
        for way_in in ("RTMP", "WHIP"):
            port = free_ports(1)[0]
            with KliegServer(webrtc_port=str(port)) as server:
                channel = server.create_channel("clock")
                stage = Stage(way_in, channel, server, browser, pages, latencies, frames)
                _measure_stage(stage, port, seconds, loads)
    return [latencies, frames]


def _measure_stage(stage: Stage, webrtc_port: int, seconds: float, loads: int) -> None:
    server, channel = stage.server, stage.channel
    rtmp = (f"rtmp://127.0.0.1:{server.rtmp_port}/live/{channel.stream_key}",)
    whip = (f"{server.media_url}/whip", "--whip", channel.stream_key)
    with publish_clock(*(rtmp if stage.way_in == "RTMP" else whip)):
        await_url(channel.playback_url)
        time.sleep(3)
        hls = chromium.player_url(stage.pages, "hls", channel.playback_url)
        stage.measure("LL-HLS", _LINES[0], hls, seconds)
        stage.measure_first_frames("LL-HLS", _LINES[0], hls, loads)
        for line in _LINES:
            with bad_line(line, webrtc_port) as port:
                source = f"{server.media_url}/whep/{channel.name}"
                via = {"via": str(port)} if line.loss else {}
                whep = chromium.player_url(stage.pages, "whep", source, **via)
                stage.measure("WHEP", line, whep, seconds)
                stage.measure_first_frames("WHEP", line, whep, loads)
        silent = chromium.player_url(stage.pages, "whep", f"{server.media_url}/whep/{channel.name}", sound="no")
        stage.measure("WHEP", _SILENT, silent, seconds)


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render())


if __name__ == "__main__":
    main()
