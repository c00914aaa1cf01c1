"""Results as tables: on a terminal and in ``docs/performance.md``."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

DOCUMENT = Path(__file__).parents[3] / "docs" / "performance.md"


@dataclass
class Table:
    """One result. Cells are text already; ``notes`` are sentences under the table."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def render(self) -> str:
        """Return the table as Markdown with aligned columns, which reads well on a terminal too."""
        widths = [max(len(row[i]) for row in [self.columns, *self.rows]) for i in range(len(self.columns))]
        lines = [_line(self.columns, widths), "|" + "|".join("-" * (width + 2) for width in widths) + "|"]
        lines += [_line(row, widths) for row in self.rows]
        notes = [f"- {note}" for note in self.notes]
        return "\n".join([f"**{self.title}**", "", *lines, *([""] if notes else []), *notes, ""])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Median with the least and the greatest: ``0.47 (0.45-0.52)``; one value stands alone."""
    if not values:
        return "-"
    median = f"{statistics.median(values):.{digits}f}"
    if len(values) == 1:
        return median
    return f"{median} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the sorted ``values`` lie (nearest rank); values must not be empty."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Least-squares slope of ``(x, y)``; zero when all x are equal."""
    if len(points) < 2:
        return 0.0
    mean_x = statistics.fmean(x for x, _ in points)
    mean_y = statistics.fmean(y for _, y in points)
    weight = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / weight if weight else 0.0


def write_document(name: str, text: str, document: Path = DOCUMENT) -> None:
    """Put ``text`` between the marks of benchmark ``name`` in the document.

    Raises:
        ValueError: the document has no such marks.
    """
    page = document.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    head, found_begin, rest = page.partition(begin)
    _, found_end, tail = rest.partition(end)
    if not found_begin or not found_end:
        raise ValueError(f"{document.name} has no place for {name}: add the lines {begin} and {end}.")
    document.write_text(f"{head}{begin}\n{text.strip()}\n{end}{tail}", encoding="utf-8")
