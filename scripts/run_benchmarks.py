"""Run every benchmark of ``tests/perf`` (or those named), each in a process of its own, so that none warms another."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PERF = ROOT / "tests" / "perf"


def main() -> int:
    """Return how many benchmarks failed."""
    wanted = sys.argv[1:] or sorted(path.stem for path in PERF.glob("bench_*.py"))
    failed = 0
    for name in wanted:
        print(f"== {name.removeprefix('bench_').replace('_', ' ')}", flush=True)
        failed += subprocess.run([sys.executable, str(PERF / f"{name}.py")], cwd=ROOT, check=False).returncode != 0  # noqa: S603 - ours
    return failed


if __name__ == "__main__":
    sys.exit(main())
