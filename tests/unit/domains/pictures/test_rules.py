"""Which files and which addresses of pictures can be."""

import pytest

from klieg.domains.pictures import (
    PictureKind,
    PictureMissingError,
    PictureTooLargeError,
    check_length,
    object_name,
    object_names,
    parse_width,
)
from klieg.kernel.ids import new_id

ID = "pc_1q9gd6e00gwg1r59x5dwtm"


@pytest.mark.parametrize(("kind", "max_mb"), [(PictureKind.AVATAR, 5), (PictureKind.BANNER, 10)])
def test_a_file_has_so_many_bytes_at_most(kind: PictureKind, max_mb: int) -> None:
    check_length(kind, max_mb * 1_000_000)
    with pytest.raises(PictureTooLargeError, match=f"{max_mb} MB at most"):
        check_length(kind, max_mb * 1_000_000 + 1)


def test_every_print_that_is_kept_can_be_asked_for() -> None:
    for kind in PictureKind:
        names = {object_name(ID, parse_width(ID, str(width))) for width in kind.widths}
        assert names == set(object_names(ID, kind))


def test_our_own_ids_are_ids() -> None:
    assert parse_width(new_id("pc", 1_900_000_000.0), "64") == 64


@pytest.mark.parametrize(
    ("picture_id", "width"),
    [
        ("", "64"),
        ("..", "64"),
        (ID + "x", "64"),
        (ID.upper(), "64"),
        (f"../{ID}", "64"),
        (ID, "65"),
        (ID, "064"),
        (ID, "-64"),
        (ID, "٦٤"),
        (ID, "64.webp"),
        (ID, "9" * 5000),
        (ID, ""),
    ],
)
def test_other_addresses_lead_nowhere(picture_id: str, width: str) -> None:
    with pytest.raises(PictureMissingError):
        parse_width(picture_id, width)
