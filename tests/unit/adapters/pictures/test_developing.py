"""What becomes of a stranger's file: by its content, upright, cropped, in sRGB, without what it told of its maker."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from klieg.adapters.pictures.developing import MAX_EDGE, Outcome, RefusedError, develop

SQUARE, WIDE = (1, 1), (16, 9)
RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 160, 60)
PLACE = 0x8825
ORIENTATION = 0x0112


def save(picture: Image.Image, form: str, **more: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **more)
    return file.getvalue()


def halves(
    size: tuple[int, int] = (400, 200), left: tuple[int, ...] = RED, right: tuple[int, ...] = BLUE
) -> Image.Image:
    """A picture whose left half has one colour and whose right half another."""
    picture = Image.new("RGBA" if len(left) == 4 else "RGB", size, left)
    picture.paste(right, (size[0] // 2, 0, *size))
    return picture


def make(data: bytes, aspect: tuple[int, int] = SQUARE, widths: tuple[int, ...] = (64, 128)) -> dict[int, Image.Image]:
    made: dict[int, Image.Image] = {}
    for width, encoded in develop(data, aspect, widths):
        made[width] = Image.open(io.BytesIO(encoded))
        assert made[width].format == "WEBP"
    return made


def colour(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place, in fractions of the edges."""
    found = picture.convert("RGB").getpixel((int(x * picture.width), int(y * picture.height)))
    assert isinstance(found, tuple)
    return tuple(map(int, found))


def near(wanted: tuple[int, int, int]) -> object:
    return pytest.approx(wanted, abs=14)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_form_becomes_prints_of_its_middle(form: str) -> None:
    made = make(save(halves(), form))
    assert {width: picture.size for width, picture in made.items()} == {64: (64, 64), 128: (128, 128)}
    for picture in made.values():
        assert colour(picture, 0.2, 0.5) == near(RED)
        assert colour(picture, 0.8, 0.5) == near(BLUE)


def test_a_banner_is_cut_to_sixteen_by_nine() -> None:
    made = make(save(Image.new("RGB", (2000, 2000), RED), "PNG"), WIDE, (640, 1280))
    assert {picture.size for picture in made.values()} == {(640, 360), (1280, 720)}


def test_what_is_small_is_not_enlarged() -> None:
    assert {picture.size for picture in make(save(halves((40, 30)), "PNG")).values()} == {(30, 30)}
    assert make(save(Image.new("RGB", (1, 1), RED), "PNG"), WIDE)[64].size == (1, 1)


@pytest.mark.parametrize(
    ("orientation", "top"), [(6, RED), (8, BLUE)], ids=["turned right to be upright", "turned left to be upright"]
)
def test_a_picture_is_made_upright(orientation: int, top: tuple[int, int, int]) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    picture = make(save(halves((200, 200)), "JPEG", exif=exif))[128]
    assert colour(picture, 0.5, 0.1) == near(top)
    assert not picture.getexif()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_goes_along_but_the_picture(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "a camera of Ada's"
    exif[PLACE] = {1: "N", 2: (48.0, 8.0, 0.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    text = PngInfo()
    text.add_text("Comment", "at Ada's place")
    further = {"pnginfo": text} if form == "PNG" else {"xmp": b"<x>Ada</x>"}
    data = save(halves(), form, exif=exif, icc_profile=profile, **further)
    assert b"Ada" in data
    for _, encoded in develop(data, SQUARE, (64,)):
        chunks = {encoded[12:16]}
        assert chunks <= {b"VP8 ", b"VP8L"}, "a simple file: there is no place for metadata in it"
        assert b"Ada" not in encoded


def test_what_is_transparent_stays_so() -> None:
    data = save(halves(left=(*RED, 255), right=(0, 0, 0, 0)), "PNG")
    picture = make(data)[128].convert("RGBA")
    assert picture.getpixel((100, 64)) == pytest.approx((0, 0, 0, 0), abs=2)
    assert picture.getpixel((20, 64)) == pytest.approx((*RED, 255), abs=14)


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: picture.convert("P"),
        lambda picture: picture.convert("CMYK").convert("RGB").quantize(4),
        lambda picture: picture.convert("L").convert("I;16").point(lambda value: value * 256),
        lambda picture: picture.convert("1", dither=Image.Dither.NONE),
        lambda picture: picture.convert("LA"),
    ],
    ids=["palette", "few colours", "sixteen bits", "one bit", "grey with alpha"],
)
def test_every_mode_is_read(change: Callable[[Image.Image], Image.Image]) -> None:
    picture = make(save(change(halves(left=(240, 240, 240), right=(10, 10, 10))), "PNG"))[128]
    assert min(colour(picture, 0.2, 0.5)) > 200
    assert max(colour(picture, 0.8, 0.5)) < 50


def test_a_press_photo_is_read() -> None:
    assert colour(make(save(halves().convert("CMYK"), "JPEG"))[128], 0.2, 0.5) == pytest.approx(RED, abs=25)


def test_colours_of_another_space_become_those_of_the_web() -> None:
    web = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = web.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    assert colour(make(save(halves(), "PNG", icc_profile=swapped))[128], 0.2, 0.5) == near(BLUE), "its red is our blue"
    assert colour(make(save(halves(), "PNG", icc_profile=web))[128], 0.2, 0.5) == near(RED)


def test_a_profile_that_is_none_changes_nothing() -> None:
    for profile in (b"this is no profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()):
        assert colour(make(save(halves(), "PNG", icc_profile=profile))[128], 0.2, 0.5) == near(RED)


def test_of_a_moving_picture_the_first_is_taken() -> None:
    frames = [Image.new("RGB", (80, 80), shade) for shade in (RED, GREEN, BLUE)]
    for form in ("WEBP", "PNG"):
        data = save(frames[0], form, save_all=True, append_images=frames[1:], duration=40)
        assert colour(make(data)[64], 0.5, 0.5) == near(RED)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_that_says(width: int, height: int) -> bytes:
    """A small file of a large picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def refusal(data: bytes) -> Outcome:
    with pytest.raises(RefusedError) as refused:
        list(develop(data, SQUARE, (64,)))
    return refused.value.outcome


@pytest.mark.parametrize("size", [(8000, 8000), (MAX_EDGE + 1, 1), (1, MAX_EDGE + 1), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_by_what_its_header_says(size: tuple[int, int]) -> None:
    assert refusal(png_that_says(*size)) is Outcome.TOO_MANY_PIXELS


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "ICO", "PPM", "PDF"])
def test_other_forms_are_refused_whatever_else_could_read_them(form: str) -> None:
    assert refusal(save(halves(), form)) is Outcome.UNSUPPORTED


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<html>", bytes(100)],
    ids=["nothing", "the beginning of a GIF", "SVG", "HTML", "zeros"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refusal(data) is Outcome.UNSUPPORTED


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_is_cut_off_is_refused(form: str) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    data = save(noise, form)
    assert refusal(data[: len(data) // 2]) in {Outcome.BROKEN, Outcome.UNSUPPORTED}


def test_pixels_that_do_not_come_are_refused() -> None:
    assert refusal(png_that_says(1000, 1000)) is Outcome.BROKEN
