"""``python -m tests.perf [NAME …] [--quick] [--write]``: run benchmarks, print their tables, exit 1 when one failed."""

import argparse
import contextlib
import io
import sys
import time
import traceback
from importlib import import_module

from perf.instruments.machine import busy_cores, describe, pin_load
from perf.instruments.options import Options, add_arguments, read_options
from perf.instruments.table import write_document

SERVERS = (
    "startup",
    "passthrough",
    "delivery",
    "memory",
    "first_frame",
    "glass_to_glass",
    "webrtc",
    "spectators",
    "ladder",
    "ladder_quality",
    "thumbnails",
    "people",
    "players_requests",
    "soak",
)
"""Benchmarks of running servers; each has ``run(options)`` which returns tables."""
ENGINES = ("rtmp_parse", "rtp", "hls_package", "playback_gate")
"""Benchmarks of one engine in this process; each has ``main()`` which prints."""
_QUIET = 0.2
"""Cores busy with other things above which a result says so."""


def run_benchmark(name: str, options: Options) -> str:
    """Run one benchmark and return its result as Markdown."""
    module = import_module(f"perf.{name}" if name in SERVERS else f"perf.engines.{name}")
    if name in SERVERS:
        return "\n".join(table.render() for table in module.run(options))
    printed = io.StringIO()
    argv, sys.argv = sys.argv, [name]
    try:
        with contextlib.redirect_stdout(printed):
            module.main()
    finally:
        sys.argv = argv
    return f"```text\n{printed.getvalue().strip()}\n```\n"


def main() -> int:
    """Run from a command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.perf", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SERVERS + ENGINES)} (default: all)")
    parser.add_argument("--write", action="store_true", help="put the results into docs/performance.md")
    add_arguments(parser)
    given = parser.parse_args()
    unknown = set(given.names) - set(SERVERS + ENGINES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    pin_load()
    failed = []
    sys.stdout.write(f"{describe()}\n\n")
    for name in given.names or SERVERS + ENGINES:
        neighbours = busy_cores()
        begin = time.monotonic()
        try:
            result = run_benchmark(name, read_options(given))
        except Exception:  # noqa: BLE001 - one benchmark that breaks must not cost the results of the others
            traceback.print_exc()
            failed.append(name)
            continue
        if neighbours > _QUIET:
            result += f"\nThe machine was not quiet: {neighbours:.1f} cores were busy before this began.\n"
        sys.stdout.write(f"## {name} ({time.monotonic() - begin:.0f} s)\n\n{result}\n")
        sys.stdout.flush()
        if given.write:
            write_document(name, f"{result}\n{describe()}, {time.strftime('%Y-%m-%d', time.gmtime())}.")
    if failed:
        sys.stdout.write(f"Failed: {', '.join(failed)}\n")
    return 1 if failed else 0
