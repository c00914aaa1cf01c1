from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from klieg.media.containers.flv.audio_grid import AudioGrid

MS = 1_000_000
RATE, FRAME = 48_000, 1024


def _stamps(count: int, first_ms: float = 0.0) -> list[int]:
    return [int(first_ms + index * FRAME * 1000 / RATE) for index in range(count)]


def test_rounded_stamps_become_exact_frames() -> None:
    grid = AudioGrid(RATE, FRAME)
    placed = [grid.place(stamp * MS) for stamp in _stamps(5000, 7)]
    assert placed == [7 * 48 + index * FRAME for index in range(5000)]
    assert grid.resyncs == 0


@given(st.lists(st.integers(-14, 14), min_size=2, max_size=200))
def test_jitter_is_kept_out(jitter: list[int]) -> None:
    grid = AudioGrid(RATE, FRAME)
    placed = [grid.place((1000 + stamp + off) * MS) for stamp, off in zip(_stamps(len(jitter)), jitter, strict=True)]
    assert {after - before for before, after in pairwise(placed)} == {FRAME}


def test_lost_frames_leave_their_gap() -> None:
    grid = AudioGrid(RATE, FRAME)
    placed = [grid.place(stamp * MS) for stamp in _stamps(100) if not 200 <= stamp < 500]
    steps = [after - before for before, after in pairwise(placed)]
    assert [step for step in steps if step != FRAME] == [max(steps)]
    assert abs(placed[-1] - _stamps(100)[-1] * 48) <= 48
    assert grid.resyncs == 1


def test_a_clock_that_runs_slow_is_followed_without_going_back() -> None:
    grid = AudioGrid(RATE, FRAME)
    placed = [grid.place(int(stamp * 0.99) * MS) for stamp in _stamps(3000)]
    assert min(after - before for before, after in pairwise(placed)) == FRAME - FRAME // 2
    assert abs(placed[-1] - int(_stamps(3000)[-1] * 0.99) * 48) <= FRAME * 3 // 2 + 48
    assert grid.resyncs > 1


def test_a_jump_ends_a_correction_backward() -> None:
    grid = AudioGrid(RATE, FRAME)
    grid.place(1000 * MS)
    grid.place(900 * MS)
    assert grid.place(2000 * MS) == 96_000
    assert grid.place(2021 * MS) == 96_000 + FRAME


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=60))
def test_times_always_increase(stamps: list[int]) -> None:
    grid = AudioGrid(RATE, FRAME)
    placed = [grid.place(stamp * MS) for stamp in stamps]
    assert all(after > before for before, after in pairwise(placed))
