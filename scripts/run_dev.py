"""Run Klieg with reload: its processes restart when ``src`` changes, and Vite serves the web app as it is edited."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOK_S = 0.5
STOP_S = 20.0


def newest_change() -> float:
    """Return when a Python source was last changed."""
    return max(path.stat().st_mtime for path in (ROOT / "src").rglob("*.py"))


def watch(klieg: subprocess.Popen[bytes]) -> None:
    """Tell ``klieg serve`` to restart its processes after each change, until it ends."""
    seen = newest_change()
    while klieg.poll() is None:
        time.sleep(LOOK_S)
        with contextlib.suppress(FileNotFoundError):  # an editor that replaces files
            changed = newest_change()
            if changed > seen:
                seen = changed
                print("Source changed: restarting.")
                klieg.send_signal(signal.SIGUSR1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process with all its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


def main() -> int:
    """Run both until Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    klieg = subprocess.Popen([sys.executable, "-m", "klieg", "serve"], cwd=ROOT, process_group=0)
    vite = subprocess.Popen(["npm", "run", "dev"], cwd=ROOT / "web", process_group=0)  # noqa: S607 - npm of the PATH
    try:
        watch(klieg)
    except KeyboardInterrupt:
        pass
    finally:
        stop(vite)
        stop(klieg)
    return klieg.returncode


if __name__ == "__main__":
    sys.exit(main())
