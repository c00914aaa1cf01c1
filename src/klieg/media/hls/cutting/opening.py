"""The first moments of a timeline: which tracks there are, where to start, how long frames last."""

from collections.abc import Iterable
from itertools import pairwise
from statistics import fmean, median_low

from klieg.media.hls.cutting.frame_pace import DEFAULT_FRAME_RATE, audio_frame, declared_frame
from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.timebase import rescale
from klieg.media.track import Track, VideoTrack
from klieg.media.unit import Unit

MAX_UNITS = 2000
"""Units kept before the start is decided; what comes beyond is dropped."""

_OTHER_TRACK_WAIT = TICKS_PER_SECOND // 2
"""Media time to wait for the other track before a broadcast counts as video-only or audio-only."""

_EXPECTED_AUDIO_WAIT_S = 2.0
"""Time to wait for audio that is being made from what the publisher sent, by a process that may have to start first:
by the clock, since publishers send what they held back while they connected in one burst."""

_FRAME_RATE_WAIT = TICKS_PER_SECOND
"""Media time after which a frame rate that nothing told is assumed."""


class Opening:
    """Holds units back until enough is known to write an initialization segment and to choose the part target.

    With video and audio that declare themselves this takes until both have sent one unit: a few milliseconds.

    Args:
        awaited: Kinds of tracks to wait for.
        measure_span: Ticks of video to measure an undeclared frame rate over.
        max_span: Audio further than this many ticks after the first keyframe belongs to another clock.

    Attributes:
        received: Units considered so far.
    """

    def __init__(self, awaited: Iterable[str], *, measure_span: int, max_span: int) -> None:
        self.received = 0
        self._awaited = frozenset(awaited)
        self._expects_audio = False
        self._measure_span = measure_span
        self._max_span = max_span
        self._keyframe: Unit | None = None
        self._keyframe_came = self._now = 0.0
        self._video_seen = False
        self._audio: Unit | None = None
        self._audio_ticks = 0
        self._video_ticks: list[int] = []
        self._arrivals: list[tuple[Unit, float]] = []

    def expect_audio(self) -> None:
        """Wait longer for audio: it is on its way."""
        self._awaited |= {"audio"}
        self._expects_audio = True

    def receive_unit(self, unit: Unit, wallclock: float) -> bool:
        """Consider one unit; return True once the start is decided."""
        self.received += 1
        self._now = wallclock
        if unit.track.kind == "video":
            self._receive_video(unit, wallclock)
        else:
            self._receive_audio(unit, wallclock)
        return self._decided()

    def _receive_video(self, unit: Unit, wallclock: float) -> None:
        self._video_seen = True
        if self._keyframe is None:
            if not unit.keyframe:
                return
            self._keyframe = unit
            self._keyframe_came = wallclock
        self._video_ticks.append(_grid_ticks(unit))
        self._keep(unit, wallclock)

    def _receive_audio(self, unit: Unit, wallclock: float) -> None:
        self._audio = self._audio or unit
        self._audio_ticks = _grid_ticks(unit)
        self._keep(unit, wallclock)

    def _keep(self, unit: Unit, wallclock: float) -> None:
        if len(self._arrivals) < MAX_UNITS:
            self._arrivals.append((unit, wallclock))

    def _decided(self) -> bool:
        if self._keyframe is None:
            if self._audio is None or self._video_seen:
                return False
            audio_only_for = self._audio_ticks - _grid_ticks(self._audio)
            return "video" not in self._awaited or audio_only_for >= _OTHER_TRACK_WAIT
        start = self._video_ticks[0]
        video_span = self._video_ticks[-1] - start
        if self._audio is None and self._awaits_audio(video_span):
            return False
        measured = len(self._video_ticks) > 1 and video_span >= self._measure_span
        waited = self._audio is not None and self._audio_ticks - start >= _FRAME_RATE_WAIT
        return self._declared_frame() is not None or measured or waited

    def _awaits_audio(self, video_span: int) -> bool:
        if self._expects_audio:
            return self._now - self._keyframe_came < _EXPECTED_AUDIO_WAIT_S
        return "audio" in self._awaited and video_span < _OTHER_TRACK_WAIT

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks to start with, video first."""
        return tuple(unit.track for unit in (self._keyframe, self._audio) if unit is not None)

    @property
    def zero(self) -> int:
        """The publisher's time, in grid ticks, at which the timeline starts."""
        first = self._keyframe or self._audio
        assert first is not None, "asked only when decided"
        return _grid_ticks(first)

    @property
    def wallclock(self) -> float:
        """UTC seconds at which the timeline starts, by the unit that was under way the shortest: bursts come late."""
        zero = self.zero
        spans = ((came, _grid_ticks(unit) - zero) for unit, came in self.arrivals)
        starts = (came - ticks / TICKS_PER_SECOND for came, ticks in spans if 0 <= ticks <= self._max_span)
        return min(starts, default=self._now)

    @property
    def frame(self) -> float:
        """How long a frame lasts, in grid ticks."""
        declared = self._declared_frame()
        if declared is not None:
            return declared
        durations = [later - time for time, later in pairwise(self._video_ticks) if later > time]
        if not durations:
            return TICKS_PER_SECOND / DEFAULT_FRAME_RATE
        middle = median_low(durations)
        return fmean(duration for duration in durations if middle / 2 < duration < middle * 3 / 2)

    @property
    def arrivals(self) -> list[tuple[Unit, float]]:
        """What to package, with wallclock, in order of arrival: nothing from before the start or another clock."""
        zero = self.zero
        return [
            (unit, wallclock)
            for unit, wallclock in self._arrivals
            if unit.track.kind == "video" or zero <= _grid_ticks(unit) <= zero + self._max_span
        ]

    def _declared_frame(self) -> float | None:
        first = self._keyframe or self._audio
        if first is None:
            return None
        track = first.track
        return declared_frame(track) if isinstance(track, VideoTrack) else audio_frame(track)


def _grid_ticks(unit: Unit) -> int:
    return rescale(unit.dts, unit.track.timescale, TICKS_PER_SECOND)
