import sys
from pathlib import Path

import pytest

from klieg.supervisor.addresses import Addresses
from klieg.supervisor.welcome import command_name, write_welcome

ADDRESSES = Addresses(web=["http://localhost:8080", "http://192.0.2.7:8080"], ingest="rtmp://localhost:1935/live")


def test_it_names_every_address_the_ingest_and_how_to_get_a_key() -> None:
    text = write_welcome(ADDRESSES, demo=True, command="klieg")
    for expected in (*ADDRESSES.web, "http://localhost:8080/demo", ADDRESSES.ingest, "klieg channel create NAME"):
        assert expected in text


def test_a_way_in_that_is_off_is_not_told() -> None:
    assert "rtmps" not in write_welcome(ADDRESSES, demo=True, command="klieg")
    encrypted = Addresses(web=ADDRESSES.web, ingest=ADDRESSES.ingest, rtmps="rtmps://localhost:1936/live")
    assert "rtmps://localhost:1936/live  the same, encrypted" in write_welcome(encrypted, demo=True, command="klieg")


def test_the_ffmpeg_line_goes_live_without_editing_while_the_demo_runs() -> None:
    text = write_welcome(ADDRESSES, demo=True, command=".venv/bin/klieg")
    assert "ffmpeg -re" in text
    assert '-f flv "$(.venv/bin/klieg channel publish-url demo)"' in text


def test_without_the_demo_nothing_points_to_it() -> None:
    text = write_welcome(ADDRESSES, demo=False, command="klieg")
    assert "/demo" not in text
    assert 'publish-url NAME)"' in text


def test_no_line_has_trailing_blanks() -> None:
    assert all(line == line.rstrip() for line in write_welcome(ADDRESSES, demo=True, command="klieg").splitlines())


def test_the_command_is_short_where_the_shell_finds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    assert command_name() == "klieg"


def test_the_command_is_relative_to_the_folder_one_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.chdir(Path(sys.executable).parents[2])
    assert command_name() == "/".join([*Path(sys.executable).parts[-3:-1], "klieg"])
