"""The media playlist (RFC 8216bis, 4.4) of a live rendition, full or as a delta update."""

from collections.abc import Sequence
from dataclasses import dataclass

from klieg.media.hls.config import HlsConfig
from klieg.media.hls.duration import UNITS_PER_SECOND, format_units, to_units
from klieg.media.hls.grid import TICKS_PER_SECOND, PartGrid
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.part import part_uri
from klieg.media.hls.rendition_report import RenditionReport
from klieg.media.hls.segment import Segment, map_line
from klieg.media.hls.window import SegmentWindow

VERSION = 9
"""EXT-X-VERSION: delta updates need 9 (RFC 8216bis, 8)."""

PART_HOLD_BACK_PARTS = 3
"""PART-HOLD-BACK in part targets: what the RFC recommends, and what players without it assume."""

_LISTED_PARTS_TARGETS = 3
"""Parts stay listed for this many target durations (RFC 8216bis, 4.4.4.9)."""


@dataclass(frozen=True, slots=True)
class MediaPlaylist:
    """Renders what a rendition holds.

    Attributes:
        config: Timing of the rendition.
        grid: The part grid.
        window: The segments.
        independent: Whether every segment of the session starts with a keyframe.
    """

    config: HlsConfig
    grid: PartGrid
    window: SegmentWindow
    independent: bool

    def render(self, edge: LiveEdge, *, skip: bool, reports: Sequence[RenditionReport]) -> str:
        """Return the text; with ``skip`` older segments are skipped when that is worth anything."""
        segments = [segment for segment in self.window.listed if self.config.parts or segment.complete]
        skipped = self._count_skippable(segments) if skip else 0
        parts_from = self._first_with_parts(segments)
        lines = [self._header()]
        if skipped:
            lines.append(f"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}\n")
        elif segments and not segments[0].new_init:
            lines.append(map_line(segments[0].init))
        lines += [segments[index].lines(parts=index >= parts_from) for index in range(skipped, len(segments))]
        if edge.ended:
            lines.append("#EXT-X-ENDLIST\n")
        elif self.config.parts:
            lines.append(f'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="{part_uri(edge.next_part)}"\n')
        lines += [report.line() for report in reports]
        return "".join(lines)

    def _header(self) -> str:
        config = self.config
        control = f"CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL={config.skip_until_s}.0,HOLD-BACK={config.hold_back_s}.0"
        lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", f"#EXT-X-TARGETDURATION:{config.target_duration_s}"]
        if config.parts:
            part_target = to_units(self.grid.cell)
            control += f",PART-HOLD-BACK={format_units(PART_HOLD_BACK_PARTS * part_target)}"
            lines.append(f"#EXT-X-PART-INF:PART-TARGET={format_units(part_target)}")
        lines += [
            f"#EXT-X-SERVER-CONTROL:{control}",
            f"#EXT-X-MEDIA-SEQUENCE:{self.window.first_msn}",
            f"#EXT-X-DISCONTINUITY-SEQUENCE:{self.window.discontinuity_sequence}",
        ]
        if self.independent:
            lines.append("#EXT-X-INDEPENDENT-SEGMENTS")
        return "\n".join(lines) + "\n"

    def _count_skippable(self, segments: Sequence[Segment]) -> int:
        """Return how many of the oldest segments end before the skip boundary (RFC 8216bis, 6.2.5.1)."""
        return self._count_older(segments, self.config.skip_until_s)

    def _first_with_parts(self, segments: Sequence[Segment]) -> int:
        if not self.config.parts:
            return len(segments)
        return self._count_older(segments, _LISTED_PARTS_TARGETS * self.config.target_duration_s)

    @staticmethod
    def _count_older(segments: Sequence[Segment], seconds: int) -> int:
        """Return how many of the oldest segments end at least ``seconds`` before the end of the playlist."""
        boundary = seconds * TICKS_PER_SECOND
        newer = 0
        for index in range(len(segments) - 1, -1, -1):
            if newer >= boundary:
                return index + 1
            newer += segments[index].ticks
        return 0


def part_target_s(grid: PartGrid) -> float:
    """Return PART-TARGET in seconds as the playlist states it."""
    return to_units(grid.cell) / UNITS_PER_SECOND
