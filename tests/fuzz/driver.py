"""Fuzz each target with coverage feedback: ``python tests/fuzz/driver.py [--seconds N] [target …]``.

A target is a module of this folder with ``fuzz_one(data: bytes) -> None``, which raises only what its parser does not
document. It may have ``SEEDS: Sequence[bytes]``, inputs that reach deep. ``targets.toml`` lists them all. Each runs in
a process of its own under atheris; inputs that break it are kept in ``test-results/fuzz/<target>/``, the exit code is
the number of broken targets. An input put into ``crashes/<target>/`` is replayed by the test suite for ever.
``--replay FOLDER`` gives the targets every file below a folder instead, for example the public corpus of another
project, cut short and doubled too.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tomllib
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RESULTS = ROOT / "test-results" / "fuzz"
CRASHES = HERE / "crashes"
MAX_INPUT_BYTES = 8192


def list_targets() -> list[Path]:
    """Return the modules ``targets.toml`` names, each once."""
    table: dict[str, str] = tomllib.loads((HERE / "targets.toml").read_text(encoding="utf-8"))["targets"]
    return [ROOT / path for path in sorted(set(table.values()))]


def load_target(path: Path) -> ModuleType:
    """Import a target by its path."""
    sys.path[:0] = [str(HERE.parent)] if str(HERE.parent) not in sys.path else []
    spec = importlib.util.spec_from_file_location(f"fuzz_target_{path.stem}", path)
    assert spec is not None, f"{path} is a Python file"
    assert spec.loader is not None, f"{path} is a Python file"
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seeds(target: ModuleType) -> Sequence[bytes]:
    """Return the inputs a target starts from."""
    found: Sequence[bytes] = getattr(target, "SEEDS", ())
    return found or (b"",)


def kept_crashes(path: Path) -> list[Path]:
    """Return the inputs that once broke the target at ``path``."""
    folder = CRASHES / path.stem.removeprefix("test_")
    return sorted(folder.iterdir()) if folder.is_dir() else []


def replay(target: ModuleType, data: bytes) -> None:
    """Give a target an input whole, cut short, and twice over."""
    for each in (data, data[: len(data) // 2], data + data):
        target.fuzz_one(each)


def replay_folder(path: Path, folder: Path) -> bool:
    """Give a target every file below a folder; say how it went; return whether it held."""
    target = load_target(path)
    inputs = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    broken = 0
    for file in inputs:
        try:
            replay(target, file.read_bytes())
        except Exception:  # noqa: BLE001 - whatever it raises is the finding
            broken += 1
            print(f"{file}:\n{traceback.format_exc()}", flush=True)
    print(f"{'BROKEN' if broken else 'ok':<7}{path.stem.removeprefix('test_'):<28}{len(inputs):>12} inputs", flush=True)
    return not broken


def fuzz_here(path: Path, seconds: int) -> None:
    """Fuzz one target in this process; never returns (libFuzzer ends the process)."""
    import atheris

    folder = RESULTS / path.stem.removeprefix("test_")
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["klieg"]):
        target = load_target(path)
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    for crash in kept_crashes(path):
        (corpus / f"crash-{crash.name}").write_bytes(crash.read_bytes())
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={MAX_INPUT_BYTES}",
        f"-artifact_prefix={folder}/",
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.fuzz_one)
    atheris.Fuzz()


def fuzz_apart(path: Path, seconds: int) -> bool:
    """Fuzz one target in a process of its own; say how it went; return whether it held."""
    command = [sys.executable, str(HERE / "driver.py"), "--here", "--seconds", str(seconds), str(path)]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, errors="replace")
    executed = [line.split()[-1] for line in ended.stderr.splitlines() if "number_of_executed_units" in line]
    held = ended.returncode == 0
    name = path.stem.removeprefix("test_")
    print(f"{'ok' if held else 'BROKEN':<7}{name:<28}{executed[0] if executed else '?':>12} inputs", flush=True)
    if not held:
        print("\n".join((ended.stdout + ended.stderr).splitlines()[-40:]), flush=True)
    return held


def main(arguments: Sequence[str]) -> int:
    """Fuzz the named targets (all, when none is named); return how many broke."""
    parser = argparse.ArgumentParser(description="Fuzz each parser of untrusted bytes.")
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("FUZZ_SECONDS", "60")), help="for each")
    parser.add_argument("--here", action="store_true", help="fuzz the one named target in this process")
    parser.add_argument("--replay", type=Path, metavar="FOLDER", help="give the targets these files instead")
    parser.add_argument("targets", nargs="*", help="names or paths of targets")
    options = parser.parse_args(arguments)
    every = list_targets()
    names = [Path(target).stem.removeprefix("test_") for target in options.targets]
    chosen = [path for path in every if not names or path.stem.removeprefix("test_") in names]
    if not chosen:
        parser.error(f"no such target; there are {', '.join(path.stem.removeprefix('test_') for path in every)}")
    if options.replay is not None:
        return sum(not replay_folder(path, options.replay) for path in chosen)
    if options.here:
        fuzz_here(chosen[0], options.seconds)
    return sum(not fuzz_apart(path, options.seconds) for path in chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
