"""``python -m klieg.demo.draw CHANNEL``: draws the card and writes it to standard output."""

import sys

from PIL import Image, ImageDraw, ImageFont

from klieg.demo.artwork import Artwork, Planes
from klieg.demo.layout import BLACK, CLOCK_SIZE, CLOCK_TOP, RUNNER_LEFT, RUNNER_RIGHT, RUNNER_SIZE, WHITE, WIDTH
from klieg.demo.still import draw_still, load_font

CLOCK_CHARACTERS = "0123456789:."

_TO_YCBCR_709 = (
    *(0.1826, 0.6142, 0.0620, BLACK + 0.5),
    *(-0.1006, -0.3386, 0.4392, 128.5),
    *(0.4392, -0.3989, -0.0403, 128.5),
)
_OVERSAMPLING = 4
_TRACK_HEIGHT = 4
_TRACK_LUMA = 62


def draw(channel: str) -> Artwork:
    """Return all that the card of a channel is painted with."""
    planes = to_planes(draw_still(channel))
    paper = planes.luma[CLOCK_TOP * WIDTH]
    return Artwork(
        planes=planes,
        glyphs=draw_glyphs(paper),
        disc=_draw_disc(paper),
        track=_draw_track(paper),
    )


def to_planes(image: Image.Image) -> Planes:
    """Return an RGB image as limited-range BT.709 planes, each colour plane at half the width and height."""
    luma, blue, red = image.convert("RGB", _TO_YCBCR_709).split()
    return Planes(luma.tobytes(), blue.reduce(2).tobytes(), red.reduce(2).tobytes())


def draw_glyphs(paper: int) -> dict[str, list[bytes]]:
    """Return the clock's characters, digits in cells of equal width so that it does not wobble."""
    font = load_font(CLOCK_SIZE)
    digit_width = round(max(font.getlength(digit) for digit in "0123456789")) + 2
    return {
        character: _draw_glyph(character, font, digit_width if character.isdigit() else digit_width // 2, paper)
        for character in CLOCK_CHARACTERS
    }


def _draw_glyph(character: str, font: ImageFont.FreeTypeFont, width: int, paper: int) -> list[bytes]:
    image = Image.new("L", (width, CLOCK_SIZE), paper)
    ImageDraw.Draw(image).text((width / 2, CLOCK_SIZE * 0.8), character, fill=WHITE, font=font, anchor="ms")
    return _rows(image)


def _draw_disc(paper: int) -> list[bytes]:
    size = RUNNER_SIZE * _OVERSAMPLING
    image = Image.new("L", (size, size), paper)
    ImageDraw.Draw(image).ellipse((0, 0, size - 1, size - 1), fill=WHITE)
    return _rows(image.reduce(_OVERSAMPLING))


def _draw_track(paper: int) -> list[bytes]:
    image = Image.new("L", (RUNNER_RIGHT - RUNNER_LEFT, RUNNER_SIZE), paper)
    top = (RUNNER_SIZE - _TRACK_HEIGHT) // 2
    ImageDraw.Draw(image).rectangle((0, top, image.width, top + _TRACK_HEIGHT - 1), fill=_TRACK_LUMA)
    return _rows(image)


def _rows(image: Image.Image) -> list[bytes]:
    data, width = image.tobytes(), image.width
    return [data[start : start + width] for start in range(0, len(data), width)]


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(sys.argv[1]).to_bytes())
