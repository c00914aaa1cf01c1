"""Memory for each stream, and whether starting and stopping leaves any behind.

For each stream: resident memory of the node with 0, 20 and 60 streams on the air, once the window is full (set to its
least, 20 s, here; media of the window are kept in memory by design and are the greater part), beside nginx-rtmp, which
keeps media in files. Start and stop: the same channel goes on the air and says goodbye 300 times, with two seconds of
media each; after the first third (caches fill) memory over cycles should be flat.
"""

import asyncio
import sys
import time

import uvloop

from perf.instruments.flv_file import TOTAL_KBPS, make_flv, read_tags
from perf.instruments.load import publish
from perf.instruments.machine import pin_load, rss_bytes
from perf.instruments.options import Options
from perf.instruments.rtmp_load import DEFAULT_CHUNK_SIZE, Publisher, PublishError, Target
from perf.instruments.rtmp_wire import Wire, make_wire
from perf.instruments.servers import KliegServer, NginxServer
from perf.instruments.table import Table, slope

_WINDOW_S = 20
_COUNTS = (0, 20, 60)
_CYCLES = 300
_CYCLE_MEDIA_MS = 2200
_TRIES = 50
_LINGER_S = 5


def measure_streams(options: Options) -> Table:
    """Memory at each number of streams."""
    settle = options.choose(2.0 * _WINDOW_S, 8)
    media = _WINDOW_S * TOTAL_KBPS / 8 / 1000
    table = Table(
        "Resident memory by streams on the air, MB",
        ["streams", "Klieg node", "for each stream", "nginx-rtmp", "for each stream "],
        notes=[f"A window of {_WINDOW_S} s of this stream is {media:.1f} MB of media; Klieg holds it in memory."],
    )
    with KliegServer(dvr_window_s=str(_WINDOW_S)) as klieg, NginxServer() as nginx:
        keys = [channel.stream_key for channel in klieg.create_channels(max(_COUNTS))]
        node = klieg.processes()["node"]
        idle = rss_bytes(node), rss_bytes([nginx.pid])
        for count in _COUNTS[:2] if options.quick else _COUNTS:
            ours = _measure_at(klieg.rtmp_port, keys[:count], node, settle)
            theirs = _measure_at(nginx.rtmp_port, [f"perf-{i}" for i in range(count)], [nginx.pid], settle)
            table.rows.append([str(count), *_cells(ours, idle[0], count), *_cells(theirs, idle[1], count)])
    return table


def measure_cycles(options: Options) -> Table:
    """Memory while a channel starts and stops over and over."""
    cycles = _CYCLES if not options.quick else 60
    table = Table(
        f"Start and stop publishing {cycles} times: resident memory, MB", ["cycles", "node", "control", "all"]
    )
    points: dict[str, list[tuple[float, float]]] = {"node": [], "all": []}
    with KliegServer(dvr_window_s=str(_WINDOW_S), ended_linger_s=str(_LINGER_S)) as klieg:
        key = klieg.create_channel("perf").stream_key
        every = cycles // 10
        for done in range(every, cycles + 1, every):
            uvloop.run(_cycle(klieg.rtmp_port, key, every))
            time.sleep(_LINGER_S + 1)
            roles = klieg.processes()
            sizes = {
                "node": rss_bytes(roles["node"]) / 1e6,
                "control": rss_bytes(roles["control"]) / 1e6,
                "all": rss_bytes(pid for pids in roles.values() for pid in pids) / 1e6,
            }
            table.rows.append([str(done), *(f"{size:.1f}" for size in sizes.values())])
            if done > cycles / 3:
                points["node"].append((done, sizes["node"] * 1000))
                points["all"].append((done, sizes["all"] * 1000))
    table.notes.append(
        f"Slope after the first third: node {slope(points['node']):.2f} KB a cycle, all processes "
        f"{slope(points['all']):.2f} KB a cycle. Each reading is taken when ended streams are forgotten."
    )
    return table


async def _cycle(port: int, key: str, times: int) -> None:
    """Go on the air, publish two seconds of media, say goodbye; ``times`` times."""
    wire = make_wire(read_tags(make_flv()), DEFAULT_CHUNK_SIZE)
    for _ in range(times):
        publisher = await _go_on_the_air(port, key, wire)
        publisher.burst(_CYCLE_MEDIA_MS)
        await asyncio.sleep(0.3)
        publisher.leave()
        await asyncio.sleep(0.05)


async def _go_on_the_air(port: int, key: str, wire: Wire) -> Publisher:
    """Publish; try again while the goodbye of the cycle before is still on its way."""
    for attempt in range(_TRIES):
        publisher = Publisher(Target("127.0.0.1", port), key, wire)
        try:
            await publisher.connect()
        except PublishError:
            if attempt == _TRIES - 1:
                raise
            await asyncio.sleep(0.05)
        else:
            break
    return publisher


def _measure_at(port: int, keys: list[str], pids: list[int], settle_s: float) -> int:
    if not keys:
        return rss_bytes(pids)
    with publish(port, keys):
        time.sleep(settle_s)
        return rss_bytes(pids)


def _cells(size: int, idle: int, count: int) -> list[str]:
    return [f"{size / 1e6:.1f}", f"{(size - idle) / count / 1e6:.2f}" if count else "-"]


def run(options: Options) -> list[Table]:
    """Measure and return both tables."""
    return [measure_streams(options), measure_cycles(options)]


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
