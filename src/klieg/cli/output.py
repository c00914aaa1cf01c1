"""How commands print: a table for people, ``--json`` for programs, always with the same field names."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
type Cell = str | int | float | bool | datetime | BaseModel | None


def print_json(value: object) -> None:
    """Print one JSON document."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


def print_views(views: "Sequence[BaseModel]", columns: Mapping[str, str], *, as_json: bool, nothing: str) -> None:
    """Print views as a table of ``columns`` (field to heading), or all their fields as a JSON list."""
    if as_json:
        print_json([view.model_dump(mode="json") for view in views])
    elif views:
        rows = [[getattr(view, field) for field in columns] for view in views]
        print_table(list(columns.values()), rows)
    else:
        print(nothing)


def print_view(view: "BaseModel", titles: Mapping[str, str], *, as_json: bool) -> None:
    """Print one view as lines of ``titles`` (field to title), or all its fields as a JSON object."""
    if as_json:
        print_json(view.model_dump(mode="json"))
        return
    width = max(len(title) for title in titles.values()) + 2
    for field, title in titles.items():
        print(f"{title:<{width}}{cell_text(getattr(view, field))}")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Print a table: drawn on a terminal, plain columns elsewhere."""
    texts = [[cell_text(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _draw(headings, texts)
        return
    widths = [max(len(line[index]) for line in [headings, *texts]) for index in range(len(headings))]
    for line in [headings, *texts]:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


def cell_text(value: Cell) -> str:
    """Return what a person reads for a value."""
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case str() | int() | float():
            return str(value)
        case _:  # a view within a view
            return ", ".join(cell_text(part) for part in value.model_dump().values())


def _draw(headings: Sequence[str], texts: Sequence[Sequence[str]]) -> None:
    from rich import box  # noqa: PLC0415 - only a table on a terminal pays for rich
    from rich.console import Console  # noqa: PLC0415 - same
    from rich.table import Table  # noqa: PLC0415 - same
    from rich.text import Text  # noqa: PLC0415 - same

    table = Table(*headings, box=box.SIMPLE_HEAD, pad_edge=False)
    for line in texts:
        table.add_row(*(Text(text) for text in line))
    Console().print(table)
