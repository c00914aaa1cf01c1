"""One clock for the tracks of a publish, also when the encoder sets its own back."""

BACKWARD_JUMP_MS = 1000
"""A step back by more than this is a clock set anew; a smaller one is disorder."""


class Timeline:
    """Shifts shared by all tracks, one for each time the encoder's clock was set back.

    The track that notices first makes the shift, so that its stamps go on from the latest ones seen; the other tracks
    take the same shift when their own stamps step back. So audio and video stay together.
    """

    def __init__(self) -> None:
        self.shifts_ms = [0]
        self.latest_ms = 0


class TrackClock:
    """The place of one track on a timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._epoch = 0
        self._last_ms: int | None = None

    def place(self, timestamp_ms: int) -> int:
        """Return milliseconds on the timeline for a stamp of the encoder; absolute as long as no clock was set back."""
        timeline = self._timeline
        if self._last_ms is not None and timestamp_ms < self._last_ms - BACKWARD_JUMP_MS:
            self._epoch += 1
            if self._epoch == len(timeline.shifts_ms):
                timeline.shifts_ms.append(timeline.latest_ms - timestamp_ms)
        self._last_ms = timestamp_ms
        placed = timestamp_ms + timeline.shifts_ms[self._epoch]
        timeline.latest_ms = max(timeline.latest_ms, placed)
        return placed
