"""Ten domains cost the price of learning one when all have the same cast of files.

A domain holds only the files below, and those it needs; when ``actions.py`` grows it becomes a folder of nouns.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lints.finding import Finding
from tools.lints.repository import Repository

DOMAINS = "src/klieg/domains"
CAST = frozenset(
    [
        *("__init__", "models", "rules", "actions", "repository", "queries"),
        *("ports", "events", "errors", "schemas", "routes", "tasks"),
    ]
)
FOLDERS = frozenset({"actions"})


def check(repository: Repository) -> Iterator[Finding]:
    """Yield files of a domain that are not of the cast."""
    for path in repository.python(DOMAINS):
        inner = PurePosixPath(path).relative_to(DOMAINS).parts[1:]
        known = not inner or (inner[0].removesuffix(".py") in CAST if len(inner) == 1 else inner[0] in FOLDERS)
        if not known:
            cast = ", ".join(sorted(CAST - {"__init__"}))
            yield Finding(path, f"is not of a domain's cast ({cast}): put it in the file of its role.")
