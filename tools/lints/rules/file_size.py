"""Every project that went before rots in the file that owns a lifecycle: it takes one more noun each month.

So a file has a hard stop, well before nobody reads it whole: the next noun gets its own file.
"""

from collections.abc import Iterator

from tools.lints.finding import Finding
from tools.lints.repository import Repository

SOURCE_LINES = 500
ROUTES_LINES = 300
TEST_LINES = 600
TYPESCRIPT_LINES = 250
COMPONENT_LINES = 120
"""Script and markup of a Svelte component; its style block is not counted."""

GENERATED_MARK = "generated"
"""A web file whose first line says so is written by a tool and has no budget."""


def check(repository: Repository) -> Iterator[Finding]:
    """Yield files over their budget."""
    for path in repository.matching(".py", ".ts", ".js", ".svelte"):
        lines = repository.lines(path)
        if lines and path.startswith("web/") and GENERATED_MARK in lines[0].lower():
            continue
        length = _counted(path, lines)
        budget = _budget(path)
        if length > budget:
            yield Finding(path, f"has {length} lines, at most {budget}: give a noun its own file.", value=length)


def _budget(path: str) -> int:
    name = path.rsplit("/", 1)[-1]
    is_test = path.startswith("tests/") or "/tests/" in path or ".test." in name or ".spec." in name
    if is_test:
        return TEST_LINES
    if path.endswith(".svelte"):
        return COMPONENT_LINES
    if path.endswith((".ts", ".js")):
        return TYPESCRIPT_LINES
    return ROUTES_LINES if name == "routes.py" else SOURCE_LINES


def _counted(path: str, lines: list[str]) -> int:
    if not path.endswith(".svelte"):
        return len(lines)
    styled = False
    count = 0
    for line in lines:
        styled = styled or line.startswith("<style")
        count += not styled
        styled = styled and not line.startswith("</style>")
    return count
