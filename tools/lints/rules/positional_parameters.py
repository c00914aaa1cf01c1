"""A call with six values in a row cannot be read without the definition beside it.

Three are easy, five the hard stop; the rest are keyword-only or a dataclass. Fixtures of tests are asked for by name.
"""

from collections.abc import Iterator

from tools.lints.definitions import functions
from tools.lints.finding import Finding
from tools.lints.repository import Repository

POSITIONAL = 5


def check(repository: Repository) -> Iterator[Finding]:
    """Yield functions with too many positional parameters."""
    for path in repository.python("src", "tools"):
        for name, node in functions(repository.tree(path)):
            named = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            count = len([argument for argument in named if argument not in {"self", "cls"}])
            if count > POSITIONAL:
                message = f"takes {count} positional parameters, at most {POSITIONAL}: make them keyword-only."
                yield Finding(f"{path}::{name}", message, line=node.lineno, value=count)
