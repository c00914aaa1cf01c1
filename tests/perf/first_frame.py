"""First frame: from opening a page to a picture.

The clock of ``glass_to_glass`` is on the air. Cold: a new browser context, nothing cached, no connection open. Warm:
the same page loaded again. Times run from navigation, and from ``play()``, to the first
``requestVideoFrameCallback``. Right after going live: the watch page is already open and offline when the encoder
connects (from the encoder's first frame to the picture, no click), and a stock page is opened 0, 1, 2 and 3 s after the
playlist is first there.
"""

import sys
import time
from collections.abc import Sequence

from playwright.sync_api import Browser, Page

from perf.glass_to_glass import publish_clock
from perf.instruments import browser as chromium
from perf.instruments.machine import pin_load
from perf.instruments.options import Options
from perf.instruments.servers import KliegServer, await_url
from perf.instruments.table import Table, spread

_GOAL_COLD_MS, _GOAL_WARM_MS = 1000, 500
_DELAYS_S = (0, 1, 2, 3)


def _loads_of(page: Page, url: str | None) -> tuple[float, float] | None:
    """Load ``url`` (again, when None); return ms from navigation and from play to the first frame."""
    if url is None:
        page.reload()
    else:
        page.goto(url)
    if chromium.await_first_frame(page) is None:
        return None
    report = chromium.read_probe(page)
    first = report.first_frame_ms or 0.0
    return first, first - (report.play_ms or 0.0)


def measure_loads(
    browser: Browser, url: str, repeats: int
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Load in new contexts and again; return cold and warm (from navigation, from play) in ms."""
    cold, warm = [], []
    for _ in range(repeats):
        context = chromium.new_context(browser)
        page = context.new_page()
        first = _loads_of(page, url)
        page.wait_for_timeout(1000)
        second = _loads_of(page, None)
        cold += [first] if first else []
        warm += [second] if second else []
        context.close()
    return cold, warm


def measure_going_live(browser: Browser, pages: str, server: KliegServer, name: str) -> dict[str, float]:
    """Go live once; return ms to the playlist, to the open watch page's picture, and of stock pages opened later."""
    channel = server.create_channel(name)
    found: dict[str, float] = {}
    waiting = chromium.new_context(browser)
    watch_page = waiting.new_page()
    watch_page.goto(f"{server.page_url}/{name}")
    watch_page.wait_for_timeout(2000)
    with publish_clock(f"rtmp://127.0.0.1:{server.rtmp_port}/live/{channel.stream_key}"):
        begin = time.time()
        await_url(channel.playback_url, poll_s=0.005)
        live = time.time()
        found["playlist"] = (live - begin) * 1000
        if chromium.await_first_frame(watch_page) is not None:
            found["watch page, open before"] = (
                float(watch_page.evaluate("performance.timeOrigin + window.kliegProbe.firstFrameMs")) - begin * 1000
            )
        waiting.close()
    return found | _measure_opened_later(browser, pages, server, f"{name}-later")


def _measure_opened_later(browser: Browser, pages: str, server: KliegServer, name: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for delay in _DELAYS_S:
        channel = server.create_channel(f"{name}-{delay}")
        context = chromium.new_context(browser)
        page = context.new_page()
        with publish_clock(f"rtmp://127.0.0.1:{server.rtmp_port}/live/{channel.stream_key}"):
            await_url(channel.playback_url, poll_s=0.005)
            time.sleep(delay)
            times = _loads_of(page, chromium.player_url(pages, "hls", channel.playback_url))
            if times:
                found[f"stock hls.js, opened {delay} s after the playlist"] = times[0]
        context.close()
    return found


def run(options: Options) -> list[Table]:
    """Measure and return both tables."""
    repeats = 3 if options.quick else 5 * options.rounds
    loads = Table(
        f"First frame, milliseconds (goal: cold ≤ {_GOAL_COLD_MS}, warm ≤ {_GOAL_WARM_MS} from navigation)",
        ["page", "load", "from navigation", "from play()"],
        notes=[f"{repeats} loads each; median (least-greatest)."],
    )
    live = Table("First frame right after going live, milliseconds", ["what", "from", "time"])
    with KliegServer() as server, chromium.serve_pages() as pages, chromium.open_chromium() as browser:
        channel = server.create_channel("clock")
        with publish_clock(f"rtmp://127.0.0.1:{server.rtmp_port}/live/{channel.stream_key}"):
            await_url(channel.playback_url)
            time.sleep(8)
            stock = chromium.player_url(pages, "hls", channel.playback_url)
            for name, url in (("stock hls.js", stock), ("watch page", f"{server.page_url}/clock")):
                for load, times in zip(("cold", "warm"), measure_loads(browser, url, repeats), strict=True):
                    loads.rows.append(
                        [name, load, spread([time[0] for time in times], 0), spread([time[1] for time in times], 0)]
                    )
        live.rows = _going_live_rows(
            [measure_going_live(browser, pages, server, f"live-{turn}") for turn in range(options.rounds)]
        )
    return [loads, live]


def _going_live_rows(turns: list[dict[str, float]]) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    for name in turns[0]:
        origin = "navigation" if "opened" in name else "encoder's first frame"
        rows.append([name, origin, spread([turn[name] for turn in turns if name in turn], 0)])
    return rows


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
