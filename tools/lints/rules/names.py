"""``utils``, ``manager``, ``handle_event``, ``Stream``: a name that fits everything tells nothing and attracts all.

A helper has a noun or it has no file; a verb says what happens; credentials and sessions say which one they are.
"""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lints.definitions import definitions, functions, is_public, parameters
from tools.lints.finding import Finding
from tools.lints.repository import Repository

MODULES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "base", "misc"}
CLASSES = {"Stream", "Manager", "Helper", "Util", "Utils"}
VERBS = ("handle_", "process_", "manage_", "do_")
FOREIGN = {
    *("process_bind_param", "process_result_value", "do_GET"),
    *("handle_starttag", "handle_endtag", "handle_data", "handle_MAIL", "handle_RCPT", "handle_DATA"),
}
"""Names a library asks of us (SQLAlchemy's column types, the standard library's HTTP server and parser, aiosmtpd)."""

PARAMETERS = {"session", "token"}


def check(repository: Repository) -> Iterator[Finding]:
    """Yield modules, classes, functions and parameters with a banned name."""
    for path in repository.python():
        if set(PurePosixPath(path).with_suffix("").parts) & MODULES:
            yield Finding(path, "is named for nothing: name the module (or its folder) by its noun.")
        for name, node in definitions(repository.tree(path)):
            yield from _definition(path, name, node)
    for path in repository.python("src/klieg/domains", "src/klieg/contracts"):
        yield from _parameters(repository, path)


def _definition(path: str, name: str, node: ast.AST) -> Iterator[Finding]:
    last = name.rsplit(".", 1)[-1]
    line = getattr(node, "lineno", 1)
    if isinstance(node, ast.ClassDef):
        if last in CLASSES:
            yield Finding(f"{path}::{name}", f"is banned as a class name: say which {last.lower()}.", line=line)
    elif last.lstrip("_").startswith(VERBS) and last not in FOREIGN:
        yield Finding(f"{path}::{name}", "has a verb that says nothing: name what happens.", line=line)


def _parameters(repository: Repository, path: str) -> Iterator[Finding]:
    for name, node in functions(repository.tree(path)):
        for argument in parameters(node) if is_public(name) else []:
            if argument.arg in PARAMETERS:
                message = f"has a parameter `{argument.arg}`: say which one it is (stream_session, admin_token …)."
                yield Finding(f"{path}::{name}", message, line=argument.lineno)
