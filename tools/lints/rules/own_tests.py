"""A module tested only by accident of others is not tested: nobody knows where its next test goes.

Each module of the media plane that decides something, and the rules of each domain, has the test module of its name:
``src/klieg/media/hls/segmenter.py`` has ``tests/unit/media/hls/test_segmenter.py``. When that passes the budget of a
file it becomes several, ``test_segmenter_<aspect>.py``.
"""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lints.definitions import functions
from tools.lints.finding import Finding
from tools.lints.repository import Repository

SOURCE = "src/klieg"


def check(repository: Repository) -> Iterator[Finding]:
    """Yield modules without their own test module."""
    rules = [path for path in repository.python(f"{SOURCE}/domains") if path.endswith("/rules.py")]
    for path in (*repository.python(f"{SOURCE}/media"), *rules):
        if path.endswith(("/__init__.py", "/errors.py")) or not _decides(repository.tree(path)):
            continue
        source = PurePosixPath(path).relative_to(SOURCE)
        expected = f"tests/unit/{source.parent}/test_{source.stem}"
        if not any(test == f"{expected}.py" or test.startswith(f"{expected}_") for test in repository.python("tests")):
            yield Finding(path, f"has no test module of its own: write {expected}.py.")


def _decides(tree: ast.Module) -> bool:
    return any(True for _ in functions(tree))
