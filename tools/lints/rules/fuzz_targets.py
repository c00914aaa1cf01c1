"""A parser nobody fuzzed is a parser somebody else will.

Every module of the media and node planes that takes bytes from a peer is in ``tests/fuzz/targets.toml`` with the target
that covers it, and every target there is in the table. A parser is a public function or method named ``parse…``,
``decode…``, ``receive…``, ``read…`` or ``unpack…`` that takes bytes.
"""

import ast
import tomllib
from collections.abc import Iterator

from tools.lints.definitions import functions, is_public, parameters
from tools.lints.finding import Finding
from tools.lints.repository import Repository

TABLE = "tests/fuzz/targets.toml"
VERBS = ("parse", "decode", "receive", "read", "unpack")
BYTES = {"bytes", "bytearray", "memoryview", "Buffer"}
PLANES = ("src/klieg/media", "src/klieg/node", "src/klieg/contracts")


def check(repository: Repository) -> Iterator[Finding]:
    """Yield parsers without a target, targets without a row, and rows without a parser or a target."""
    table: dict[str, str] = tomllib.loads(repository.text(TABLE)).get("targets", {}) if TABLE in repository else {}
    for path in repository.python(*PLANES):
        parsers = [name for name, node in functions(repository.tree(path)) if is_public(name) and _takes_bytes(node)]
        if parsers and path not in table:
            yield Finding(path, f"parses bytes of a peer ({parsers[0]}) and has no row in {TABLE}.")
    for source, target in table.items():
        if source not in repository:
            yield Finding(TABLE, f"names {source}, which does not exist: remove the row.")
        if target not in repository or not _is_target(repository, target):
            yield Finding(TABLE, f"names {target}, which is no module with a function fuzz_one.")
    for path in repository.python("tests/fuzz"):
        if _is_target(repository, path) and path not in table.values():
            yield Finding(path, f"is a fuzz target of nothing: name what it covers in {TABLE}.")


def _takes_bytes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    annotations = [ast.unparse(argument.annotation) for argument in parameters(function) if argument.annotation]
    kinds = {kind.strip() for annotation in annotations for kind in annotation.split("|")}
    return function.name.startswith(VERBS) and bool(kinds & BYTES)


def _is_target(repository: Repository, path: str) -> bool:
    return any(name == "fuzz_one" for name, _ in functions(repository.tree(path)))
