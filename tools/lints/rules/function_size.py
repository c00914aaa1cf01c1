"""A function longer than a screen has more than one reason to change, and no test reaches all of it.

Docstrings are not counted: to explain is free. Tables and parsers may be listed as exceptions, up to 90 lines.
"""

import ast
from collections.abc import Iterator

from tools.lints.definitions import Function, functions
from tools.lints.finding import Finding
from tools.lints.repository import Repository

LINES = 60
ROUTE_LINES = 25
LISTED_LINES = 90


def check(repository: Repository) -> Iterator[Finding]:
    """Yield functions over their budget."""
    for path in repository.python():
        budget = ROUTE_LINES if path.endswith("/routes.py") else LINES
        for name, node in functions(repository.tree(path)):
            lines = length(node)
            if lines > budget:
                value = lines if lines <= LISTED_LINES else None
                yield Finding(
                    f"{path}::{name}", f"has {lines} lines, at most {budget}: split it.", line=node.lineno, value=value
                )


def length(function: Function) -> int:
    """Return the lines from ``def`` to the end, without the docstring."""
    last = function.end_lineno or function.lineno
    first = function.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return last - function.lineno + 1 - docstring
