"""The drawn avatars: one for each name, small, and nothing in them but shapes."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from klieg.domains.identity.rules import AVATARS

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "web/packages/ui/src/avatars"
NAMES = sorted(AVATARS)
SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect"}
MAX_BYTES = 5_000


def test_there_is_a_drawing_for_each_name_and_no_other() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"{name}.svg" for name in NAMES]
    listed = (ROOT / "web/packages/ui/src/people/avatars.ts").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"'{name}'" in listed] == NAMES


def test_the_app_serves_them() -> None:
    assert (ROOT / "web/app/static/avatars").resolve() == FOLDER


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_small_square_and_only_shapes(name: str) -> None:
    path = FOLDER / f"{name}.svg"
    assert path.stat().st_size < MAX_BYTES
    drawing = ET.fromstring(path.read_text(encoding="utf-8"))
    assert drawing.get("viewBox") == "0 0 128 128"
    for shape in drawing.iter():
        assert shape.tag.removeprefix("{http://www.w3.org/2000/svg}") in SHAPES
        assert not any("href" in key or key.startswith("on") or key == "style" for key in shape.attrib)
