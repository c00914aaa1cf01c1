"""Decodes one picture of a stranger's and makes its prints; run in a process of its own by the darkroom.

``python -m klieg.adapters.pictures.developing <aspect width> <aspect height> <width>…`` reads a file from standard
input and writes each print to standard output behind its width and length (four bytes each, big-endian). Why there
are none is the exit code.
"""

import io
import os
import resource
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import IntEnum

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000
MAX_EDGE = 16_000
MEMORY_BYTES = 1_500_000_000
"""Of addresses, libraries included: what a picture of the most pixels takes four times over."""
CPU_S = 20
NICENESS = 5
HEAD = struct.Struct(">II")

_QUALITY = 82
_EFFORT = 4
_SIXTEEN_BIT = ("I;16", "I;16B", "I;16L", "I;16N", "I")
_SHIFT = 256.0


class Outcome(IntEnum):
    """Exit codes."""

    DEVELOPED = 0
    UNSUPPORTED = 3
    TOO_MANY_PIXELS = 4
    BROKEN = 5


class RefusedError(Exception):
    """There are no prints. ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.name)
        self.outcome = outcome


def develop(data: bytes, aspect: tuple[int, int], widths: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Yield width and WebP of each print, the largest first.

    Raises:
        RefusedError: there are none.
    """
    try:
        picture = _prepare(_open(data), aspect, max(widths))
    except UnidentifiedImageError as error:
        raise RefusedError(Outcome.UNSUPPORTED) from error
    except MemoryError as error:
        raise RefusedError(Outcome.TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, ArithmeticError, struct.error, EOFError, IndexError) as error:
        raise RefusedError(Outcome.BROKEN) from error
    for width in sorted(widths, reverse=True):
        yield width, _encode(picture, width)


def _open(data: bytes) -> Image.Image:
    """Return the picture, of which only the header was read."""
    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and has an outcome of its own
    opened = Image.open(io.BytesIO(data), formats=FORMATS)
    if opened.width * opened.height > MAX_PIXELS or max(opened.size) > MAX_EDGE:
        raise RefusedError(Outcome.TOO_MANY_PIXELS)
    return opened


def _prepare(picture: Image.Image, aspect: tuple[int, int], width: int) -> Image.Image:
    """Return the picture decoded, upright, in sRGB and cropped, not much larger than is needed."""
    picture.draft("RGB", (2 * width, 2 * width))  # a large JPEG is decoded smaller
    picture.load()
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    plain = _to_plain_mode(upright)
    if profile:
        plain = _to_srgb(plain, profile)
    return ImageOps.fit(plain, _crop_size(plain.size, aspect), Image.Resampling.LANCZOS)


def _to_plain_mode(picture: Image.Image) -> Image.Image:
    if picture.mode in _SIXTEEN_BIT:
        return picture.convert("I").point(lambda value: value / _SHIFT).convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in the colours the web takes it for; as it is when the profile is none for it."""
    with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=picture.mode)
        if converted is not None:
            return converted
    return picture


def _crop_size(size: tuple[int, int], aspect: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size of that shape inside ``size``."""
    width, height = size
    if width * aspect[1] > height * aspect[0]:
        return max(1, round(height * aspect[0] / aspect[1])), height
    return width, max(1, round(width * aspect[1] / aspect[0]))


def _encode(picture: Image.Image, width: int) -> bytes:
    if width < picture.width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture.info = {}  # no metadata goes along
    encoded = io.BytesIO()
    picture.save(encoded, "WEBP", quality=_QUALITY, method=_EFFORT)
    return encoded.getvalue()


def _limit_itself() -> None:
    """Let this process take no more than a picture needs, whatever the file makes a decoder do."""
    os.nice(NICENESS)
    with suppress(ValueError, OSError):  # not every system limits addresses
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Develop what comes by standard input; return the exit code."""
    _limit_itself()
    aspect_width, aspect_height, *widths = (int(argument) for argument in sys.argv[1:])
    try:
        for width, encoded in develop(sys.stdin.buffer.read(), (aspect_width, aspect_height), widths):
            sys.stdout.buffer.write(HEAD.pack(width, len(encoded)) + encoded)
    except RefusedError as error:
        return error.outcome
    except MemoryError:
        return Outcome.TOO_MANY_PIXELS
    return Outcome.DEVELOPED


if __name__ == "__main__":
    sys.exit(main())
