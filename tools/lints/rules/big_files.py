"""A repository carries every large file for ever, in every clone.

Media is generated when a test needs it; nothing above 200 KB is tracked but the hashed requirements and the npm lock.
"""

from collections.abc import Iterator

from tools.lints.finding import Finding
from tools.lints.repository import Repository

BYTES = 200_000
LOCKS = ("requirements/", "web/package-lock.json")


def check(repository: Repository) -> Iterator[Finding]:
    """Yield files that are too large to track."""
    for path in repository.paths:
        size = (repository.root / path).stat().st_size
        if size > BYTES and not path.startswith(LOCKS):
            yield Finding(path, f"has {size} bytes, at most {BYTES}: generate it or shrink it.", value=size)
