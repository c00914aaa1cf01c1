"""Run the checks and tests: quiet when green, the whole output of what fails, one closing line.

``run_checks.py check`` is the fast half, ``run_checks.py test`` everything. The exit code is 0 when all is green.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "test-results"
BIN = Path(sys.executable).parent
PYTEST = (str(BIN / "pytest"), "--tb=short", "-p", "no:cacheprovider")
CORES = min(os.cpu_count() or 1, 4)
PARALLEL = ("-n", str(CORES), "--dist", "worksteal")
WAITING = ("-n", str(CORES + 2), "--dist", "worksteal")
"""For tests that wait for servers most of the time."""
STILL = ["tests/e2e/pages/looks", "tests/e2e/pages/people"]
"""Stories that two browsers tell at once; the others take more of the machine than that leaves."""

_TELLING = Lock()
"""One step at a time adds to the tally and says how it went."""


@dataclass(frozen=True)
class Step:
    """One command. A pytest step counts its tests, any other counts as one."""

    name: str
    command: Sequence[str]
    fast: bool = True
    folder: Path = ROOT
    pytest: bool = False


@dataclass
class Tally:
    """What passed, failed and was skipped so far."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    names_failed: list[str] = field(default_factory=list)

    def closing_line(self, seconds: float) -> str:
        """Return the line a reader or a script looks for last."""
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped} in {seconds:.0f} s"


def list_steps() -> list[Step]:
    """Return every step whose subject is in the tree, cheapest first."""
    tests = [
        ("unit", True, PARALLEL, ["tests/unit"]),
        ("conformance", True, PARALLEL, ["tests/conformance"]),
        ("fuzz", False, PARALLEL, ["tests/fuzz"]),
        ("integration", False, WAITING, ["tests/integration"]),
        ("e2e pages", False, PARALLEL, STILL),
        ("e2e", False, (), ["tests/e2e", *(f"--ignore={folder}" for folder in STILL)]),
    ]
    web = ROOT / "web"
    return [
        Step("format", (str(BIN / "ruff"), "format", "--check", ".")),
        Step("lint", (str(BIN / "ruff"), "check", ".")),
        Step("types", (str(BIN / "mypy"),)),
        Step("contracts", (str(BIN / "lint-imports"),)),
        Step("house lints", (sys.executable, "-m", "tools.lints")),
        Step("web check", ("npm", "run", "check"), folder=web),
        Step("web test", ("npm", "run", "test"), folder=web),
        *(
            Step(name, (*PYTEST, *workers, *arguments), fast=fast, pytest=True)
            for name, fast, workers, arguments in tests
            if any((ROOT / arguments[0]).rglob("test_*.py"))
        ),
    ]


def run_steps(steps: Sequence[Step], tally: Tally) -> None:
    """Run steps one after another."""
    for step in steps:
        run_step(step, tally)


def run_step(step: Step, tally: Tally) -> None:
    """Run one step, add its result to ``tally`` and say how it went."""
    report = REPORTS / f"{step.name}.xml"
    command = [*step.command, f"--junitxml={report}"] if step.pytest else list(step.command)
    report.unlink(missing_ok=True)
    began = time.monotonic()
    ended = subprocess.run(  # noqa: S603 - the commands above
        command,
        cwd=step.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    seconds = time.monotonic() - began
    with _TELLING:
        counted = add_report(report, tally) if step.pytest else False
        if ended.returncode == 0:
            tally.passed += not counted
        else:
            tally.names_failed.append(step.name)
            tally.failed += not counted or not report_has_failures(report)
            print(ended.stdout.rstrip())
        print(f"{'ok' if ended.returncode == 0 else 'FAILED':<7}{step.name:<14}{seconds:6.1f} s", flush=True)


def add_report(report: Path, tally: Tally) -> bool:
    """Add pytest's counts; return whether there was a report to read."""
    if not report.exists():
        return False
    for suite in ET.parse(report).iter("testsuite"):  # noqa: S314 - pytest wrote it
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        tally.failed += failed
        tally.skipped += skipped
        tally.passed += int(suite.get("tests", 0)) - failed - skipped
    return True


def report_has_failures(report: Path) -> bool:
    """Return whether pytest's own counts explain its exit code."""
    suites = ET.parse(report).iter("testsuite")  # noqa: S314 - pytest wrote it
    return any(int(suite.get("failures", 0)) + int(suite.get("errors", 0)) for suite in suites)


def main() -> int:
    """Run the half that is asked for."""
    everything = sys.argv[1:] == ["test"]
    REPORTS.mkdir(exist_ok=True)
    began = time.monotonic()
    tally = Tally()
    steps = [step for step in list_steps() if everything or step.fast]
    lanes = [[step for step in steps if (step.folder != ROOT) is web and not step.pytest] for web in (False, True)]
    with ThreadPoolExecutor(len(lanes)) as pool:  # what is written in Python and what is not, side by side
        for looked in [pool.submit(run_steps, lane, tally) for lane in lanes]:
            looked.result()
    run_steps([step for step in steps if step.pytest], tally)
    if tally.names_failed:
        print(f"Failed: {', '.join(tally.names_failed)}")
    print(tally.closing_line(time.monotonic() - began))
    return 1 if tally.failed or tally.names_failed else 0


if __name__ == "__main__":
    sys.exit(main())
