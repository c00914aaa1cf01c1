"""Video samples on their way into the next part."""

from klieg.media.containers.fmp4.part import VideoRun
from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.timebase import rescale
from klieg.media.track import VideoTrack
from klieg.media.unit import Unit

DECODE_LEAD = TICKS_PER_SECOND // 100
"""Decoding times run this many grid ticks (10 ms) before what the publisher said.

The duration of a part's last frame is foretold and the next part must start where it ends, so a frame that comes a
little early would need a composition offset below zero. With the lead, jitter of up to 10 ms never does.
"""


class VideoQueue:
    """Gives samples decoding times without holes and hands them out as runs.

    A run starts where the run before it ended, even when the frame after a foretold one came earlier, later or after a
    long pause: the difference goes into the composition offset, so presentation times stay what the publisher said.
    A hole in decoding times of more than two frames would make browsers throw away everything up to the next keyframe
    (Media Source Extensions, coded frame processing).

    Attributes:
        end: Decoding time at which the last run ended, None before the first.
    """

    def __init__(self) -> None:
        self.end: int | None = None
        self._extra = 0
        self._decode_times: list[int] = []
        self._presentation_times: list[int] = []
        self._keyframes: list[bool] = []
        self._payloads: list[bytes] = []

    def __len__(self) -> int:
        return len(self._payloads)

    @property
    def starts_with_keyframe(self) -> bool:
        """Whether the next run will start with a keyframe."""
        return bool(self._keyframes) and self._keyframes[0]

    @property
    def last(self) -> int:
        """Decoding time of the last queued sample."""
        return self._decode_times[-1]

    def receive_unit(self, unit: Unit, shift: int) -> None:
        """Queue a unit whose times become media times by adding ``shift`` ticks."""
        decode_time = self.decode_time(unit, shift)
        if self._decode_times:
            decode_time = max(decode_time, self._decode_times[-1] + 1)
        else:
            decode_time = max(decode_time, 0) if self.end is None else self.end
        self._decode_times.append(decode_time)
        self._presentation_times.append(unit.pts + shift)
        self._keyframes.append(unit.keyframe)
        self._payloads.append(unit.payload)

    def extend_last(self, ticks: int) -> None:
        """Let the last sample of the next run last this much longer."""
        self._extra = ticks

    @staticmethod
    def decode_time(unit: Unit, shift: int) -> int:
        """Return the media time at which a unit would be decoded if it came exactly when foretold."""
        return unit.dts + shift - rescale(DECODE_LEAD, TICKS_PER_SECOND, unit.track.timescale)

    def take(self, track: VideoTrack, end: int) -> VideoRun | None:
        """Return all queued samples as a run that ends at decoding time ``end``, or None when there are none."""
        if not self._payloads:
            return None
        times = self._decode_times
        self.end = max(end, times[-1] + 1) + self._extra
        self._extra = 0
        run = VideoRun(
            track_id=track.id,
            decode_time=times[0],
            durations=[later - time for time, later in zip(times, [*times[1:], self.end], strict=True)],
            offsets=[presentation - time for time, presentation in zip(times, self._presentation_times, strict=True)],
            keyframes=self._keyframes,
            payloads=self._payloads,
        )
        self._decode_times, self._presentation_times, self._keyframes, self._payloads = [], [], [], []
        return run
