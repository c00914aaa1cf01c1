"""A note to oneself in the code is read by everyone but oneself. What is not done is an issue, not a comment."""

import re
from collections.abc import Iterator

from tools.lints.finding import Finding
from tools.lints.repository import Repository

MARK = re.compile(r"(#|//|/\*|<!--|--)\s*(TODO|FIXME|XXX|HACK)\b")
SUFFIXES = (".py", ".ts", ".js", ".svelte", ".css", ".html", ".md", ".toml", ".sh", ".sql", "Makefile")
OWN_TESTS = "tests/unit/tools/"


def check(repository: Repository) -> Iterator[Finding]:
    """Yield comments that put work off."""
    for path in repository.matching(*SUFFIXES):
        text = repository.text(path) if not path.startswith(OWN_TESTS) else ""
        for match in MARK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Finding(path, f"puts work off ({match[2]}): do it or open an issue.", line=line)
