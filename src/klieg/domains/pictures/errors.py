"""Refusals of pictures.

DomainError
├── PictureTooLargeError         more bytes than its kind may have
├── PictureTooManyPixelsError    more pixels than we decode
├── PictureUnsupportedError      its bytes are no JPEG, PNG or WebP
├── PictureBrokenError           they begin like one and cannot be decoded
└── PictureMissingError          there is no such picture, or not any more
"""

from klieg.kernel.errors import DomainError


class PictureTooLargeError(DomainError):
    """The file is too large."""

    code = "picture_too_large"
    status = 413

    def __init__(self, max_bytes: int) -> None:
        super().__init__(f"The picture is too large: {max_bytes // 1_000_000} MB at most.")


class PictureTooManyPixelsError(DomainError):
    """The picture is too wide, too high, or both."""

    code = "picture_too_many_pixels"
    status = 422

    def __init__(self) -> None:
        super().__init__("The picture has too many pixels: make it smaller and try again.")


class PictureUnsupportedError(DomainError):
    """What is in the file counts, not its name."""

    code = "picture_unsupported"
    status = 415

    def __init__(self) -> None:
        super().__init__("This is no picture we can read: send a JPEG, a PNG or a WebP.")


class PictureBrokenError(DomainError):
    """The file is cut off or damaged."""

    code = "picture_broken"
    status = 422

    def __init__(self) -> None:
        super().__init__("The picture is damaged: it begins like one and cannot be decoded.")


class PictureMissingError(DomainError):
    """Nothing is kept under this address."""

    code = "picture_not_found"
    status = 404

    def __init__(self) -> None:
        super().__init__("There is no such picture, or not any more.")
