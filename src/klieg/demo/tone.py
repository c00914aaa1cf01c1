"""The demo's sound: a quiet chord, and a beep as each second begins."""

import math
from array import array

SAMPLE_RATE = 48_000
FRAME_SAMPLES = 1024
"""An AAC frame."""

_CHORD_HZ = (165, 220, 330)
"""Whole numbers, so that a second of it joins the next without a click."""
_CHORD_LEVEL = 0.012
_BEEP_HZ = 880
_BEEP_LEVEL = 0.12
_BEEP_SAMPLES = SAMPLE_RATE * 9 // 100
_SAMPLE_BYTES = 4


class Tone:
    """One second of sound, repeated for ever."""

    def __init__(self) -> None:
        second = array("f", map(_sample, range(SAMPLE_RATE)))
        self._loop = (second + second[:FRAME_SAMPLES]).tobytes()

    def frame(self, first_sample: int) -> bytes:
        """Return 1024 float samples from ``first_sample``, counted from the start of any second."""
        start = first_sample % SAMPLE_RATE * _SAMPLE_BYTES
        return self._loop[start : start + FRAME_SAMPLES * _SAMPLE_BYTES]


def _sample(index: int) -> float:
    moment = index / SAMPLE_RATE
    level = sum(math.sin(math.tau * pitch * moment) for pitch in _CHORD_HZ) * _CHORD_LEVEL
    if index < _BEEP_SAMPLES:
        envelope = math.sin(math.pi * index / _BEEP_SAMPLES)
        level += math.sin(math.tau * _BEEP_HZ * moment) * envelope * _BEEP_LEVEL
    return level
