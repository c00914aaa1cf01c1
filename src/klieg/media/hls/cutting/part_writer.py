"""Parts, segments and initialization segments of one rendition, made as someone else decided."""

from collections.abc import Sequence

from klieg.media.containers.fmp4.init import write_init
from klieg.media.containers.fmp4.part import TrackRun, write_part
from klieg.media.hls.cutting.events import Cut, CuttingEvent, InitReady, PartReady, SegmentReady
from klieg.media.hls.part import Part
from klieg.media.hls.segment import Segment
from klieg.media.track import Track

NOTHING = write_part(0, [])
"""What a gap holds, for players that do not know gaps and fetch them."""


class PartWriter:
    """Grows one segment after another. Decides nothing.

    Attributes:
        segment: The segment that grows.
        tracks: What the current initialization segment describes, video first.
        held_back: While True, parts and segments are made but not told of.
    """

    def __init__(self) -> None:
        self.segment = Segment(msn=0, init=0, new_init=True, discontinuity=False)
        self.tracks: tuple[Track, ...] = ()
        self.held_back = False
        self._init_number = -1
        self._fragments = 0
        self._events: list[CuttingEvent] = []
        self._cuts: list[Cut] = []

    def drain(self) -> list[CuttingEvent]:
        """Return what became ready since the last call."""
        events, self._events = self._events, []
        return events

    def begin_segment(self, msn: int, *, discontinuity: bool = False) -> None:
        """Let the next part be the first of segment ``msn``."""
        new_init = self._init_number < 0
        self.segment = Segment(msn, max(self._init_number, 0), new_init=new_init, discontinuity=discontinuity)
        self._cuts = []

    def describe(self, tracks: tuple[Track, ...]) -> bool:
        """Make an initialization segment for these tracks; return False when the current one is theirs."""
        if tracks == self.tracks and self._init_number >= 0:
            return False
        self.tracks = tracks
        self._init_number += 1
        self.segment.init, self.segment.new_init = self._init_number, True
        self._events.append(InitReady(self._init_number, write_init(tracks)))
        return True

    def write_part(self, cut: Cut, runs: Sequence[TrackRun], *, number: int, ticks: int, independent: bool) -> None:
        """Add a part with media; of the independent ones the first of a segment is announced (docs/adr/0020)."""
        self._fragments += 1
        payload = write_part(self._fragments, runs)
        independent = independent and not any(part.independent for part in self.segment.parts)
        self._add(Part(self.segment.msn, len(self.segment.parts), number, ticks, independent, payload), cut)

    def write_gap(self, cut: Cut, *, number: int, ticks: int) -> None:
        """Add a part without media; the segment is a gap then (RFC 8216bis, 4.4.4.7)."""
        if not self.segment.parts:
            self.segment.independent = True
        self._add(
            Part(
                self.segment.msn, len(self.segment.parts), number, ticks, independent=False, payload=NOTHING, gap=True
            ),
            cut,
        )

    def end_segment(self) -> None:
        """The segment has all of its parts."""
        self.segment.gap = any(part.gap for part in self.segment.parts)
        self.segment.complete = True
        if not self.held_back:
            self._events.append(SegmentReady(self.segment))

    def release(self) -> None:
        """Tell of the parts of the growing segment that were held back, and hold nothing back any more."""
        self.held_back = False
        self._events += [
            PartReady(self.segment, part, cut) for part, cut in zip(self.segment.parts, self._cuts, strict=True)
        ]

    def _add(self, part: Part, cut: Cut) -> None:
        self.segment.parts.append(part)
        self._cuts.append(cut)
        if not self.held_back:
            self._events.append(PartReady(self.segment, part, cut))
