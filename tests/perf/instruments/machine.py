"""Cores, CPU seconds and memory, read from ``/proc``."""

import os
import platform
import resource
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SERVER_CORE = 0
LOAD_CORE = 1
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_SATURATED = 0.93
"""Share of a core above which a process is called saturated: the rest is what the kernel and neighbours take."""


def pin_load() -> None:
    """Move this process, and all it starts later, to the load core; let it open as many files as it may."""
    os.sched_setaffinity(0, {LOAD_CORE} if (os.cpu_count() or 1) > 1 else {0})
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def on_core(core: int, command: list[str]) -> list[str]:
    """Return ``command`` so that it and its children run on one core."""
    return ["taskset", "-c", str(core if core < (os.cpu_count() or 1) else 0), *command]


def cpu_seconds(pids: Iterable[int]) -> float:
    """User plus system time of the processes so far, in seconds; those that are gone count nothing."""
    return sum(_cpu_ticks(pid) for pid in pids) / _TICKS_PER_S


def rss_bytes(pids: Iterable[int]) -> int:
    """Resident memory of the processes, in bytes; pages they share count for each."""
    total = 0
    for pid in pids:
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def pss_bytes(pids: Iterable[int]) -> int:
    """Memory of the processes with shared pages split among those that share them, in bytes."""
    total = 0
    for pid in pids:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def command_line(pid: int) -> list[str]:
    """The words a process was started with; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace").split("\0")[:-1]
    except (FileNotFoundError, ProcessLookupError):
        return []


def descendants(pid: int) -> list[int]:
    """The process and everything below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in children:
            found += descendants(int(child))
    return found


def describe() -> str:
    """One line: processor, cores, kernel, Python."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory_gib = os.sysconf("SC_PHYS_PAGES") * _PAGE / 2**30
    kernel = ".".join(platform.release().split(".")[:2])
    return f"{model}, {os.cpu_count()} cores, {memory_gib:.0f} GiB, Linux {kernel}, Python {platform.python_version()}"


def busy_cores(over_s: float = 1.0) -> float:
    """How many cores are busy now, whoever keeps them so; measured over a moment of doing nothing here."""
    before, at = _busy_ticks(), time.monotonic()
    time.sleep(over_s)
    return (_busy_ticks() - before) / _TICKS_PER_S / (time.monotonic() - at)


@dataclass(frozen=True)
class Window:
    """What some processes used between two moments."""

    wall_s: float
    cpu_s: float

    @property
    def core_share(self) -> float:
        """CPU as a share of one core."""
        return self.cpu_s / self.wall_s

    @property
    def saturated(self) -> bool:
        """Whether the processes, taken as one, used up a core."""
        return self.core_share > _SATURATED


class Meter:
    """Measures the CPU some processes use from its creation (or last ``restart``) to ``read``."""

    def __init__(self, pids: Iterable[int]) -> None:
        self._pids = list(pids)
        self.restart()

    def restart(self) -> None:
        """Begin a new window."""
        self._wall = time.monotonic()
        self._cpu = cpu_seconds(self._pids)

    def read(self) -> Window:
        """Return the window so far."""
        return Window(time.monotonic() - self._wall, cpu_seconds(self._pids) - self._cpu)


def name_saturated(server: Window, client: Window) -> str:
    """Say in a word which side ran out of its core."""
    if server.saturated and client.saturated:
        return "both"
    if server.saturated:
        return "server"
    return "client" if client.saturated else "neither"


def _cpu_ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(fields[11]) + int(fields[12])


def _busy_ticks() -> int:
    fields = [int(field) for field in Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]]
    return sum(fields) - fields[3] - fields[4]  # all but idle and waiting for disks
