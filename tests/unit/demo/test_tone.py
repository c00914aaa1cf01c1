from array import array
from itertools import pairwise

from klieg.demo.tone import FRAME_SAMPLES, SAMPLE_RATE, Tone

TONE = Tone()


def second() -> list[float]:
    samples = array("f")
    for first in range(0, SAMPLE_RATE + FRAME_SAMPLES, FRAME_SAMPLES):
        samples.frombytes(TONE.frame(first))
    return samples.tolist()


def loudness(samples: list[float]) -> float:
    return max(map(abs, samples))


def test_it_beeps_as_each_second_begins_and_is_quiet_in_between() -> None:
    samples = second()
    assert 0.05 < loudness(samples[:4000]) < 0.3
    assert 0 < loudness(samples[6000:SAMPLE_RATE]) < 0.05


def test_a_second_joins_the_next_without_a_click() -> None:
    samples = second()
    steps = [abs(later - former) for former, later in pairwise(samples[6000:])]
    assert max(steps[SAMPLE_RATE - 6000 - 10 : SAMPLE_RATE - 6000 + 2]) < 0.01


def test_any_second_is_like_another() -> None:
    assert TONE.frame(777) == TONE.frame(777 + 5 * SAMPLE_RATE)
    assert len(TONE.frame(SAMPLE_RATE - 1)) == FRAME_SAMPLES * 4
