"""Audio times from millisecond stamps: exact multiples of a frame as long as the stamps allow it."""


class AudioGrid:
    """Lays frames one after the other and follows the stamps only when they mean something.

    A stamp is off its frame by rounding and by the encoder's jitter; both are kept out as long as the stamp is within
    one and a half frames of where the frames counted so far say. Beyond that the grid moves: forward at once, which
    leaves the gap that lost frames left; backward by half a frame a time, so that times never decrease.

    Args:
        sample_rate: Ticks per second.
        frame_samples: Ticks a frame lasts.

    Attributes:
        resyncs: Times the grid moved.
    """

    def __init__(self, sample_rate: int, frame_samples: int) -> None:
        self._sample_rate = sample_rate
        self._frame_samples = frame_samples
        self._next: int | None = None
        self._catching_up = False
        self.resyncs = 0

    def place(self, nanoseconds: int) -> int:
        """Return the time of the next frame in ticks for its stamp in nanoseconds."""
        stamped = (nanoseconds * self._sample_rate + 500_000_000) // 1_000_000_000
        expected = self._next
        placed = stamped if expected is None else expected + self._correction(stamped - expected)
        self._next = placed + self._frame_samples
        return placed

    def _correction(self, drift: int) -> int:
        frame = self._frame_samples
        if drift > frame * 3 // 2:
            self.resyncs += 1
            self._catching_up = False
            return drift
        if drift < -(frame * 3 // 2):
            self.resyncs += not self._catching_up
            self._catching_up = True
        if not self._catching_up:
            return 0
        if drift > -(frame // 2):
            self._catching_up = False
            return 0
        return -(frame // 2)
