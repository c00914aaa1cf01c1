"""CPU and memory of live thumbnails for one 1080p stream over a minute, at the default interval.

The source is that of ``ladder``: 1080p30 H.264 at 6 Mb/s, a keyframe every 2 s, moving fractals under noise, replayed
by ``ffmpeg -re -c copy`` to a BASIC channel, so that the thumbnail worker is the only one. User plus system time of the
worker over the window; the node's own share (a copy of one keyframe in ten seconds) is below what can be measured.
"""

import sys
import time

from perf.instruments.machine import Meter, command_line, descendants, describe, pss_bytes, rss_bytes
from perf.instruments.options import Options
from perf.instruments.servers import KliegServer, ServerError, await_url, fetch
from perf.instruments.table import Table
from perf.ladder import make_source, publishing

_GOAL_PERCENT = 1.0
_DRAWN = 'klieg_node_thumbnails_total{outcome="drawn"}'
_WORKER = "klieg.node.thumbnails.worker"


def run(options: Options) -> list[Table]:
    """Measure and return the table."""
    source, seconds = make_source(), options.choose(60, 12)
    table = Table(
        f"One 1080p stream, a thumbnail in ten seconds, over {seconds:.0f} s (goal: ≤ {_GOAL_PERCENT:.0f} % of a core)",
        ["percent of a core", "CPU for a thumbnail, ms", "JPEG, KB", "worker RSS, MB", "worker PSS, MB"],
        notes=[describe()],
    )
    with KliegServer(pinned=False) as klieg:
        channel = klieg.create_channel("thumbnails")
        picture_url = f"{klieg.media_url}/thumbnails/thumbnails.jpg"
        with publishing(source, f"rtmp://127.0.0.1:{klieg.rtmp_port}/live/{channel.stream_key}"):
            await_url(picture_url)
            worker = _find_worker(klieg)
            meter, drawn_before = Meter([worker]), _count_drawn(klieg)
            time.sleep(seconds)
            window, drawn = meter.read(), _count_drawn(klieg) - drawn_before
            picture = fetch(picture_url) or b""
            table.rows.append(
                [
                    f"{window.core_share * 100:.2f}",
                    f"{window.cpu_s / max(1, drawn) * 1000:.0f}",
                    f"{len(picture) / 1000:.0f}",
                    f"{rss_bytes([worker]) / 1e6:.0f}",
                    f"{pss_bytes([worker]) / 1e6:.0f}",
                ]
            )
    return [table]


def _find_worker(klieg: KliegServer) -> int:
    for pid in descendants(klieg.pid):
        if _WORKER in command_line(pid):
            return pid
    raise ServerError("There is no thumbnail worker.")


def _count_drawn(klieg: KliegServer) -> int:
    metrics = (fetch(f"{klieg.media_url}/metrics") or b"").decode()
    line = next(
        line for line in metrics.splitlines() if line.startswith('klieg_node_thumbnails_total{outcome="drawn"}')
    )
    return int(float(line.split()[-1]))


def main() -> None:
    """Run alone, with the defaults."""
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
