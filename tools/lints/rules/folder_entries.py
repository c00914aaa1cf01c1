"""A folder of ninety entries, domains and plumbing mixed, is a list and not a map.

Twenty is the hard stop. Numbered logs (decision records, migrations) grow by nature and are not counted.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lints.finding import Finding
from tools.lints.repository import Repository

ENTRIES = 20
LOGS = ("docs/adr", "versions")


def check(repository: Repository) -> Iterator[Finding]:
    """Yield folders with too many entries."""
    entries: defaultdict[PurePosixPath, set[str]] = defaultdict(set)
    for path in map(PurePosixPath, repository.paths):
        child = path
        for folder in path.parents:
            entries[folder].add(child.name)
            child = folder
    for folder, names in sorted(entries.items()):
        count = len(names - {"__init__.py"})
        if count > ENTRIES and not str(folder).endswith(LOGS):
            yield Finding(str(folder), f"has {count} entries, at most {ENTRIES}: group them.", value=count)
