import pytest

from klieg.demo import clock_strip
from klieg.demo.artwork import Artwork
from klieg.demo.card import paint, runner_x
from klieg.demo.draw import draw
from klieg.demo.layout import CLOCK_LEFT, CLOCK_TOP, HEIGHT, RUNNER_LEFT, RUNNER_RIGHT, RUNNER_SIZE, WHITE, WIDTH

NOW = 1_790_000_000.25


@pytest.fixture(scope="module")
def artwork() -> Artwork:
    return draw("demo")


def painted(artwork: Artwork, wallclock: float) -> bytearray:
    luma = bytearray(artwork.planes.luma)
    paint(memoryview(luma), artwork, wallclock)
    return luma


def test_the_still_picture_has_planes_of_420(artwork: Artwork) -> None:
    assert [len(plane) for plane in artwork.planes] == [WIDTH * HEIGHT, WIDTH * HEIGHT // 4, WIDTH * HEIGHT // 4]


def test_luma_is_in_the_limited_range(artwork: Artwork) -> None:
    assert min(artwork.planes.luma) >= 16
    assert max(artwork.planes.luma) <= WHITE


def test_the_strip_on_the_card_carries_the_moment(artwork: Artwork) -> None:
    luma = painted(artwork, NOW)
    row = clock_strip.TOP + clock_strip.BLOCK_HEIGHT // 2
    start = row * WIDTH + clock_strip.LEFT + clock_strip.BLOCK_WIDTH // 2
    samples = [luma[start + block * clock_strip.BLOCK_WIDTH] for block in range(clock_strip.BLOCKS)]
    assert clock_strip.decode(samples) == round(NOW * 1000)


def test_the_clock_shows_what_its_glyphs_spell(artwork: Artwork) -> None:
    luma = painted(artwork, 1_790_000_000.25)  # 2026-09-21 14:13:20.250 UTC
    left = CLOCK_LEFT
    for character in "14:13:20.250":
        rows = artwork.glyphs[character]
        start = (CLOCK_TOP + 40) * WIDTH + left
        assert luma[start : start + len(rows[40])] == rows[40], character
        left += len(rows[40])


def test_painting_again_leaves_nothing_of_the_former_moment(artwork: Artwork) -> None:
    luma = bytearray(artwork.planes.luma)
    for wallclock in (NOW, NOW + 0.4, NOW + 61.7):
        paint(memoryview(luma), artwork, wallclock)
    assert luma == painted(artwork, NOW + 61.7)


@pytest.mark.parametrize(
    ("wallclock", "x"), [(10.0, RUNNER_LEFT), (11.0, RUNNER_RIGHT - RUNNER_SIZE), (12.0, RUNNER_LEFT)]
)
def test_the_runner_turns_as_each_second_begins(wallclock: float, x: int) -> None:
    assert runner_x(wallclock) == x


def test_artwork_survives_the_way_between_processes(artwork: Artwork) -> None:
    assert Artwork.from_bytes(artwork.to_bytes()) == artwork


def test_every_glyph_has_ink_and_digits_are_equally_wide(artwork: Artwork) -> None:
    assert all(max(map(max, rows)) > 200 for rows in artwork.glyphs.values())
    assert len({len(artwork.glyphs[digit][0]) for digit in "0123456789"}) == 1
