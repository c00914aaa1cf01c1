from collections.abc import Callable

import pytest

type Broken = Callable[[str, dict[str, str]], list[str]]


@pytest.mark.parametrize(
    "line",
    [
        "pip install --index-url https://host/",
        "index-url = https://host",
        'registry = "https://host"',
        "see https://files.python" + "hosted.org/x",
        "open('/home/me/x')",
        "cd /root/klieg",
    ],
)
def test_no_traces_of_a_machine(broken: Broken, line: str) -> None:
    assert len(broken("machine_traces", {"scripts/a.sh": f"one\n{line}\n"})) == 1


@pytest.mark.parametrize("line", ["https://example.org/home/index", "web/work/x", "registry = Registry()", "/var/lib"])
def test_other_addresses_are_fine(broken: Broken, line: str) -> None:
    assert broken("machine_traces", {"scripts/a.sh": line}) == []


@pytest.mark.parametrize("line", ["# TODO: later", "x = 1  # FIXME", "// XXX", "<!-- HACK -->"])
def test_no_work_is_put_off(broken: Broken, line: str) -> None:
    assert len(broken("unfinished", {"web/a.ts": f"{line}\n"})) == 1
    assert broken("unfinished", {"web/a.ts": "# no TODO here\n"}) == []


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # noqa",
        "x = 1  # noqa: S104",
        "# ruff: noqa",
        "# mypy: ignore-errors",
        "x = 1  # type: ignore",
    ],
)
def test_a_suppression_has_code_and_reason(broken: Broken, line: str) -> None:
    assert len(broken("suppressions", {"src/a.py": f"{line}\n"})) == 1


def test_a_reasoned_suppression_is_fine(broken: Broken) -> None:
    good = "x = 1  # noqa: S104, E501 - viewers come from elsewhere\ny = 2  # type: ignore[arg-type]\nz = '# noqa'\n"
    assert broken("suppressions", {"src/a.py": good}) == []


def test_ignores_are_few(broken: Broken) -> None:
    ignore = "x = 1  # type: ignore[arg-type]\n"
    assert len(broken("suppressions", {"src/a.py": ignore * 2})) == 1
    assert broken("suppressions", {"src/a.py": ignore * 2 + "y = 1\n" * 2000}) == []
