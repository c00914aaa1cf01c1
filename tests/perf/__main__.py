"""``python -m tests.perf``: see ``command.py``."""

import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the benchmarks are the package `perf`, as the tests see them

if __name__ == "__main__":
    sys.exit(import_module("perf.command").main())
