"""The command line on a database of its own, without any server."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from klieg.cli.main import main


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder; returns it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KLIEG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("KLIEG_RTMP_PORT", "19351")
    monkeypatch.setenv("KLIEG_RTMPS_PORT", "19352")
    return tmp_path / "data"


type Ask = Callable[..., Any]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command that must succeed and return what ``--json`` prints."""

    def run(*arguments: str) -> Any:
        capsys.readouterr()
        code = main([*arguments, "--json"])
        said = capsys.readouterr()
        assert code == 0, said.err
        return json.loads(said.out)

    return run
