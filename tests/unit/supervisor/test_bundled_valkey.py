import os
from pathlib import Path

import pytest

from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import SOCKET_PATH_MAX_BYTES, Settings
from klieg.supervisor.bundled_valkey import prepare_folders, valkey_command


def test_it_listens_on_a_socket_and_on_no_port(tmp_path: Path) -> None:
    command = valkey_command(Settings(data_dir=tmp_path))
    assert command[command.index("--port") + 1] == "0"
    assert command[command.index("--unixsocket") + 1] == str(tmp_path / "valkey.sock")
    assert os.access(command[0], os.X_OK)


def test_nothing_is_evicted_and_what_is_written_is_kept(tmp_path: Path) -> None:
    command = valkey_command(Settings(data_dir=tmp_path))
    assert command[command.index("--maxmemory-policy") + 1] == "noeviction"
    assert command[command.index("--appendonly") + 1] == "yes"


def test_a_deep_data_folder_gets_a_short_socket_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/tmp")
    deep = tmp_path / ("d" * 90)
    settings = Settings(data_dir=deep)
    assert len(os.fsencode(settings.valkey_socket)) <= SOCKET_PATH_MAX_BYTES
    assert settings.valkey_socket != Settings(data_dir=tmp_path / ("e" * 90)).valkey_socket


def test_folders_are_for_this_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    settings = Settings(data_dir=tmp_path / ("d" * 90))
    prepare_folders(settings)
    assert settings.valkey_socket.parent.stat().st_mode & 0o777 == 0o700
    assert (settings.data_dir / "valkey").stat().st_mode & 0o777 == 0o700


def test_a_socket_folder_that_somebody_else_put_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=tmp_path)
    monkeypatch.setattr("os.getuid", lambda: 12345)
    with pytest.raises(SettingsError, match="belongs to another user"):
        prepare_folders(settings)
