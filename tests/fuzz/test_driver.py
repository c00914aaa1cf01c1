from pathlib import Path

import pytest

from fuzz.driver import kept_crashes, list_targets, load_target, seeds


@pytest.mark.parametrize("path", list_targets(), ids=lambda path: path.stem.removeprefix("test_"))
def test_seeds_and_kept_crashes_break_nothing(path: Path) -> None:
    target = load_target(path)
    for data in [*seeds(target), *(crash.read_bytes() for crash in kept_crashes(path))]:
        target.fuzz_one(data)
        target.fuzz_one(data[: len(data) // 2])
        target.fuzz_one(data + data)
