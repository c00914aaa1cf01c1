"""The sound clock: where decoded sound belongs on a timeline that has neither holes nor overlaps."""

from dataclasses import dataclass

RATE = 48_000
"""Samples, and ticks, a second."""
TOLERANCE = RATE // 100
"""Deviation that is let pass: encoders round timestamps to milliseconds, and resampling holds back some samples."""
MAX_SILENCE = 2 * RATE
"""Longest hole that is filled with silence; after a longer one the timeline begins anew."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What to do with decoded samples.

    Attributes:
        begins: The timeline begins (again) with them: encode nothing of what came before.
        silence: Samples of silence that go before them.
        skip: Samples to leave out at their beginning, as the timeline is past them.
    """

    begins: bool = False
    silence: int = 0
    skip: int = 0


_IN_PLACE = Placement()


class SoundClock:
    """Places decoded sound by its timestamps.

    Attributes:
        position: Timestamp of the next sample, None before the first.
    """

    def __init__(self) -> None:
        self.position: int | None = None

    def place(self, pts: int, samples: int) -> Placement:
        """Say where ``samples`` go that were decoded from what bears ``pts`` (ticks of 48 kHz)."""
        gap = 0 if self.position is None else pts - self.position
        if self.position is None or gap > MAX_SILENCE:
            self.position = pts + samples
            return Placement(begins=True)
        placement = _IN_PLACE
        if gap > TOLERANCE:
            placement = Placement(silence=gap)
        elif gap < -TOLERANCE:
            placement = Placement(skip=min(samples, -gap))
        self.position += placement.silence + samples - placement.skip
        return placement
