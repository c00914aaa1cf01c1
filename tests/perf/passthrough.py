"""CPU of one RTMP stream repackaged to HLS, beside nginx-rtmp's HLS: the same file, the same publisher, the same run.

The load generator (core 1) replays one FLV file (720p30, H.264 High with B-frames, 2.5 Mb/s, keyframe every 2 s, AAC
128 kb/s) in real time over N RTMP connections, one write per tag as encoders do, keyframes spread over the GOP. The
server (core 0) makes LL-HLS (Klieg: 200 ms fMP4 parts, in memory) or HLS (nginx-rtmp: 2 s TS segments, files in
memory). Nobody watches. After ramp and settling, user plus system time of the server's processes over the window is
divided by N. Turns alternate between the servers.
"""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from perf.instruments.load import publish
from perf.instruments.machine import Meter, Window, describe, name_saturated, pin_load
from perf.instruments.options import Options
from perf.instruments.servers import KliegServer, NginxServer
from perf.instruments.table import Table, spread

_COUNTS = (20, 60)
_SETTLE_S = 5.0
_GOAL_PERCENT = 1.0


@dataclass
class Turns:
    """Repeats of one server with one number of streams; percent of a core for each stream."""

    packaging: list[float] = field(default_factory=list)
    everything: list[float] = field(default_factory=list)
    saturated: list[str] = field(default_factory=list)
    failed: int = 0
    latest_ms: float = 0.0


def measure(port: int, keys: Sequence[str], packaging: list[int], others: list[int], seconds: float) -> Turns:
    """Publish ``keys`` and measure one window."""
    turn = Turns()
    with publish(port, keys) as load:
        time.sleep(_SETTLE_S)
        meters = [Meter(packaging), Meter(others), Meter([load.pid])]
        time.sleep(seconds)
        server, rest, client = (meter.read() for meter in meters)
        whole = Window(server.wall_s, server.cpu_s + rest.cpu_s)
        turn.packaging.append(server.core_share / len(keys) * 100)
        turn.everything.append(whole.core_share / len(keys) * 100)
        turn.saturated.append(name_saturated(whole, client))
    turn.failed = load.report["failed"]
    turn.latest_ms = load.report.get("latest_ms", 0.0)
    return turn


def run(options: Options) -> list[Table]:
    """Measure and return the table."""
    seconds = options.choose(20, 6)
    table = Table(
        f"CPU per passthrough stream, percent of a core (goal: ≤ {_GOAL_PERCENT:.0f})",
        ["streams", "server", "packaging process", "all processes", "ratio", "saturated", "write late by", "lost"],
        notes=[f"{options.rounds} turns of {seconds:.0f} s each. Ratio: all processes to nginx-rtmp, medians."],
    )
    with KliegServer() as klieg, NginxServer() as nginx:
        keys = [channel.stream_key for channel in klieg.create_channels(max(_COUNTS))]
        roles = klieg.processes()
        node = roles.pop("node")
        others = [pid for pids in roles.values() for pid in pids]
        for count in _COUNTS[:1] if options.quick else _COUNTS:
            ours, theirs = Turns(), Turns()
            for _ in range(options.rounds):
                _add(ours, measure(klieg.rtmp_port, keys[:count], node, others, seconds))
                _add(theirs, measure(nginx.rtmp_port, [f"perf-{i}" for i in range(count)], [nginx.pid], [], seconds))
            reference = sorted(theirs.everything)[len(theirs.everything) // 2]
            table.rows += [
                _row(count, "Klieg LL-HLS", ours, reference),
                _row(count, "nginx-rtmp HLS", theirs, reference),
            ]
    table.notes.append(describe())
    return [table]


def _add(turns: Turns, turn: Turns) -> None:
    turns.packaging += turn.packaging
    turns.everything += turn.everything
    turns.saturated += turn.saturated
    turns.failed += turn.failed
    turns.latest_ms = max(turns.latest_ms, turn.latest_ms)


def _row(count: int, name: str, turns: Turns, reference: float) -> list[str]:
    ratio = sorted(turns.everything)[len(turns.everything) // 2] / reference
    return [
        str(count),
        name,
        spread(turns.packaging, 3),
        spread(turns.everything, 3),
        f"{ratio:.2f}",
        "/".join(sorted(set(turns.saturated))),
        f"{turns.latest_ms:.0f} ms",
        str(turns.failed),
    ]


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
