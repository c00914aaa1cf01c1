"""The tree the rules look at: its files, their text and their syntax, each read once."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

MAX_TEXT_BYTES = 2_000_000
"""Larger files are not read as text: the rule on big files speaks of them."""


class Repository:
    """A folder and the files of it that are, or are about to be, under version control.

    Args:
        root: The folder.
        paths: Paths from the root, with forward slashes; None asks git for tracked and new files.
    """

    def __init__(self, root: Path, paths: list[str] | None = None) -> None:
        self.root = root
        self.paths = sorted(_ask_git(root) if paths is None else paths)
        self.text = cache(self._read)
        self.tree = cache(self._parse)

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(self.paths)

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def matching(self, *suffixes: str, under: tuple[str, ...] = ("",)) -> Iterator[str]:
        """Yield the paths with one of the suffixes below one of the folders."""
        yield from (path for path in self.paths if path.endswith(suffixes) and path.startswith(under))

    def python(self, *under: str) -> Iterator[str]:
        """Yield the Python files below one of the folders (all, when none is given)."""
        yield from self.matching(".py", under=tuple(f"{folder}/" for folder in under) or ("",))

    def lines(self, path: str) -> list[str]:
        """Return the lines of a text file, none for a binary one."""
        return self.text(path).splitlines()

    def _read(self, path: str) -> str:
        file = self.root / path
        if file.stat().st_size > MAX_TEXT_BYTES:
            return ""
        try:
            return file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return ""

    def _parse(self, path: str) -> ast.Module:
        return ast.parse(self.text(path), filename=path)


def _ask_git(root: Path) -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout  # noqa: S603 - constant
    return [path for path in dict.fromkeys(listed.split("\0")) if path and (root / path).is_file()]
