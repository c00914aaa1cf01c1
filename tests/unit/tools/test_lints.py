import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from tools.lints.__main__ import all_rules, main, run_rules
from tools.lints.exceptions import BudgetException, apply_exceptions, read_exceptions
from tools.lints.finding import Finding
from tools.lints.repository import Repository

OVER = Finding("src/a.py", "has 510 lines.", value=510)


def entry(value: int) -> BudgetException:
    return BudgetException("file-size", "src/a.py", value, "it is a table")


def test_an_exception_allows_exactly_what_was_measured() -> None:
    assert apply_exceptions("file-size", [OVER], [entry(510)]) == []


@pytest.mark.parametrize(("value", "message"), [(505, "grew from 505 to 510"), (520, "is down to 510")])
def test_an_exception_may_only_shrink(value: int, message: str) -> None:
    (finding,) = apply_exceptions("file-size", [OVER], [entry(value)])
    assert message in finding.message


def test_an_exception_nothing_needs_must_go() -> None:
    (finding,) = apply_exceptions("file-size", [], [entry(510)])
    assert "needs no exception" in finding.message


def test_an_exception_speaks_of_one_rule() -> None:
    assert apply_exceptions("nesting", [OVER], [entry(510)]) == [OVER]


def test_a_finding_without_a_value_has_no_exception() -> None:
    finding = Finding("src/a.py", "is banned.")
    assert finding in apply_exceptions("file-size", [finding], [entry(510)])


def test_each_rule_tells_its_story() -> None:
    rules = all_rules()
    assert len(rules) > 15
    for name, check in rules.items():
        assert len(import_module(check.__module__).__doc__ or "") > 80, name


def test_a_rule_reports_file_line_and_name(tmp_path: Path) -> None:
    (tmp_path / "utils.py").write_text("", encoding="utf-8")
    lines = run_rules(Repository(tmp_path, ["utils.py"]), {"names": all_rules()["names"]}, [])
    assert lines == ["utils.py:1: is named for nothing: name the module (or its folder) by its noun. [names]"]


def test_an_unknown_rule_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-such-rule"]) == 2
    assert "no-such-rule" in capsys.readouterr().out


def test_git_names_the_files(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "left_out.py").write_text("", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("left_out.py\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    repository = Repository(tmp_path)
    assert repository.paths == [".gitignore", "new.py"]
    assert repository.lines("new.py") == ["x = 1"]
    assert "left_out.py" not in repository


def test_no_list_of_exceptions_is_an_empty_one(tmp_path: Path) -> None:
    assert read_exceptions(tmp_path) == []
