"""People's own pictures: avatars of accounts, banners of channels.

Knows neither account nor channel: an owner is an id. A picture is made in several widths, never changes, and is removed
some time after nobody shows it any more.
"""

from klieg.domains.pictures.actions import begin_picture, forget_picture, remove_pictures, show_picture
from klieg.domains.pictures.errors import (
    PictureBrokenError,
    PictureMissingError,
    PictureTooLargeError,
    PictureTooManyPixelsError,
    PictureUnsupportedError,
)
from klieg.domains.pictures.models import Picture
from klieg.domains.pictures.ports import Darkroom, PictureStore
from klieg.domains.pictures.queries import due_pictures, shown_pictures
from klieg.domains.pictures.rules import PictureKind, check_length, object_name, object_names, parse_width

__all__ = [
    "Darkroom",
    "Picture",
    "PictureBrokenError",
    "PictureKind",
    "PictureMissingError",
    "PictureStore",
    "PictureTooLargeError",
    "PictureTooManyPixelsError",
    "PictureUnsupportedError",
    "begin_picture",
    "check_length",
    "due_pictures",
    "forget_picture",
    "object_name",
    "object_names",
    "parse_width",
    "remove_pictures",
    "show_picture",
    "shown_pictures",
]
