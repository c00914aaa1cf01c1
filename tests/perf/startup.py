"""How long ``klieg serve`` takes to its first byte when it was set up before, and what it weighs when idle.

Not pinned: it may use every core, as it would. The first start makes the database and the secrets and does not count.
Then: from starting the process to the first 200 of the web app, of ``/status``, and (demo on) to a playlist of the demo
channel. Idle memory is taken ten seconds after the start, by process; RSS counts shared pages for each process, PSS
splits them.
"""

import os
import sys
import time

from perf.instruments.machine import pin_load, pss_bytes, rss_bytes
from perf.instruments.options import Options
from perf.instruments.servers import KliegServer, await_url, free_ports
from perf.instruments.table import Table, spread

_GOAL_S = 3
_GOAL_MB = 300
_ANY = range(200, 500)
"""The first byte counts, whatever it says: the web build may be missing where only the engine is measured."""


def measure_start(server: KliegServer) -> tuple[float, float]:
    """Start once; return seconds to the first byte of ``/status`` and of the home page."""
    begin = time.monotonic()
    server.launch()
    await_url(f"{server.page_url}/status", poll_s=0.01)
    status = time.monotonic() - begin
    await_url(f"{server.page_url}/", poll_s=0.01, statuses=_ANY)
    return status, time.monotonic() - begin


def measure_idle(server: KliegServer, settle_s: float, title: str) -> Table:
    """Memory of each process of a server that nobody uses."""
    time.sleep(settle_s)
    table = Table(f"{title}, MB (goal: ≤ {_GOAL_MB} in all)", ["process", "RSS", "PSS"])
    total = [0.0, 0.0]
    for role, pids in sorted(server.processes().items()):
        sizes = [rss_bytes(pids) / 1e6, pss_bytes(pids) / 1e6]
        total = [total[0] + sizes[0], total[1] + sizes[1]]
        table.rows.append([role, *(f"{size:.0f}" for size in sizes)])
    table.rows.append(["all", *(f"{size:.0f}" for size in total)])
    return table


def run(options: Options) -> list[Table]:
    """Measure and return the tables."""
    here = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        return _run(options)
    finally:
        os.sched_setaffinity(0, here)


def _run(options: Options) -> list[Table]:
    starts = Table(f"Second start to first byte, seconds (goal: ≤ {_GOAL_S})", ["what", "seconds"])
    statuses, homes, pictures = [], [], []
    settle_s = options.choose(10, 4)
    with KliegServer(pinned=False, srt_port=str(free_ports(1)[0])) as server:
        server.stop()
        for _ in range(options.rounds):
            status, home = measure_start(server)
            statuses.append(status)
            homes.append(home)
            server.stop()
        server.start()
        idle = measure_idle(server, settle_s, "Idle memory without the demo channel")
    with KliegServer(demo=True, pinned=False, srt_port=str(free_ports(1)[0])) as server:
        server.stop()
        for _ in range(options.rounds):
            begin = time.monotonic()
            server.launch()
            await_url(f"{server.media_url}/hls/demo/index.m3u8", poll_s=0.01)
            pictures.append(time.monotonic() - begin)
            server.stop()
        server.start()
        demo = measure_idle(server, settle_s, "Idle memory with the demo channel on the air")
    starts.rows = [
        ["/status", spread(statuses)],
        ["home page", spread(homes)],
        ["playlist of the demo channel", spread(pictures)],
    ]
    return [starts, idle, demo]


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
