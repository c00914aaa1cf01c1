import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.demo import clock_strip
from klieg.demo.layout import HEIGHT, WIDTH

times = st.integers(0, (1 << 42) - 1)


def samples(wallclock_ms: int, *, white: float = 235, black: float = 16) -> list[float]:
    return [white if block else black for block in clock_strip.encode(wallclock_ms)]


@given(times)
def test_a_time_comes_back(wallclock_ms: int) -> None:
    assert clock_strip.decode(samples(wallclock_ms)) == wallclock_ms


@given(times, st.integers(2, clock_strip.BLOCKS - 1))
def test_one_misread_block_is_noticed(wallclock_ms: int, block: int) -> None:
    luma = samples(wallclock_ms)
    luma[block] = 235 + 16 - luma[block]
    assert clock_strip.decode(luma) is None


@given(times, st.lists(st.floats(-60, 60), min_size=clock_strip.BLOCKS, max_size=clock_strip.BLOCKS))
def test_noise_of_lossy_compression_does_no_harm(wallclock_ms: int, noise: list[float]) -> None:
    luma = [
        sample + error * (index > 1)
        for index, (sample, error) in enumerate(zip(samples(wallclock_ms), noise, strict=True))
    ]
    assert clock_strip.decode(luma) == wallclock_ms


@pytest.mark.parametrize("luma", [[128.0] * 48, [16.0, 235.0] * 24], ids=["grey", "inverted"])
def test_a_picture_without_a_strip_has_no_time(luma: list[float]) -> None:
    assert clock_strip.decode(luma) is None


def test_a_row_has_a_block_of_pixels_for_each_bit_and_fits_the_card() -> None:
    row = clock_strip.render_row(1_790_000_000_000, white=235, black=16)
    assert len(row) == clock_strip.BLOCKS * clock_strip.BLOCK_WIDTH
    middles = row[clock_strip.BLOCK_WIDTH // 2 :: clock_strip.BLOCK_WIDTH]
    assert clock_strip.decode(list(middles)) == 1_790_000_000_000
    assert clock_strip.LEFT + len(row) <= WIDTH
    assert clock_strip.TOP + clock_strip.BLOCK_HEIGHT <= HEIGHT
