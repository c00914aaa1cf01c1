"""A lock file with the address of somebody's mirror installs nowhere else; a path of one machine runs nowhere else.

No tracked file names a package index or a registry, or an absolute path of a developer's machine.
"""

import re
from collections.abc import Iterator

from tools.lints.finding import Finding
from tools.lints.repository import Repository

TRACES = re.compile(
    r"(?P<index>--(extra-)?index-url|--find-links|\bindex-url\s*=|\bregistry\s*=\s*[\"']?http"
    r"|files\.pythonhoste[d]\.org|registr[y]\.npmjs\.org|py[p]i\.org/simple)"
    r"|(?P<path>(?<![\w./-])/(root|work|Users|home)/\w)"
)
SELF = "tools/lints/rules/machine_traces.py"
OWN_TESTS = "tests/unit/tools/"


def check(repository: Repository) -> Iterator[Finding]:
    """Yield lines that name a registry or a path of one machine."""
    for path in repository.paths:
        if path == SELF or path.startswith(OWN_TESTS):
            continue
        text = repository.text(path)
        for match in TRACES.finditer(text):
            what = "a package index" if match["index"] else "a path of one machine"
            yield Finding(path, f"names {what}: {match[0]!r}.", line=text.count("\n", 0, match.start()) + 1)
