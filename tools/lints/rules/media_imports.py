"""The media plane must run in any process, so of our own code it knows only itself and the root of the error tree.

Import contracts forbid it the outside world module by module; this rule closes the rest of the kernel, also what is
added to it later.
"""

import ast
from collections.abc import Iterator

from tools.lints.finding import Finding
from tools.lints.repository import Repository

OURS = "klieg"
ALLOWED = ("klieg.media", "klieg.kernel.errors")


def check(repository: Repository) -> Iterator[Finding]:
    """Yield imports of media that leave media."""
    for path in repository.python("src/klieg/media"):
        for name, line in _imports(repository.tree(path)):
            if name.split(".")[0] == OURS and not _allowed(name):
                yield Finding(path, f"imports {name}: media knows only {', '.join(ALLOWED)}.", line=line)


def _imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module or ''}.{alias.name}", node.lineno) for alias in node.names)


def _allowed(name: str) -> bool:
    return any(name == allowed or name.startswith(f"{allowed}.") for allowed in ALLOWED)
