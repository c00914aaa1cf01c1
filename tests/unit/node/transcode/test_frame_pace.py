"""Which pictures a rung takes."""

import pytest

from klieg.node.transcode.frame_pace import FramePace


def _taken(rate: float, *, halves_rate: bool = True, jitter: int = 0) -> list[int]:
    pace = FramePace(halves_rate=halves_rate)
    stamps = [round(n * 90_000 / rate) + (jitter if n % 3 == 1 else 0) for n in range(120)]
    return [pts for n, pts in enumerate(stamps) if pace.takes(pts, keyframe=n % 60 == 0)]


@pytest.mark.parametrize(
    ("rate", "taken"), [(24, 120), (25, 120), (30, 120), (29.97, 120), (50, 60), (59.94, 60), (60, 60)]
)
def test_only_high_rates_are_halved(rate: float, taken: int) -> None:
    assert len(_taken(rate)) == taken
    assert len(_taken(rate, jitter=90)) == taken, "stamps in whole milliseconds wobble"
    assert len(_taken(rate, halves_rate=False)) == 120


def test_a_keyframe_is_taken_wherever_it_comes_and_nothing_twice() -> None:
    pace = FramePace(halves_rate=True)
    assert pace.takes(0, keyframe=True)
    assert pace.takes(1500, keyframe=True)
    assert not pace.takes(3000, keyframe=False)
    assert pace.takes(4500, keyframe=False)
    assert not pace.takes(4500, keyframe=True)
    assert not pace.takes(100, keyframe=False)
