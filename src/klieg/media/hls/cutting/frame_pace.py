"""How long frames last, learnt from their decoding times, and whether the next one can be foretold."""

from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.track import AudioTrack, VideoTrack

DEFAULT_FRAME_RATE = 30.0
"""Assumed when neither the bitstream nor the first frames tell."""

MIN_FRAME_RATE = 0.5
MAX_FRAME_RATE = 240.0
"""Declared rates outside these bounds are not believed: encoders write clock ticks or nonsense there."""

_STEADY_FRAMES = 4
_MEMORY_FRAMES = 8


class FramePace:
    """A running mean of frame durations, in which a pause counts as two frames at most.

    A frame is steady when it lasts between half and one and a half times the mean; RTMP stamps in whole milliseconds
    and cameras that wobble stay inside. After four steady frames in a row the next is foretold: a part is then
    published when its last frame arrives, not when the frame after it does, which saves one frame duration (33 ms at
    30 frames a second) of glass-to-glass latency.

    Attributes:
        frame: Mean duration in ticks.
        steady: Whether the next frame is expected one mean duration after the last.
    """

    def __init__(self, frame: float) -> None:
        self.frame = frame
        self.steady = False
        self._last: int | None = None
        self._steady_frames = 0

    def receive_frame(self, ticks: int) -> None:
        """Learn from the decoding time of the next frame, counted from any zero."""
        last, self._last = self._last, ticks
        if last is None or ticks <= last:
            self._steady_frames = 0
        else:
            duration = ticks - last
            regular = self.frame / 2 < duration < self.frame * 3 / 2
            self._steady_frames = self._steady_frames + 1 if regular else 0
            self.frame += (min(duration, 2 * self.frame) - self.frame) / _MEMORY_FRAMES
        self.steady = self._steady_frames >= _STEADY_FRAMES


def declared_frame(track: VideoTrack) -> float | None:
    """Return how long a frame lasts in grid ticks as the bitstream declares, or None when that cannot be believed."""
    rate = track.frame_rate
    return TICKS_PER_SECOND / rate if rate and MIN_FRAME_RATE <= rate <= MAX_FRAME_RATE else None


def audio_frame(track: AudioTrack) -> float:
    """Return how long one unit of an audio track lasts in grid ticks."""
    return track.frame_samples * TICKS_PER_SECOND / track.timescale
