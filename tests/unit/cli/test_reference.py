import tomllib
from pathlib import Path

import pytest

from klieg.cli.exit_codes import ExitCode
from klieg.cli.reference.__main__ import PAGES
from klieg.cli.reference.setting import list_settings
from klieg.kernel.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_what_the_code_says(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == PAGES[path](), "run `make docs`"


def test_the_example_with_every_mark_taken_away_is_the_defaults() -> None:
    lines = (ROOT / "config.example.toml").read_text(encoding="utf-8").splitlines()
    settings = [line.removeprefix("# ") for line in lines if line.startswith("# ") and " = " in line]
    values = tomllib.loads("\n".join(settings))
    assert set(values) == set(Settings.model_fields)
    assert Settings(**values) == Settings()


def test_every_setting_is_named_with_its_variable() -> None:
    page = (ROOT / "docs/operate/settings.md").read_text(encoding="utf-8")
    assert all(f"`{setting.variable}`" in page for setting in list_settings())


def test_the_commands_page_has_every_exit_code_and_hides_what_is_hidden() -> None:
    page = (ROOT / "docs/operate/cli.md").read_text(encoding="utf-8")
    assert all(f"| {code.value} | {code.text} |" in page for code in ExitCode)
    assert "## klieg channel reset-key" in page
    assert "## klieg demo" not in page
