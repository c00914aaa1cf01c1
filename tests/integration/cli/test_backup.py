import tarfile
from pathlib import Path

import pytest

from integration.cli.conftest import Ask
from klieg.cli.exit_codes import ExitCode
from klieg.cli.main import main
from klieg.supervisor.lock import hold_data_folder


def test_an_installation_moves_to_another_folder(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    channel = ask("channel", "create", "evening", "--title", "The evening")
    admin_token = (tmp_path / "data" / "admin-token").read_text()
    told = ask("backup", "klieg.tar.gz")
    assert told["tables"]["channels"]["rows"] == 1
    assert main(["restore", "klieg.tar.gz"]) == ExitCode.REFUSED
    assert "--replace" in capsys.readouterr().err
    monkeypatch.setenv("KLIEG_DATA_DIR", str(tmp_path / "moved"))
    assert main(["restore", "klieg.tar.gz"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("Restored klieg.tar.gz: ")
    assert ask("channel", "show", "evening") == channel
    assert (tmp_path / "moved" / "admin-token").read_text() == admin_token
    assert 'data_dir = "' in (tmp_path / "moved" / "restored-settings.toml").read_text()


def test_what_is_there_goes_when_asked_for(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("channel", "create", "evening")
    assert main(["backup", "klieg.tar.gz"]) == ExitCode.OK
    assert capsys.readouterr().out.startswith("Wrote klieg.tar.gz: ")
    ask("channel", "create", "morning")
    assert main(["restore", "klieg.tar.gz", "--replace"]) == ExitCode.USAGE
    assert "--yes" in capsys.readouterr().err
    ask("restore", "klieg.tar.gz", "--replace", "--yes")
    assert [channel["name"] for channel in ask("channel", "list")] == ["evening"]
    with tarfile.open("klieg.tar.gz") as archive:
        assert {"secrets/admin-token", "secrets/stream-key-secret", "settings.toml"} <= set(archive.getnames())


def test_nothing_is_restored_below_a_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "klieg.tar.gz"]) == ExitCode.OK
    with hold_data_folder(tmp_path / "data"):
        assert main(["restore", "klieg.tar.gz", "--replace", "--yes"]) == ExitCode.STARTUP
    assert "stop it first" in capsys.readouterr().err
