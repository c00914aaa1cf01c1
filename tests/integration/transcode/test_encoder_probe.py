"""Which encoders work here, tried in processes; PyAV's wheel is without VAAPI, whatever the machine has."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from klieg.cli.exit_codes import ExitCode
from klieg.kernel.errors import SettingsError
from klieg.node.transcode.encoder_probe import check_encoder, find_encoder_fault
from klieg.node.transcode.encoders import ENCODERS


def test_one_that_works_is_found_to_work() -> None:
    assert find_encoder_fault("libx264", "veryfast") == ""


def test_one_that_does_not_is_refused_with_the_setting_and_what_to_do() -> None:
    with pytest.raises(SettingsError) as refused:
        check_encoder("h264_vaapi", "veryfast")
    assert re.match(
        r"KLIEG_LADDER_ENCODER=h264_vaapi cannot be used on this machine: \w.*without it", str(refused.value)
    )
    assert "KLIEG_LADDER_ENCODER=libx264" in str(refused.value)


def test_a_node_that_is_told_to_use_it_does_not_start(tmp_path: Path, make_port: Callable[[], int]) -> None:
    names = ("HTTP_PORT", "NODE_HTTP_PORT", "RTMP_PORT", "RTMPS_PORT", "SRT_PORT")
    settings = {f"KLIEG_{name}": str(make_port()) for name in names}
    settings |= {"KLIEG_DATA_DIR": str(tmp_path), "KLIEG_LADDER_ENCODER": "h264_vaapi"}
    ended = subprocess.run(
        [sys.executable, "-m", "klieg", "node"],
        env={**os.environ, **settings},
        capture_output=True,
        check=False,
        timeout=60,
        encoding="utf-8",
    )
    assert ended.returncode == ExitCode.STARTUP
    assert "KLIEG_LADDER_ENCODER=h264_vaapi cannot be used" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_what_vaapi_is_told_are_options_of_ffmpegs() -> None:
    said = subprocess.run(
        ["ffmpeg", "-hide_banner", "-h", "encoder=h264_vaapi"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    options = set(re.findall(r"^  -(\w+)", said, re.MULTILINE)) | {"maxrate", "bufsize"}
    values = set(re.findall(r"^     (\w+)", said, re.MULTILINE))
    told = ENCODERS["h264_vaapi"].choose_options("veryfast", 1_000_000)
    assert told.keys() <= options
    assert {value for value in told.values() if not value.isdecimal()} <= values
