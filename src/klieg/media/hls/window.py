"""The segments a rendition holds: those its playlist lists and those that just left it."""

from collections import deque

from klieg.media.hls.archive import Archive
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.hls.part import Part
from klieg.media.hls.segment import Segment

_LEAST_MEAN_SEGMENT_S = 0.25
"""Segments are listed up to this mean length: a publisher that breaks its timeline with every frame fills no memory."""


class SegmentWindow:
    """Keeps the newest media, by duration; older segments leave memory for the archive, or else the playlist.

    Attributes:
        listed: Segments of the playlist that are in memory, oldest first; the last one may still grow.
        archive: Segments of the playlist that come before them.
        discontinuity_sequence: EXT-X-DISCONTINUITY-SEQUENCE of the playlist.
        lost_count: Segments that left memory and were not in the store, where they should have been.
    """

    def __init__(self, config: HlsConfig) -> None:
        self.listed: deque[Segment] = deque()
        self.archive = Archive(round(config.archive_s * TICKS_PER_SECOND))
        self.discontinuity_sequence = 0
        self.lost_count = 0
        self._retired: deque[Segment] = deque()
        self._listed_ticks = 0
        self._retired_ticks = 0
        window_s = max(config.window_s, config.hold_back_s)
        if self.archive.wanted:
            window_s = max(window_s, config.skip_until_s + config.target_duration_s)
        self._window = round(window_s * TICKS_PER_SECOND)
        self._grace = config.grace_s * TICKS_PER_SECOND
        self._max_listed = round(window_s / _LEAST_MEAN_SEGMENT_S)

    @property
    def first_msn(self) -> int:
        """Media Sequence Number of the oldest listed segment."""
        first = self.archive.first or (self.listed[0] if self.listed else None)
        return first.msn if first is not None else 0

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
        if self.listed[0].empty and not segment.empty and self.archive.first is None:
            self._retire(self.listed.popleft())
        while self._listed_ticks - self.listed[0].ticks >= self._window or len(self.listed) > self._max_listed:
            self._leave(self.listed.popleft())
        while self._retired_ticks > self._grace or len(self._retired) > self._max_listed:
            self._retired_ticks -= self._retired.popleft().ticks

    def receive_stored(self, msn: int) -> None:
        """Learn that the media of a segment is in the store."""
        segment = self.find(msn)
        if segment is not None and self.listed and msn >= self.listed[0].msn:
            segment.stored = True
        else:
            self.archive.leave_out(range(msn, msn + 1))  # too late: it is not listed any more

    def _leave(self, segment: Segment) -> None:
        """Move a segment to the archive; without its media in the store, nothing older can stay listed either."""
        if not self.archive.wanted:
            self._retire(segment)
        elif segment.stored or segment.empty:
            self._listed_ticks -= segment.ticks
            self.discontinuity_sequence += self.archive.receive_segment(segment)
            if self.archive.ticks > self._grace:
                self._forget_retired()
        else:
            self.lost_count += 1
            self.discontinuity_sequence += self.archive.receive_loss()
            self._retire(segment)

    def _retire(self, segment: Segment) -> None:
        if self._retired and self._retired[-1].msn + 1 != segment.msn:
            self._forget_retired()  # those between are in the archive
        self.discontinuity_sequence += segment.discontinuity
        self._listed_ticks -= segment.ticks
        self._retired_ticks += segment.ticks
        self._retired.append(segment)

    def _forget_retired(self) -> None:
        self._retired.clear()
        self._retired_ticks = 0

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
        oldest = held[0].init if held else 0
        archived = self.archive.oldest_init
        return oldest if archived is None else min(oldest, archived)

    @property
    def size_bytes(self) -> int:
        """Bytes of all held parts."""
        return sum(segment.size_bytes for segments in (self._retired, self.listed) for segment in segments)
