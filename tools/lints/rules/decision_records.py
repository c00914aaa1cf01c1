"""A decision that cannot be found is taken again, differently.

Records are numbered without a gap, say their status and area, answer the same questions on one page, and are in the
index.
"""

import re
from collections.abc import Iterator

from tools.lints.finding import Finding
from tools.lints.repository import Repository

FOLDER = "docs/adr/"
INDEX = "docs/adr/README.md"
NAME = re.compile(r"(\d{4})-[a-z0-9-]+\.md")
STATUS = re.compile(r"^- Status: (proposed|accepted|superseded by \d{4})$", re.MULTILINE)
AREA = re.compile(r"^- Area: \S.*$", re.MULTILINE)
QUESTIONS = ("Context", "Decision", "Cost", "Alternatives")
LINES = 80


def check(repository: Repository) -> Iterator[Finding]:
    """Yield records that break the form, and gaps in their numbers."""
    records = [path for path in repository.matching(".md", under=(FOLDER,)) if path != INDEX]
    index = repository.text(INDEX) if INDEX in repository else ""
    for number, path in enumerate(records, start=1):
        name = path.removeprefix(FOLDER)
        match = NAME.fullmatch(name)
        if match is None or int(match[1]) != number:
            yield Finding(path, f"should be number {number:04} and look like {number:04}-lower-case-title.md.")
        if f"({name})" not in index:
            yield Finding(path, f"is not linked from {INDEX}.")
        yield from _form(path, f"# {number:04}. ", repository)


def _form(path: str, title: str, repository: Repository) -> Iterator[Finding]:
    text = repository.text(path)
    if not text.startswith(title):
        yield Finding(path, f"must begin with '{title}' and its title.")
    if not STATUS.search(text):
        yield Finding(path, "has no line '- Status: proposed', 'accepted' or 'superseded by NNNN'.")
    if not AREA.search(text):
        yield Finding(path, "has no line '- Area: …'.")
    for question in QUESTIONS:
        if f"\n## {question}\n" not in text:
            yield Finding(path, f"has no section '## {question}'.")
    if len(repository.lines(path)) > LINES:
        yield Finding(path, f"is longer than a page ({LINES} lines).")
