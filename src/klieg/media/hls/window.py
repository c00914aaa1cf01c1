"""The segments a rendition holds: those its playlist lists and those that just left it."""

from collections import deque

from klieg.media.hls.config import HlsConfig
from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.hls.part import Part
from klieg.media.hls.segment import Segment

_LEAST_MEAN_SEGMENT_S = 0.25
"""Segments are listed up to this mean length: a publisher that breaks its timeline with every frame fills no memory."""


class SegmentWindow:
    """Keeps the newest media, by duration; older segments leave the playlist first and memory a grace later.

    Attributes:
        listed: Segments of the playlist, oldest first; the last one may still grow.
        discontinuity_sequence: EXT-X-DISCONTINUITY-SEQUENCE of the playlist.
    """

    def __init__(self, config: HlsConfig) -> None:
        self.listed: deque[Segment] = deque()
        self.discontinuity_sequence = 0
        self._retired: deque[Segment] = deque()
        self._listed_ticks = 0
        self._retired_ticks = 0
        window_s = max(config.window_s, config.hold_back_s)
        self._window = round(window_s * TICKS_PER_SECOND)
        self._grace = config.grace_s * TICKS_PER_SECOND
        self._max_listed = round(window_s / _LEAST_MEAN_SEGMENT_S)

    @property
    def first_msn(self) -> int:
        """Media Sequence Number of the oldest listed segment."""
        return self.listed[0].msn if self.listed else 0

    def receive_segment(self, segment: Segment, *, breaks: int = 0) -> None:
        """List a segment that has its first part; ``breaks``: how many segments before it begin a discontinuity."""
        assert not self.listed or segment.msn == self.listed[-1].msn + 1, "segments follow one another"
        if not self.listed:
            self.discontinuity_sequence = breaks
        self.listed.append(segment)

    def receive_end_of_segment(self, segment: Segment) -> None:
        """Count a complete segment and let go what is older than the window.

        The gap before the first segment goes once that segment is whole: it served its purpose (see ``Segmenter``) and
        Chromium's own player, which does not know EXT-X-GAP, would stop at it.
        """
        self._listed_ticks += segment.ticks
        if self.listed[0].empty and not segment.empty:
            self._retire(self.listed.popleft())
        while self._listed_ticks - self.listed[0].ticks >= self._window or len(self.listed) > self._max_listed:
            self._retire(self.listed.popleft())
        while self._retired_ticks > self._grace or len(self._retired) > self._max_listed:
            self._retired_ticks -= self._retired.popleft().ticks

    def _retire(self, segment: Segment) -> None:
        self.discontinuity_sequence += segment.discontinuity
        self._listed_ticks -= segment.ticks
        self._retired_ticks += segment.ticks
        self._retired.append(segment)

    def find(self, msn: int) -> Segment | None:
        """Return a segment that is still held, whole or growing."""
        for segments in (self.listed, self._retired):
            if segments and segments[0].msn <= msn <= segments[-1].msn:
                return segments[msn - segments[0].msn]
        return None

    def find_part(self, number: int) -> Part | None:
        """Return a part that is still held; parts are numbered without a gap."""
        for segments in (self.listed, self._retired):
            for segment in reversed(segments):  # players ask for the newest
                if segment.parts and segment.parts[0].number <= number:
                    offset = number - segment.parts[0].number
                    return segment.parts[offset] if offset < len(segment.parts) else None
        return None

    @property
    def oldest_init(self) -> int:
        """Number of the oldest initialization segment any held segment needs."""
        held = self._retired or self.listed
        return held[0].init if held else 0

    @property
    def size_bytes(self) -> int:
        """Bytes of all held parts."""
        return sum(segment.size_bytes for segments in (self._retired, self.listed) for segment in segments)
