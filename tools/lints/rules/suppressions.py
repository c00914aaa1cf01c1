"""Each silenced warning is a small loan; a loan says what it is for, and there are few.

``noqa`` names its code and its reason (``noqa: S104 - viewers come from elsewhere``). ``type: ignore`` names its code,
and there is at most one in 2000 lines. Files are never excused as a whole.
"""

import io
import re
import tokenize
from collections.abc import Iterator

from tools.lints.finding import Finding
from tools.lints.repository import Repository

LINES_PER_IGNORE = 2000
NOQA = re.compile(r"#\s*noqa\b", re.IGNORECASE)
REASONED = re.compile(r"#\s*noqa:\s*[A-Z]+\d+(\s*,\s*[A-Z]+\d+)*\s*(-|—|:|#)\s*\w", re.IGNORECASE)
IGNORE = re.compile(r"#\s*type:\s*ignore\b(?P<code>\[[a-z-]+(,\s*[a-z-]+)*\])?")
BLANKET = re.compile(r"#\s*(ruff|flake8)\s*:\s*noqa|#\s*mypy\s*:\s*ignore")


def check(repository: Repository) -> Iterator[Finding]:
    """Yield suppressions without code or reason, and too many ignores."""
    total = ignores = 0
    for path in repository.python():
        total += len(repository.lines(path))
        for line, comment in _comments(repository.text(path)):
            ignores += bool(IGNORE.search(comment))
            yield from _comment(path, line, comment)
    allowed = 1 + total // LINES_PER_IGNORE
    if ignores > allowed:
        yield Finding("src", f"{ignores} type: ignore in {total} lines, at most {allowed}: type it.", value=ignores)


def _comment(path: str, line: int, comment: str) -> Iterator[Finding]:
    if BLANKET.search(comment):
        yield Finding(path, "excuses a whole file: excuse a line, with its reason.", line=line)
    elif NOQA.search(comment) and not REASONED.search(comment):
        yield Finding(path, "has a noqa without code and reason (noqa: CODE - why).", line=line)
    ignore = IGNORE.search(comment)
    if ignore and not ignore["code"]:
        yield Finding(path, "has a type: ignore without the error code in brackets.", line=line)


def _comments(text: str) -> Iterator[tuple[int, str]]:
    if not re.search(r"noqa|type:\s*ignore|mypy:", text, re.IGNORECASE):
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
