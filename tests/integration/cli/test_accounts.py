import io
import re
import sys
from typing import Any

import pytest

from integration.cli.conftest import Ask
from klieg.cli.exit_codes import ExitCode
from klieg.cli.main import main

ADA = ("user", "create", "Ada_L", "--mail", "Ada@example.org")


def names(ask: Ask, *options: str) -> list[str]:
    return [account["name"] for account in ask("user", "list", *options)]


def test_an_account_is_good_at_once_and_has_its_channel(ask: Ask) -> None:
    made: dict[str, Any] = ask(*ADA)
    assert (made["name"], made["mail"], made["role"], made["verified"]) == (
        "Ada_L",
        "Ada@example.org",
        "streamer",
        True,
    )
    assert len(made["password"]) > 20
    assert ask("channel", "show", "ada_l")["name"] == "ada_l"
    ask("user", "create", "viewer1", "--mail", "v@example.org", "--role", "viewer", "--language", "de")
    assert [channel["name"] for channel in ask("channel", "list")] == ["ada_l"]
    assert names(ask) == ["Ada_L", "viewer1"]
    assert names(ask, "--search", "v@ex") == ["viewer1"]
    assert "password" not in ask("user", "list")[0]


def test_a_password_that_was_made_up_is_shown_to_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ADA) == ExitCode.OK
    shown = capsys.readouterr().out
    assert re.search(r"^The password is \S{20,}$", shown, re.MULTILINE)
    assert main(["user", "list"]) == ExitCode.OK
    assert re.search(r"^Ada_L +Ada@example\.org +streamer +yes +no +-$", capsys.readouterr().out, re.MULTILINE)


def test_a_password_that_is_given_is_not_repeated(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Correct-Horse-7\n"))
    assert "password" not in ask(*ADA, "--password-stdin")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("Ada_L", "--mail", "other@example.org"), ExitCode.REFUSED, "taken"),
        (("other", "--mail", "ADA@example.org"), ExitCode.REFUSED, "mail"),
        (("login", "--mail", "l@example.org"), ExitCode.REFUSED, "kept"),
        (("other", "--mail", "nothing"), ExitCode.REFUSED, "mail"),
        (("other", "--mail", "o@example.org", "--language", "tlh"), ExitCode.REFUSED, "language"),
        (("other", "--mail", "o@example.org", "--role", "king"), ExitCode.USAGE, "viewer"),
    ],
)
def test_what_cannot_be_an_account_is_told(
    ask: Ask, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: ExitCode, sentence: str
) -> None:
    ask(*ADA)
    capsys.readouterr()
    assert main(["user", "create", *arguments]) == code
    assert sentence in capsys.readouterr().err
    assert names(ask) == ["Ada_L"]


def test_an_account_is_suspended_and_let_in_again(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask(*ADA)
    assert ask("user", "suspend", "ada_l")["suspended"] is True
    assert ask("user", "list")[0]["suspended"] is True
    assert ask("user", "reinstate", "ADA_L")["suspended"] is False
    assert ask("user", "make-admin", "Ada_L")["role"] == "admin"
    assert ask("user", "remove-factors", "ada_l") == {"without_factors": "ada_l"}
    assert main(["user", "suspend", "nobody"]) == ExitCode.REFUSED
    assert "nobody" in capsys.readouterr().err


def test_an_account_goes_with_its_channel(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask(*ADA)
    assert main(["user", "delete", "Ada_L"]) == ExitCode.USAGE
    assert "--yes" in capsys.readouterr().err
    ask("user", "delete", "ada_l", "--yes")
    assert names(ask) == []
    assert ask("channel", "list") == []
