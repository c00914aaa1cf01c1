"""What one node core delivers: playlists and parts a second, and how fast held requests wake.

Requests a second: ``wrk -t1 -c64`` on core 1 against a live 2.6 Mb/s stream on core 0, turn about with nginx serving
files of the same sizes; says which side ran out of its core.

Held requests: 10,000 keep-alive connections each send one blocking playlist request (``_HLS_msn``, ``_HLS_part``) about
a second ahead; all are held before the part exists. Wake to first byte is the time of an answer's first byte less that
of the first answer of the same stream, both stamped by the kernel when loopback delivers them, so the client's own
speed plays no part. Beside: a bare uvloop loop that writes as many bytes to as many connections and does nothing else.
"""

import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

from perf.instruments.held_clients import Answer, HeldClients
from perf.instruments.live_playlist import LivePlaylist, find_media_playlist, read_playlist
from perf.instruments.load import TESTS, publish
from perf.instruments.machine import (
    LOAD_CORE,
    SERVER_CORE,
    Meter,
    cpu_seconds,
    name_saturated,
    on_core,
    pin_load,
    rss_bytes,
)
from perf.instruments.options import Options
from perf.instruments.servers import Channel, KliegServer, NginxServer, await_url, fetch, free_ports
from perf.instruments.table import Table, percentile, spread

_HELD = 10_000
_GOAL_WAKE_MS = 20
_PARTS_AHEAD = 5
_SETTLE_S = 5.0


@dataclass
class Throughput:
    """Turns of wrk on one address."""

    rates: list[float] = field(default_factory=list)
    per_cpu_second: list[float] = field(default_factory=list)
    saturated: set[str] = field(default_factory=set)


def drive(url: str, server: list[int], seconds: float, into: Throughput) -> None:
    """Run wrk once on ``url``.

    Raises:
        RuntimeError: some answers were not 2xx, so the rate means nothing.
    """
    command = on_core(LOAD_CORE, ["wrk", "-t1", "-c64", f"-d{seconds:.0f}s", url])
    before = cpu_seconds(server)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        time.sleep(0.3)
        ours, theirs = Meter(server), Meter([process.pid])
        time.sleep(seconds - 0.6)
        into.saturated.add(name_saturated(ours.read(), theirs.read()))
        output = process.communicate()[0]
    spent = cpu_seconds(server) - before
    if "Non-2xx" in output:
        raise RuntimeError(f"{url} was refused under load:\n{output}")
    into.rates.append(_read_number(r"Requests/sec:\s*([\d.]+)", output))
    into.per_cpu_second.append(_read_number(r"(\d+) requests in", output) / spent)


def _read_number(pattern: str, output: str) -> float:
    found = re.search(pattern, output)
    if found is None:
        raise RuntimeError(f"wrk did not say what was expected:\n{output}")
    return float(found[1])


def measure_throughput(options: Options) -> Table:
    """Requests a second for a playlist and a part, beside nginx."""
    seconds = options.choose(5, 2)
    table = Table(
        "Requests a second from one core (goal: ≥ 10,000)",
        ["what", "server", "requests/s", "Gb/s", "requests for each CPU second", "ratio", "out of core"],
        notes=[
            f"wrk, one thread, 64 keep-alive connections, {options.rounds} turns of {seconds:.0f} s each.",
            "The ratio is of requests for each CPU second of the server: what neighbours on the machine disturb least.",
        ],
    )
    with KliegServer() as klieg, NginxServer() as nginx:
        channel = klieg.create_channel("perf")
        with publish(klieg.rtmp_port, [channel.stream_key]):
            await_url(channel.playback_url)
            time.sleep(_SETTLE_S)
            media_url = find_media_playlist(channel.playback_url)
            for what in ("playlist", "part"):
                ours, theirs, size = Throughput(), Throughput(), 0
                for _ in range(options.rounds):
                    url = media_url if what == "playlist" else _middle_part(read_playlist(media_url))
                    body = fetch(url) or b""
                    size = len(body)
                    drive(url, klieg.processes()["node"], seconds, ours)
                    drive(nginx.put_file(f"{what}.bin", body), [nginx.pid], seconds, theirs)
                reference = median(theirs.per_cpu_second)
                table.rows.append(_throughput_row(f"{what}, {size} bytes", "Klieg node", size, ours, reference))
                table.rows.append(_throughput_row("the same as a file", "nginx", size, theirs, reference))
    return table


def measure_held(options: Options) -> Table:
    """Held requests on one stream and on many, beside the bare loop."""
    count = _HELD if not options.quick else 2000
    table = Table(
        f"{count} held requests (goal: wake to first byte p99 < {_GOAL_WAKE_MS} ms)",
        ["server", "streams", "p50 ms", "p99 ms", "answers", "RSS for each held, KB"],
        notes=[f"{options.rounds * 2} wakes each. KB are of the process that holds them, connection included."],
    )
    rounds = options.rounds * 2
    with KliegServer() as klieg:
        channels = klieg.create_channels(20 if options.quick else 100)
        node = klieg.processes()["node"]
        table.rows.append(_hold_at_klieg(klieg, channels[:1], node, count, rounds))
        table.rows.append(_hold_at_klieg(klieg, channels, node, count, rounds))
    table.rows.append(_hold_at_bare_loop(count, rounds))
    return table


def _hold_at_klieg(klieg: KliegServer, channels: list[Channel], node: list[int], count: int, rounds: int) -> list[str]:
    p50, p99, seen, memory = [], [], Counter[int](), 0.0
    with publish(klieg.rtmp_port, [channel.stream_key for channel in channels]):
        await_url(channels[-1].playback_url)
        time.sleep(_SETTLE_S)
        urls = [find_media_playlist(channel.playback_url) for channel in channels]
        before = rss_bytes(node)
        with HeldClients(klieg.media_port, count) as clients:
            for turn in range(rounds):
                clients.ask([_blocking_path(read_playlist(url)) for url in urls])
                memory = memory if turn else (rss_bytes(node) - before) / count / 1000
                answers = clients.await_answers(10)
                seen.update(answer.status for answer in answers)
                wakes = _wakes_ms(answers, len(urls))
                p50.append(percentile(wakes, 0.5))
                p99.append(percentile(wakes, 0.99))
    return [
        "Klieg node",
        str(len(channels)),
        spread(p50, 1),
        spread(p99, 1),
        _say_answers(seen, count * rounds),
        f"{memory:.1f}",
    ]


def _hold_at_bare_loop(count: int, rounds: int) -> list[str]:
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "perf.instruments.bare_server", str(port), "4000", "2"]
    p50, p99, seen, memory = [], [], Counter[int](), 0.0
    with subprocess.Popen(on_core(SERVER_CORE, command), cwd=TESTS) as process:
        try:
            time.sleep(1.5)
            before = rss_bytes([process.pid])
            with HeldClients(port, count) as clients:
                for turn in range(rounds):
                    clients.ask(["/"])
                    memory = memory if turn else (rss_bytes([process.pid]) - before) / count / 1000
                    answers = clients.await_answers(10)
                    seen.update(answer.status for answer in answers)
                    wakes = _wakes_ms(answers, 1)
                    p50.append(percentile(wakes, 0.5))
                    p99.append(percentile(wakes, 0.99))
        finally:
            process.terminate()
    return [
        "bare uvloop loop",
        "1",
        spread(p50, 1),
        spread(p99, 1),
        _say_answers(seen, count * rounds),
        f"{memory:.1f}",
    ]


def _blocking_path(playlist: LivePlaylist) -> str:
    path = urlsplit(playlist.url).path
    return f"{path}?_HLS_msn={playlist.msn}&_HLS_part={playlist.parts + _PARTS_AHEAD}"


def _wakes_ms(answers: list[Answer], streams: int) -> list[float]:
    """Milliseconds of each answer after the first of its stream; clients take the streams in turn."""
    first: dict[int, float] = {}
    for answer in answers:
        stream = answer.client % streams
        first[stream] = min(first.get(stream, answer.first_byte), answer.first_byte)
    return [(answer.first_byte - first[answer.client % streams]) * 1000 for answer in answers] or [0.0]


def _middle_part(playlist: LivePlaylist) -> str:
    """A part with some seconds to live that is not the big first one of its segment."""
    return playlist.part_urls[-2]


def _throughput_row(what: str, server: str, size: int, turns: Throughput, reference: float) -> list[str]:
    return [
        what,
        server,
        spread(turns.rates, 0),
        f"{median(turns.rates) * size * 8 / 1e9:.2f}",
        spread(turns.per_cpu_second, 0),
        f"{median(turns.per_cpu_second) / reference:.2f}",
        "/".join(sorted(turns.saturated)),
    ]


def _say_answers(seen: Counter[int], expected: int) -> str:
    if seen == Counter({200: expected}):
        return f"all 200 ({expected})"
    return ", ".join(f"{status}: {number}" for status, number in seen.items()) + f" of {expected}"


def run(options: Options) -> list[Table]:
    """Measure and return both tables."""
    return [measure_throughput(options), measure_held(options)]


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
