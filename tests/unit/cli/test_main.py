import pytest

from klieg.cli.exit_codes import ExitCode
from klieg.cli.main import guard, main
from klieg.kernel.errors import DomainError, KliegError, ProtocolError, SettingsError, UnavailableError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DomainError("taken"), ExitCode.REFUSED),
        (SettingsError("wrong"), ExitCode.STARTUP),
        (UnavailableError("away"), ExitCode.UNAVAILABLE),
        (ProtocolError("odd"), ExitCode.UNEXPECTED),
    ],
)
def test_an_error_on_purpose_is_a_sentence_and_a_code(
    error: KliegError, code: ExitCode, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise error

    assert guard(fail) == code
    assert capsys.readouterr().err == f"klieg: {error}\n"


def test_ctrl_c_is_not_a_fault() -> None:
    def interrupt() -> int:
        raise KeyboardInterrupt

    assert guard(interrupt) == ExitCode.INTERRUPTED


def test_a_fault_of_ours_keeps_its_trace() -> None:
    def break_down() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        guard(break_down)


@pytest.mark.parametrize("arguments", [["nonsense"], ["channel", "create"], ["serve", "extra"], ["--nonsense"]])
def test_a_command_that_is_not_one_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == ExitCode.USAGE
    assert capsys.readouterr().out == ""


def test_help_lists_commands_and_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == ExitCode.OK
    shown = " ".join(capsys.readouterr().out.split())
    for name in ("serve", "control", "node", "channel", "stream", "doctor", "version"):
        assert name in shown
    assert "demo " not in shown.partition("Commands")[2].partition("serve")[0]
    assert "Exit codes: 0 done" in shown


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    from klieg.kernel.version import VERSION

    assert main(["version"]) == ExitCode.OK
    assert capsys.readouterr().out == f"{VERSION}\n"


def test_version_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert main(["version", "--json"]) == ExitCode.OK
    assert set(json.loads(capsys.readouterr().out)) == {"version"}
