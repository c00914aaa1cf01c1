"""What a rule says about a place in the tree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule at one place.

    Attributes:
        where: Path from the root, with ``::Name`` when one function or class is meant.
        message: A sentence with the remedy.
        line: Line in the file, 1 for the file as a whole.
        value: What was measured, for rules with a budget: an exception may hold it, and only shrink.
    """

    where: str
    message: str
    line: int = 1
    value: int | None = None

    def __str__(self) -> str:
        """Return the form editors jump to."""
        path, _, name = self.where.partition("::")
        return f"{path}:{self.line}: {f'{name}: ' if name else ''}{self.message}"
