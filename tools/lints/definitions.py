"""Functions and classes of a module with their qualified names."""

import ast
from collections.abc import Iterator

type Function = ast.FunctionDef | ast.AsyncFunctionDef
type Definition = Function | ast.ClassDef

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def definitions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Yield every function and class below ``tree`` as (qualified name, node), outer ones first."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, DEFINITIONS):
            name = f"{prefix}{child.name}"
            yield name, child
            yield from definitions(child, f"{name}.")
        else:
            yield from definitions(child, prefix)


def functions(tree: ast.AST) -> Iterator[tuple[str, Function]]:
    """Yield every function and method below ``tree`` as (qualified name, node)."""
    for name, node in definitions(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield name, node


def is_public(qualified_name: str) -> bool:
    """Say whether no part of the name starts with an underscore."""
    return not any(part.startswith("_") for part in qualified_name.split("."))


def parameters(function: Function) -> list[ast.arg]:
    """Return all parameters but ``self`` and ``cls``, positional ones first."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument for argument in every if argument.arg not in {"self", "cls"}]
