"""The test card as video: a still picture, and the few rows of luma that change with each frame.

What moves differs from its ground in luma alone, so colour planes never change and a frame costs some hundred slice
copies.
"""

import math
import time

from klieg.demo import clock_strip
from klieg.demo.artwork import Artwork
from klieg.demo.layout import (
    BLACK,
    CLOCK_LEFT,
    CLOCK_TOP,
    RUNNER_LEFT,
    RUNNER_RIGHT,
    RUNNER_SIZE,
    RUNNER_TOP,
    WHITE,
    WIDTH,
)


def paint(luma: memoryview, artwork: Artwork, wallclock: float) -> None:
    """Bring the luma of a frame that holds the still picture to a moment, in seconds since the Unix epoch."""
    wallclock_ms = int(wallclock * 1000)
    _paint_clock(luma, artwork, wallclock_ms)
    _paint_runner(luma, artwork, wallclock)
    row = clock_strip.render_row(wallclock_ms, white=WHITE, black=BLACK)
    _paint_rows(luma, clock_strip.LEFT, clock_strip.TOP, [row] * clock_strip.BLOCK_HEIGHT)


def runner_x(wallclock: float) -> int:
    """Return where the runner is: it swings from end to end and turns as each second begins, when the tone beeps."""
    swing = (1 - math.cos(math.pi * (wallclock % 2))) / 2
    return round(RUNNER_LEFT + swing * (RUNNER_RIGHT - RUNNER_LEFT - RUNNER_SIZE))


def _paint_clock(luma: memoryview, artwork: Artwork, wallclock_ms: int) -> None:
    seconds, milliseconds = divmod(wallclock_ms, 1000)
    text = f"{time.strftime('%H:%M:%S', time.gmtime(seconds))}.{milliseconds:03}"
    cells = [artwork.glyphs[character] for character in text]
    _paint_rows(luma, CLOCK_LEFT, CLOCK_TOP, [b"".join(pieces) for pieces in zip(*cells, strict=True)])


def _paint_runner(luma: memoryview, artwork: Artwork, wallclock: float) -> None:
    _paint_rows(luma, RUNNER_LEFT, RUNNER_TOP, artwork.track)
    _paint_rows(luma, runner_x(wallclock), RUNNER_TOP, artwork.disc)


def _paint_rows(luma: memoryview, left: int, top: int, rows: list[bytes]) -> None:
    start = top * WIDTH + left
    for row in rows:
        luma[start : start + len(row)] = row
        start += WIDTH
