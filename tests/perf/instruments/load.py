"""Starts the RTMP load generator on the load core and stops it."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from perf.instruments.machine import LOAD_CORE, on_core
from perf.instruments.rtmp_load import DEFAULT_CHUNK_SIZE

TESTS = Path(__file__).parents[2]


@dataclass
class Load:
    """A running load generator; ``report`` is filled when it ended: streams that failed, latest write in ms."""

    pid: int
    report: dict[str, Any] = field(default_factory=dict)


@contextmanager
def publish(port: int, keys: Sequence[str], *, chunk_size: int = DEFAULT_CHUNK_SIZE) -> Iterator[Load]:
    """Keep one publisher for each key on the air inside the block.

    Raises:
        RuntimeError: the load generator could not put all of them on the air.
    """
    command = [sys.executable, "-m", "perf.instruments.rtmp_load", "--port", str(port)]
    command += ["--chunk-size", str(chunk_size), *keys]
    process = subprocess.Popen(
        on_core(LOAD_CORE, command), cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if process.stdout is None or process.stdout.readline().strip() != "ready":
        process.kill()
        raise RuntimeError("The load generator could not publish; its error is above.")
    load = Load(process.pid)
    try:
        yield load
    finally:
        output, _ = process.communicate()
        load.report.update(json.loads(output.strip().splitlines()[-1]) if output.strip() else {"failed": len(keys)})
