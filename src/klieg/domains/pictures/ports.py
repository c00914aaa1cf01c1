"""What pictures need of the world."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from klieg.domains.pictures.rules import PictureKind


class Darkroom(Protocol):
    """Makes prints of what strangers send."""

    async def develop(self, data: bytes, kind: PictureKind) -> Mapping[int, bytes]:
        """Return the prints as WebP by width: upright, cropped to the kind's aspect, without metadata.

        Raises:
            PictureUnsupportedError: it is no JPEG, PNG or WebP.
            PictureTooManyPixelsError: it is too large to be decoded.
            PictureBrokenError: it cannot be decoded.
            UnavailableError: there is no room for the work now.
        """
        ...


class PictureStore(Protocol):
    """Keeps prints by name. Every method raises UnavailableError when the store does not answer."""

    async def put(self, name: str, data: bytes) -> None:
        """Write a print, whole or not at all."""
        ...

    async def read(self, name: str) -> bytes:
        """Return a print.

        Raises:
            PictureMissingError: there is none of this name.
        """
        ...

    async def remove(self, names: Sequence[str]) -> None:
        """Remove prints; one that is not there is no fault."""
        ...
