"""Audio samples on their way into the next part."""

from collections import deque

from klieg.media.containers.fmp4.part import AudioRun
from klieg.media.track import AudioTrack
from klieg.media.unit import Unit


class AudioQueue:
    """Gives samples decoding times that count samples without holes and hands them out as runs.

    Lost frames leave a hole in presentation times only (see ``VideoQueue``: browsers drop video, too, at a hole in
    the decoding times of either track).

    Attributes:
        end: Decoding time at which the last run ended, None before the first.
    """

    def __init__(self) -> None:
        self.end: int | None = None
        self._waiting: deque[tuple[int, int, bytes]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def receive_unit(self, unit: Unit, shift: int, grid_ticks: int) -> None:
        """Queue a unit that starts at media time ``grid_ticks``; ``shift`` makes its times media times."""
        self._waiting.append((grid_ticks, unit.pts + shift, unit.payload))

    def starts_within(self, start: int, end: int) -> bool:
        """Return whether a queued sample starts at or after media time ``start`` and before ``end``."""
        return any(start <= ticks < end for ticks, _, _ in self._waiting)

    def move_later(self, start: int, ticks: int, track_ticks: int) -> None:
        """Move the queued samples that start at or after media time ``start`` to an earlier time.

        ``ticks`` is by how much in grid ticks, ``track_ticks`` the same in ticks of the track.
        """
        moved = (
            (time - ticks, presentation_time - track_ticks, payload)
            if time >= start
            else (time, presentation_time, payload)
            for time, presentation_time, payload in self._waiting
        )
        self._waiting = deque(moved)

    def take(self, track: AudioTrack, until: int | None) -> AudioRun | None:
        """Return the queued samples that start before media time ``until`` (None: all), or None when none does."""
        presentation_times: list[int] = []
        payloads: list[bytes] = []
        while self._waiting and (until is None or self._waiting[0][0] < until):
            _, presentation_time, payload = self._waiting.popleft()
            presentation_times.append(presentation_time)
            payloads.append(payload)
        if not payloads:
            return None
        start = presentation_times[0] if self.end is None else self.end
        duration = track.frame_samples
        self.end = start + duration * len(payloads)
        offsets = [time - (start + index * duration) for index, time in enumerate(presentation_times)]
        return AudioRun(track.id, start, duration, offsets, payloads)
