import json
import socket
from pathlib import Path
from typing import Any

import pytest

from klieg.cli.exit_codes import ExitCode
from klieg.cli.main import main
from klieg.kernel.settings import Settings
from klieg.node.ingest.tls_certificate import SELF_SIGNED_NAME, find_certificate

CHECKS = {
    "certificate",
    "srt",
    "webrtc",
    "data folder",
    "disk",
    "clock",
    "codecs",
    "encoder",
    "open files",
    "web app",
    "database",
    "valkey",
    "mail",
}


@pytest.fixture(autouse=True)
def ports(monkeypatch: pytest.MonkeyPatch, make_port: Any) -> dict[str, int]:
    """Ports of this installation."""
    names = ("KLIEG_HTTP_PORT", "KLIEG_NODE_HTTP_PORT", "KLIEG_RTMP_PORT", "KLIEG_RTMPS_PORT")
    chosen = {name: make_port() for name in names}
    for name, port in chosen.items():
        monkeypatch.setenv(name, str(port))
    monkeypatch.setenv("KLIEG_SRT_PORT", str(make_port()))
    monkeypatch.setenv("KLIEG_WEBRTC_PORT", str(make_port()))
    monkeypatch.setattr("klieg.cli.doctor.machine.files", lambda _package: _BuiltWeb())
    return chosen


class _BuiltWeb:
    """Stands for the folder of a web build that is there."""

    def __truediv__(self, _name: str) -> "_BuiltWeb":
        return self

    def joinpath(self, _name: str) -> "_BuiltWeb":
        return self

    def is_file(self) -> bool:
        return True


def examine(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, str]]]:
    code = main(["doctor", "--json"])
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is (code == ExitCode.OK)
    return code, {finding["check"]: finding for finding in report["checks"]}


def test_a_machine_that_is_well_passes_every_check(capsys: pytest.CaptureFixture[str], ports: dict[str, int]) -> None:
    code, findings = examine(capsys)
    assert code == ExitCode.OK, findings
    assert findings.keys() == CHECKS | {f"port {port}" for port in ports.values()}
    assert all(finding["verdict"] == "ok" or finding["remedy"] for finding in findings.values())


def test_a_port_of_somebody_else_fails_with_what_to_do(
    capsys: pytest.CaptureFixture[str], ports: dict[str, int]
) -> None:
    port = ports["KLIEG_RTMP_PORT"]
    with socket.create_server(("127.0.0.1", port)):
        code, findings = examine(capsys)
    assert code == ExitCode.REFUSED
    assert findings[f"port {port}"]["verdict"] == "failed"
    assert "KLIEG_RTMP_PORT" in findings[f"port {port}"]["remedy"]


@pytest.mark.parametrize("above", [0, 1])
def test_webrtc_needs_two_ports(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, make_port: Any, above: int
) -> None:
    port = make_port()
    monkeypatch.setenv("KLIEG_WEBRTC_PORT", str(port))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("0.0.0.0", port + above))
        code, findings = examine(capsys)
    assert code == ExitCode.OK
    assert findings["webrtc"]["verdict"] == "warning"
    assert str(port + above) in findings["webrtc"]["detail"]


def test_without_libsrt_srt_is_off_and_the_remedy_names_the_package(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("klieg.node.ingest.srt.library._NAMES", ())
    monkeypatch.setattr("ctypes.util.find_library", lambda _name: None)
    code, findings = examine(capsys)
    assert code == ExitCode.OK
    assert findings["srt"]["verdict"] == "warning"
    assert "libsrt1.5-gnutls" in findings["srt"]["detail"]


def test_a_certificate_that_cannot_be_read_or_has_ended_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KLIEG_TLS_CERTIFICATE_FILE", str(tmp_path / "nowhere.pem"))
    code, findings = examine(capsys)
    assert code == ExitCode.REFUSED
    assert "KLIEG_TLS_CERTIFICATE_FILE" in findings["certificate"]["remedy"]
    find_certificate(Settings(data_dir=tmp_path, tls_certificate_file=""))
    monkeypatch.setenv("KLIEG_TLS_CERTIFICATE_FILE", str(tmp_path / SELF_SIGNED_NAME))
    code, findings = examine(capsys)
    assert code == ExitCode.OK
    assert "valid until" in findings["certificate"]["detail"]
    monkeypatch.setattr("klieg.cli.doctor.certificate.ADVISED_DAYS", 100_000)
    assert examine(capsys)[1]["certificate"]["verdict"] == "warning"


def test_a_bus_that_is_away_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    monkeypatch.setenv("KLIEG_VALKEY_URL", f"redis://127.0.0.1:{free_port}/0")
    code, findings = examine(capsys)
    assert code == ExitCode.REFUSED
    assert findings["valkey"]["verdict"] == "failed"
    assert "KLIEG_VALKEY_URL" in findings["valkey"]["remedy"]


def test_a_mail_server_that_is_away_fails_and_none_is_spoken_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, make_port: Any
) -> None:
    monkeypatch.setenv("KLIEG_MAILBOX", "false")
    code, findings = examine(capsys)
    assert (code, findings["mail"]["verdict"]) == (ExitCode.OK, "warning")
    monkeypatch.setenv("KLIEG_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("KLIEG_SMTP_PORT", str(make_port()))
    monkeypatch.setenv("KLIEG_PUBLIC_URL", "https://live.example.org")
    code, findings = examine(capsys)
    assert (code, findings["mail"]["verdict"]) == (ExitCode.REFUSED, "failed")
    assert "KLIEG_SMTP_PORT" in findings["mail"]["remedy"]


def test_a_migrated_database_is_told_with_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["channel", "list"]) == ExitCode.OK
    capsys.readouterr()
    _, findings = examine(capsys)
    assert "schema" in findings["database"]["detail"]


def test_little_room_on_the_disk_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klieg.cli.doctor.storage.LEAST_FREE_BYTES", 1 << 62)
    code, findings = examine(capsys)
    assert code == ExitCode.REFUSED
    assert "KLIEG_DATA_DIR" in findings["disk"]["remedy"]


def test_people_read_a_line_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith(("ok", "warning", "FAILED")) for line in lines) == len(CHECKS) + 4


def test_a_wrong_clock_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("klieg.cli.doctor.machine.BUILT_AFTER", 1 << 40)
    code, findings = examine(capsys)
    assert code == ExitCode.REFUSED
    assert findings["clock"]["verdict"] == "failed"
