import json
from datetime import UTC, datetime

import pytest
from pydantic import BaseModel

from klieg.cli.output import Cell, cell_text, print_table, print_view, print_views

MOMENT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


class Lamp(BaseModel):
    name: str
    is_on: bool
    since: datetime | None = None


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "-"), (True, "yes"), (False, "no"), (3, "3"), ("x", "x"), (MOMENT, "2026-11-21 10:30:00+00:00")],
)
def test_cells(value: Cell, text: str) -> None:
    assert cell_text(value) == text


def test_columns_line_up_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["NAME", "N"], [["a", 1], ["longer", 22]])
    assert capsys.readouterr().out == "NAME    N\na       1\nlonger  22\n"


def test_json_has_all_fields_and_the_table_some(capsys: pytest.CaptureFixture[str]) -> None:
    lamps = [Lamp(name="a", is_on=True, since=MOMENT)]
    print_views(lamps, {"name": "NAME"}, as_json=False, nothing="none")
    assert capsys.readouterr().out == "NAME\na\n"
    print_views(lamps, {"name": "NAME"}, as_json=True, nothing="none")
    assert json.loads(capsys.readouterr().out) == [{"name": "a", "is_on": True, "since": "2026-11-21T10:30:00Z"}]


def test_nothing_is_a_sentence_for_people_and_an_empty_list_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    print_views([], {"name": "NAME"}, as_json=False, nothing="No lamps.")
    assert capsys.readouterr().out == "No lamps.\n"
    print_views([], {"name": "NAME"}, as_json=True, nothing="No lamps.")
    assert json.loads(capsys.readouterr().out) == []


def test_one_view_is_lines_or_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    lamp = Lamp(name="a", is_on=False)
    print_view(lamp, {"name": "Name", "is_on": "Burning"}, as_json=False)
    assert capsys.readouterr().out == "Name     a\nBurning  no\n"
    print_view(lamp, {}, as_json=True)
    assert json.loads(capsys.readouterr().out) == {"name": "a", "is_on": False, "since": None}
