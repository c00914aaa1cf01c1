from dataclasses import replace

import pytest

from fakes.scripted_stream import AUDIO, VIDEO
from klieg.media.hls.cutting.frame_pace import FramePace, audio_frame, declared_frame


def paced(*ticks: int, frame: float = 3000) -> FramePace:
    pace = FramePace(frame)
    for time in ticks:
        pace.receive_frame(time)
    return pace


def test_four_regular_frames_in_a_row_are_steady() -> None:
    assert not paced(0, 2970, 5940, 9000).steady
    assert paced(0, 2970, 5940, 9000, 11_970).steady


@pytest.mark.parametrize("odd", [9000 + 4600, 9000 + 1000, 9000, 8000])
def test_one_odd_frame_is_enough_to_foretell_nothing(odd: int) -> None:
    pace = paced(-3000, 0, 3000, 6000, 9000)
    assert pace.steady
    pace.receive_frame(odd)
    assert not pace.steady


def test_the_mean_follows_another_frame_rate() -> None:
    pace = paced(*range(0, 3750 * 40, 3750))
    assert pace.frame == pytest.approx(3750, rel=0.01)
    assert pace.steady


@pytest.mark.parametrize(
    ("rate", "frame"), [(30.0, 3000.0), (0.5, 180_000.0), (None, None), (0.0, None), (90_000.0, None), (0.1, None)]
)
def test_declared_rates_are_believed_within_bounds(rate: float | None, frame: float | None) -> None:
    assert declared_frame(replace(VIDEO, frame_rate=rate)) == frame


def test_audio_frames_last_what_they_hold() -> None:
    assert audio_frame(AUDIO) == 1920


def test_a_pause_counts_as_two_frames() -> None:
    assert paced(0, 300_000).frame == 3000 + 3000 / 8
