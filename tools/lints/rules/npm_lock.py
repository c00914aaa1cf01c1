"""npm writes the address each package came from into its lock, so a lock made behind a mirror breaks everyone else.

The lock keeps versions and integrity hashes; it has no ``resolved`` addresses, and each package has its hash.
"""

import json
from collections.abc import Iterator

from tools.lints.finding import Finding
from tools.lints.repository import Repository


def check(repository: Repository) -> Iterator[Finding]:
    """Yield packages of an npm lock with an address, or without a hash."""
    for path in repository.matching("package-lock.json"):
        packages = json.loads(repository.text(path)).get("packages", {})
        for name, entry in packages.items():
            is_ours = not name.startswith("node_modules/") and "/node_modules/" not in name
            if is_ours or entry.get("link"):
                continue
            if "resolved" in entry:
                yield Finding(path, f"{name} has an address in `resolved`: remove it.")
            if "integrity" not in entry and not entry.get("inBundle"):
                yield Finding(path, f"{name} has no `integrity` hash.")
