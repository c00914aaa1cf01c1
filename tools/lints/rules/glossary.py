"""One meaning, one word: when the same thing is a segment here and a chunk there, readers look for a difference.

``docs/concepts/glossary.md`` has a column of words we do not use for a term. A public name in ``src`` that contains one
breaks this rule; a word may be allowed in the folders the glossary names (``chunk`` is a noun of RTMP).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.lints.definitions import definitions, is_public
from tools.lints.finding import Finding
from tools.lints.repository import Repository

GLOSSARY = "docs/concepts/glossary.md"
CELL = re.compile(r"`(?P<word>[a-z]+)`(?: \(except in (?P<folders>[^)]+)\))?")
WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(frozen=True, slots=True)
class BannedWord:
    """A word that is not used in names, but in the ``folders`` (below ``src/klieg``) where it is the right noun."""

    word: str
    term: str
    folders: tuple[str, ...]


def check(repository: Repository) -> Iterator[Finding]:
    """Yield public names that contain a word the glossary sets aside."""
    banned = read_glossary(repository.text(GLOSSARY)) if GLOSSARY in repository else []
    for path in repository.python("src"):
        module = path.rsplit("/", 1)[-1].removesuffix(".py")
        names = [(module, 1)]
        names += [(name, node.lineno) for name, node in definitions(repository.tree(path)) if is_public(name)]
        for name, line in names:
            yield from _name(path, name, line, banned)


def read_glossary(text: str) -> list[BannedWord]:
    """Return the words of the last column of the glossary's tables."""
    found = []
    for row in re.findall(r"^\| \*\*(.+?)\*\* \|.*\|(.*)\|$", text, re.MULTILINE):
        term, cell = row
        for match in CELL.finditer(cell):
            folders = tuple(f"src/klieg/{folder.strip().strip('`')}" for folder in (match["folders"] or "").split(","))
            found.append(BannedWord(match["word"], term, folders if match["folders"] else ()))
    return found


def _name(path: str, name: str, line: int, banned: list[BannedWord]) -> Iterator[Finding]:
    words = {word.lower() for word in WORD.findall(name.rsplit(".", 1)[-1])}
    for entry in banned:
        plain = entry.word in words or f"{entry.word}s" in words
        if plain and not (entry.folders and path.startswith(entry.folders)):
            yield Finding(f"{path}::{name}", f"says `{entry.word}`; the word here is {entry.term}.", line=line)
