"""Each deed has its words on the page that shows the log."""

import re
from pathlib import Path

import pytest

from klieg.domains.audit import Deed

WORDS = Path(__file__).parents[4] / "web/app/src/features/admin/words"


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_of_the_log_names_each_deed(language: str) -> None:
    _, _, deeds = (WORDS / f"{language}.ts").read_text(encoding="utf-8").partition("deeds: {")
    named = re.findall(r"^\s+(\w+): '", deeds.partition("}")[0], re.MULTILINE)
    assert sorted(named) == sorted(Deed), "a deed without words, or words without a deed"
