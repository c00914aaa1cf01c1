"""The media playlist (RFC 8216bis, 4.4) of a live rendition, full or as a delta update."""

from collections.abc import Sequence
from dataclasses import dataclass

from klieg.media.hls.archive import ArchiveBlock
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
class PlaylistPieces:
    """A media playlist that is not put together yet: most of a long one was made before, and compressed.

    Attributes:
        head: The first lines.
        blocks: The segments after them.
        tail: The rest.
    """

    head: str
    blocks: Sequence[ArchiveBlock]
    tail: str

    def join(self) -> str:
        """Return the text."""
        return self.head + b"".join(block.text for block in self.blocks).decode() + self.tail


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
        """Return the text of ``pieces``."""
        return self.pieces(edge, skip=skip, reports=reports).join()

    def pieces(self, edge: LiveEdge, *, skip: bool, reports: Sequence[RenditionReport]) -> PlaylistPieces:
        """Return the playlist; with ``skip`` older segments are skipped when that is worth anything."""
        archive = self.window.archive
        segments = [segment for segment in self.window.listed if self.config.parts or segment.complete]
        skipped = self._count_skippable(segments) if skip else 0
        parts_from = self._first_with_parts(segments)
        tail = [segments[index].lines(parts=index >= parts_from) for index in range(skipped, len(segments))]
        if edge.ended:
            tail.append("#EXT-X-ENDLIST\n")
        elif self.config.parts:
            tail.append(f'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="{part_uri(edge.next_part)}"\n')
        tail += [report.line() for report in reports]
        if skipped:
            count = archive.count + skipped
            return PlaylistPieces(f"{self._header()}#EXT-X-SKIP:SKIPPED-SEGMENTS={count}\n", (), "".join(tail))
        older = "".join(segment.lines for segment in archive.loose)
        return PlaylistPieces(self._header() + self._first_map(segments), tuple(archive.blocks), older + "".join(tail))

    def _first_map(self, segments: Sequence[Segment]) -> str:
        first = self.window.archive.first or (segments[0] if segments else None)
        return "" if first is None or first.new_init else map_line(first.init)

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
