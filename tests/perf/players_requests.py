"""Requests a player makes each second on a muxed LL-HLS rendition: what a viewer costs the node.

Each stock player plays the live clock for a while after its start has settled; Chromium's own network log says what it
asked of the node. With audio in a rendition group of its own a player follows two media playlists, so each of these
numbers but the multivariant playlist's would double; that is arithmetic, not a measurement.
"""

import sys
from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request

from perf.glass_to_glass import publish_clock
from perf.instruments import browser as chromium
from perf.instruments.machine import pin_load
from perf.instruments.options import Options
from perf.instruments.servers import KliegServer, await_url
from perf.instruments.table import Table

_PLAYERS: tuple[chromium.Player, ...] = ("hls", "shaka", "native")
_NAMES = {"hls": "hls.js", "shaka": "shaka-player", "native": "Chromium's own HLS"}
_KINDS = ("playlist", "part", "segment", "other")
_SETTLE_MS = 8000


def classify(url: str) -> str:
    """Name what a request asks for."""
    path = urlsplit(url).path.rpartition("/")[2]
    if path.endswith(".m3u8"):
        return "playlist"
    return next((kind for kind in ("part", "segment") if path.startswith(kind)), "other")


def count_requests(browser: Browser, url: str, port: int, seconds: float) -> tuple[Counter[str], chromium.Report]:
    """Play ``url`` and count requests to the node's port."""
    counted: Counter[str] = Counter()

    def on_request(request: Request) -> None:
        if urlsplit(request.url).port == port:
            counted[classify(request.url)] += 1

    context = chromium.new_context(browser)
    page = context.new_page()
    page.goto(url)
    chromium.await_first_frame(page)
    page.wait_for_timeout(_SETTLE_MS)
    page.on("request", on_request)
    page.wait_for_timeout(seconds * 1000)
    report = chromium.read_probe(page)
    context.close()
    return counted, report


def run(options: Options) -> list[Table]:
    """Measure and return the table."""
    seconds = options.choose(30, 10)
    table = Table(
        f"Requests a second for each viewer, over {seconds:.0f} s",
        ["player", *_KINDS, "all", "with separate audio (x 2, not measured)", "latency ms", "stalls"],
    )
    with KliegServer() as server, chromium.serve_pages() as pages, chromium.open_chromium() as browser:
        channel = server.create_channel("clock")
        with publish_clock(f"rtmp://127.0.0.1:{server.rtmp_port}/live/{channel.stream_key}"):
            await_url(channel.playback_url)
            for player in _PLAYERS:
                url = chromium.player_url(pages, player, channel.playback_url)
                counted, report = count_requests(browser, url, server.media_port, seconds)
                total = sum(counted.values()) / seconds
                latency = f"{report.samples[-1].latency_ms:.0f}" if report.samples else "-"
                table.rows.append(
                    [
                        _NAMES[player],
                        *(f"{counted[kind] / seconds:.2f}" for kind in _KINDS),
                        f"{total:.2f}",
                        f"{2 * total:.2f}",
                        latency,
                        str(len(report.stalls)),
                    ]
                )
    return [table]


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
