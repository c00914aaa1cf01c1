"""Segments whose media left memory for a store: what a playlist needs to go on listing them."""

import zlib
from collections import deque
from dataclasses import dataclass
from typing import Self

from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.hls.segment import Segment

BLOCK_SEGMENTS = 64
"""Segments leave the playlist this many at a time, so that what was written of them is written once."""

MAX_LEFT_OUT = 4096
"""Stretches of media that left the playlist and are still to be removed; beyond it the oldest are forgotten."""

_LEAST_MEAN_SEGMENT_S = 0.5
"""Segments are listed up to this mean length, see ``SegmentWindow``."""

_DEFLATE_LEVEL = 6
_RAW_DEFLATE = -15


@dataclass(frozen=True, slots=True)
class ArchivedSegment:
    """What is left in memory of a segment.

    Attributes:
        msn: Media Sequence Number.
        init: Number of the initialization segment it needs.
        new_init: Whether the segment before it needed another one.
        discontinuity: Whether timestamps or parameters break before it.
        ticks: Its duration on the grid.
        size_bytes: Bytes of its media.
        lines: Its lines in a playlist, without parts.
    """

    msn: int
    init: int
    new_init: bool
    discontinuity: bool
    ticks: int
    size_bytes: int
    lines: str

    @classmethod
    def of(cls, segment: Segment) -> Self:
        """Return what is to be kept of a whole segment."""
        return cls(
            segment.msn,
            segment.init,
            segment.new_init,
            segment.discontinuity,
            segment.ticks,
            segment.size_bytes,
            segment.lines(parts=False),
        )


@dataclass(frozen=True, slots=True)
class ArchiveBlock:
    """``BLOCK_SEGMENTS`` segments that follow one another, as text made and compressed once.

    Attributes:
        first: The first of them.
        msns: Their Media Sequence Numbers.
        ticks: Duration of all.
        size_bytes: Bytes of their media.
        discontinuities: How many of them begin with a discontinuity.
        text: Their lines.
        deflated: The lines as DEFLATE blocks (RFC 1951) that end at a byte and refer to nothing before them.
    """

    first: ArchivedSegment
    msns: range
    ticks: int
    size_bytes: int
    discontinuities: int
    text: bytes
    deflated: bytes

    @classmethod
    def of(cls, segments: list[ArchivedSegment]) -> Self:
        """Return the block of segments that follow one another."""
        text = "".join(segment.lines for segment in segments).encode()
        return cls(
            first=segments[0],
            msns=range(segments[0].msn, segments[-1].msn + 1),
            ticks=sum(segment.ticks for segment in segments),
            size_bytes=sum(segment.size_bytes for segment in segments),
            discontinuities=sum(segment.discontinuity for segment in segments),
            text=text,
            deflated=deflate(text, ends=False),
        )


class Archive:
    """Segments older than those in memory, each in the store. They are what a playlist begins with.

    Args:
        limit_ticks: Media listed here; a block leaves once the others last this long.

    Attributes:
        blocks: The oldest segments, in blocks.
        loose: Segments after those, too few for a block.
        ticks: Duration of all that is listed.
        size_bytes: Bytes of their media in the store.
    """

    def __init__(self, limit_ticks: int) -> None:
        self.blocks: deque[ArchiveBlock] = deque()
        self.loose: list[ArchivedSegment] = []
        self.ticks = 0
        self.size_bytes = 0
        self._limit_ticks = limit_ticks
        self._max_blocks = 1 + round(limit_ticks / TICKS_PER_SECOND / _LEAST_MEAN_SEGMENT_S / BLOCK_SEGMENTS)
        self._retired: ArchiveBlock | None = None
        self._left_out: deque[range] = deque(maxlen=MAX_LEFT_OUT)

    @property
    def wanted(self) -> bool:
        """Whether anything is to be listed that is not in memory."""
        return self._limit_ticks > 0

    @property
    def first(self) -> ArchivedSegment | None:
        """The oldest listed segment."""
        if self.blocks:
            return self.blocks[0].first
        return self.loose[0] if self.loose else None

    @property
    def count(self) -> int:
        """How many segments are listed."""
        return BLOCK_SEGMENTS * len(self.blocks) + len(self.loose)

    @property
    def oldest_init(self) -> int | None:
        """Number of the oldest initialization segment that is needed, also by what just left the playlist."""
        oldest = self._retired.first if self._retired is not None else self.first
        return oldest.init if oldest is not None else None

    def holds(self, msn: int) -> bool:
        """Whether a segment is listed here or left the playlist a moment ago."""
        if self._retired is not None and msn in self._retired.msns:
            return True
        first = self.first
        return first is not None and first.msn <= msn < first.msn + self.count

    def receive_segment(self, segment: Segment) -> int:
        """List a segment that is in the store, the next one; return how many discontinuities left the playlist."""
        archived = ArchivedSegment.of(segment)
        self.loose.append(archived)
        self.ticks += archived.ticks
        self.size_bytes += archived.size_bytes
        if len(self.loose) < BLOCK_SEGMENTS:
            return 0
        self.blocks.append(ArchiveBlock.of(self.loose))
        self.loose = []
        gone = 0
        while self.blocks and self._is_full():
            gone += self._retire(self.blocks.popleft())
        return gone

    def receive_loss(self) -> int:
        """Let all go, as what follows it is missing; return how many discontinuities left the playlist."""
        first = self.first
        if first is None:
            return 0
        gone = sum(block.discontinuities for block in self.blocks)
        gone += sum(segment.discontinuity for segment in self.loose)
        self._leave_out_retired()
        self.leave_out(range(first.msn, first.msn + self.count))
        self.blocks.clear()
        self.loose = []
        self.ticks = self.size_bytes = 0
        return gone

    def leave_out(self, msns: range) -> None:
        """Have objects removed that nobody may ask for."""
        self._left_out.append(msns)

    def take_left_out(self) -> list[range]:
        """Return, once, the Media Sequence Numbers whose objects are to be removed."""
        taken = list(self._left_out)
        self._left_out.clear()
        return taken

    def _is_full(self) -> bool:
        return self.ticks - self.blocks[0].ticks >= self._limit_ticks or len(self.blocks) > self._max_blocks

    def _retire(self, block: ArchiveBlock) -> int:
        """Take a block from the playlist; its media can be fetched until the next one leaves (RFC 8216bis, 6.2.2)."""
        self._leave_out_retired()
        self._retired = block
        self.ticks -= block.ticks
        self.size_bytes -= block.size_bytes
        return block.discontinuities

    def _leave_out_retired(self) -> None:
        if self._retired is not None:
            self.leave_out(self._retired.msns)
            self._retired = None


def deflate(text: bytes, *, ends: bool) -> bytes:
    """Return ``text`` as DEFLATE blocks that end at a byte; with ``ends`` as the last ones of a stream."""
    packer = zlib.compressobj(_DEFLATE_LEVEL, zlib.DEFLATED, _RAW_DEFLATE)
    return packer.compress(text) + packer.flush(zlib.Z_FINISH if ends else zlib.Z_FULL_FLUSH)
