"""The part of the test card that never changes, drawn once at twice the size for smooth edges."""

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from klieg.demo.layout import HEIGHT, WIDTH

_SCALE = 2
_NIGHT = (13, 17, 30)
_PAPER = "#f4f1ea"
_QUIET = "#8d96ad"
_LAMP = "#ffb454"
_LIGHT = (255, 205, 140)
_BARS = ("#f4f1ea", "#f2c14e", "#45b7a6", "#5fa853", "#b06ad6", "#e4572e", "#3070e0")
_BARS_BOX = (64, 176, 1216, 396)
_RAMP_BOX = (64, 412, 1216, 440)
_RAMP_STEPS = 24
_GAP = 8
_RADIUS = 14


def load_font(size: int) -> ImageFont.FreeTypeFont:
    """Return the typeface that comes with Pillow, so that every machine draws the same card."""
    font = ImageFont.load_default(size=size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow's wheels have FreeType"
    return font


def draw_still(channel: str) -> Image.Image:
    """Return the picture in RGB."""
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), _NIGHT)
    _draw_beams(image)
    pen = ImageDraw.Draw(image)
    _draw_bars(pen)
    _draw_ramp(pen)
    _draw_words(pen, channel)
    return image.reduce(_SCALE)


def _draw_beams(image: Image.Image) -> None:
    """A Klieg light stands at the upper right; its beams fall across the head of the card and fade out."""
    left, lamp = 260 * _SCALE, 1196 * _SCALE
    fade = Image.new("L", image.size, 0)
    fade.paste(Image.linear_gradient("L").rotate(90).resize((lamp - left, image.height)), (left, 0))
    for far_top, far_bottom, strength in ((-60, 240, 34), (20, 170, 40), (66, 124, 46)):
        beam = Image.new("L", image.size, 0)
        ImageDraw.Draw(beam).polygon(_scaled(1196, 56, 220, far_top, 220, far_bottom, 1196, 68), strength)
        image.paste(_LIGHT, mask=ImageChops.multiply(beam.filter(ImageFilter.GaussianBlur(7 * _SCALE)), fade))
    ImageDraw.Draw(image).ellipse(_scaled(1186, 50, 1210, 74), fill=_LAMP)


def _draw_bars(pen: ImageDraw.ImageDraw) -> None:
    left, top, right, bottom = _BARS_BOX
    pitch = (right - left + _GAP) / len(_BARS)
    for index, colour in enumerate(_BARS):
        x = left + index * pitch
        pen.rounded_rectangle(_scaled(x, top, x + pitch - _GAP, bottom), _RADIUS * _SCALE, fill=colour)


def _draw_ramp(pen: ImageDraw.ImageDraw) -> None:
    left, top, right, bottom = _RAMP_BOX
    pitch = (right - left) / _RAMP_STEPS
    for index in range(_RAMP_STEPS):
        grey = round(255 * index / (_RAMP_STEPS - 1))
        pen.rectangle(_scaled(left + index * pitch, top, left + (index + 1) * pitch - 1, bottom), fill=(grey,) * 3)


def _draw_words(pen: ImageDraw.ImageDraw, channel: str) -> None:
    _write(pen, (66, 62), "Klieg test card", 24, _QUIET)
    _write(pen, (62, 120), channel, 72, _PAPER)
    _write(pen, (1216, 506), "UTC", 28, _QUIET, anchor="rm")
    _write(pen, (1216, 548), "1280 x 720, 30 fps, H.264 and AAC", 24, _QUIET, anchor="rm")


def _write(
    pen: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, colour: str, *, anchor: str = "lm"
) -> None:
    x, y = place
    pen.text((x * _SCALE, y * _SCALE), text, fill=colour, font=load_font(size * _SCALE), anchor=anchor)


def _scaled(*coordinates: float) -> list[float]:
    return [coordinate * _SCALE for coordinate in coordinates]
