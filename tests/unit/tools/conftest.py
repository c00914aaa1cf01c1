from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from tools.lints.repository import Repository

type Broken = Callable[[str, dict[str, str]], list[str]]


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    """Run one rule over a tree given as path → text; return what it says."""

    def run(rule: str, files: dict[str, str]) -> list[str]:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        check = import_module(f"tools.lints.rules.{rule}").check
        return [str(finding) for finding in check(Repository(tmp_path, list(files)))]

    return run
