"""Audio samples on their way into the next part."""

from collections import deque

from klieg.media.codecs.aac_silence import silent_frame
from klieg.media.containers.fmp4.part import AudioRun
from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.timebase import rescale
from klieg.media.track import AudioTrack
from klieg.media.unit import Unit


class AudioQueue:
    """Gives the samples of one track decoding times that count samples without holes and hands them out as runs.

    Lost frames leave a hole in presentation times only (see ``VideoQueue``: browsers drop video, too, at a hole in
    the decoding times of either track).

    Attributes:
        track: Whose samples these are; None where there is no audio.
        end: Decoding time at which the last run ended, None before the first.
        heard: Media time in grid ticks at which the last sample ends, real or silent; None before the first.
    """

    def __init__(self, track: AudioTrack | None) -> None:
        self.end: int | None = None
        self.heard: int | None = None
        self.track = track
        self._timescale = track.timescale if track else TICKS_PER_SECOND
        self._frame_samples = track.frame_samples if track else 0
        self._next = 0
        self._silence = silent_frame(track.configuration) if track else None
        self._silent_until = 0
        self._waiting: deque[tuple[int, int, bytes]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def receive_unit(self, unit: Unit, shift: int, grid_ticks: int) -> bool:
        """Queue a unit that starts at media time ``grid_ticks``; ``shift`` makes its times media times.

        Return False for a unit that comes after silence took its place.
        """
        if grid_ticks + self._frame // 2 < self._silent_until:
            return False
        self._append(grid_ticks, unit.pts + shift, unit.payload)
        return True

    def fill_with_silence(self, until: int) -> None:
        """Queue silence from where the last sample ends to media time ``until``, as far as whole frames go."""
        if self._silence is None or self.heard is None:
            return
        while self.heard + self._frame <= until:
            self._append(self.heard, self._next, self._silence)
            self._silent_until = self.heard

    def _append(self, grid_ticks: int, presentation_time: int, payload: bytes) -> None:
        self._waiting.append((grid_ticks, presentation_time, payload))
        self._next = presentation_time + self._frame_samples
        self.heard = grid_ticks + self._frame

    @property
    def _frame(self) -> int:
        return rescale(self._frame_samples, self._timescale, TICKS_PER_SECOND)

    def starts_within(self, start: int, end: int) -> bool:
        """Return whether a queued sample starts at or after media time ``start`` and before ``end``."""
        return any(start <= ticks < end for ticks, _, _ in self._waiting)

    def move_later(self, start: int, ticks: int) -> None:
        """Move the queued samples that start at or after media time ``start`` to ``ticks`` earlier."""
        track_ticks = rescale(ticks, TICKS_PER_SECOND, self._timescale)
        self._waiting = deque(
            (time - ticks, shown - track_ticks, payload) if time >= start else (time, shown, payload)
            for time, shown, payload in self._waiting
        )
        if self.heard is not None and self.heard > start:
            self.heard -= ticks
            self._next -= track_ticks

    def take(self, until: int | None) -> AudioRun | None:
        """Return the queued samples that start before media time ``until`` (None: all), or None when none does."""
        presentation_times: list[int] = []
        payloads: list[bytes] = []
        while self._waiting and (until is None or self._waiting[0][0] < until):
            _, presentation_time, payload = self._waiting.popleft()
            presentation_times.append(presentation_time)
            payloads.append(payload)
        if not payloads or self.track is None:
            return None
        start = presentation_times[0] if self.end is None else self.end
        duration = self._frame_samples
        self.end = start + duration * len(payloads)
        offsets = [time - (start + index * duration) for index, time in enumerate(presentation_times)]
        return AudioRun(self.track.id, start, duration, offsets, payloads)
