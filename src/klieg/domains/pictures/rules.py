"""Rules of pictures: kinds, sizes, names. Pure."""

import re
from datetime import timedelta
from enum import StrEnum

from klieg.domains.pictures.errors import PictureMissingError, PictureTooLargeError

REPLACED_FOR = timedelta(minutes=10)
"""How long a picture that is shown no more is kept: pages that are open still name it."""
UNUSED_FOR = timedelta(hours=1)
"""How long a picture whose making broke off is kept."""

_FOLDER = "pictures"
_ID = re.compile(r"pc_[0-9a-z]{22}")


class PictureKind(StrEnum):
    """What a picture is of, and thereby how it is made.

    Attributes:
        max_bytes: Of the file that is sent.
        aspect: Width to height; what is outside of it, half on each side, is cut off.
        widths: Of its prints, in pixels. A smaller picture is not enlarged.
    """

    AVATAR = "avatar"
    BANNER = "banner"

    @property
    def max_bytes(self) -> int:
        """See the class."""
        return 5_000_000 if self is PictureKind.AVATAR else 10_000_000

    @property
    def aspect(self) -> tuple[int, int]:
        """See the class."""
        return (1, 1) if self is PictureKind.AVATAR else (16, 9)

    @property
    def widths(self) -> tuple[int, ...]:
        """See the class."""
        return (64, 256, 512) if self is PictureKind.AVATAR else (640, 1280, 1920)


ALL_WIDTHS = frozenset(width for kind in PictureKind for width in kind.widths)


def check_length(kind: PictureKind, length_bytes: int) -> None:
    """Return when a file of that length may be sent.

    Raises:
        PictureTooLargeError: it may not.
    """
    if length_bytes > kind.max_bytes:
        raise PictureTooLargeError(kind.max_bytes)


def object_name(picture_id: str, width: int) -> str:
    """Return the name under which a print is kept."""
    return f"{_FOLDER}/{picture_id}/{width}.webp"


def object_names(picture_id: str, kind: PictureKind) -> list[str]:
    """Return the names of all prints."""
    return [object_name(picture_id, width) for width in kind.widths]


def parse_width(picture_id: str, text: str) -> int:
    """Return the width of a print that a stranger asks for.

    Raises:
        PictureMissingError: there are no such pictures.
    """
    if not _ID.fullmatch(picture_id) or not text.isascii() or not text.isdecimal() or len(text) > 4:
        raise PictureMissingError
    width = int(text)
    if width not in ALL_WIDTHS or str(width) != text:
        raise PictureMissingError
    return width
