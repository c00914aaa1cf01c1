"""Code indented four branches deep is a decision table that nobody drew.

Counted: if, for, while, try and match inside a function. ``elif`` and ``with`` add nothing: one chain, one scope.
"""

import ast
from collections.abc import Iterator

from tools.lints.definitions import DEFINITIONS, functions
from tools.lints.finding import Finding
from tools.lints.repository import Repository

DEPTH = 3

BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.Match)


def check(repository: Repository) -> Iterator[Finding]:
    """Yield functions that nest deeper than the budget."""
    for path in repository.python():
        for name, node in functions(repository.tree(path)):
            deepest = max((_depth(statement) for statement in node.body), default=0)
            if deepest > DEPTH:
                message = f"nests {deepest} deep, at most {DEPTH}: return early or name the inner block."
                yield Finding(f"{path}::{name}", message, line=node.lineno, value=deepest)


def _depth(node: ast.AST) -> int:
    if isinstance(node, DEFINITIONS):
        return 0
    own = isinstance(node, BRANCHES)
    return own + max((_depth(child) - _is_elif(node, child) for child in ast.iter_child_nodes(node)), default=0)


def _is_elif(parent: ast.AST, child: ast.AST) -> bool:
    """``elif`` is parsed as an ``if`` alone in the ``else`` of an ``if``, at the same column."""
    if not (isinstance(parent, ast.If) and isinstance(child, ast.If)):
        return False
    return parent.orelse == [child] and parent.col_offset == child.col_offset
