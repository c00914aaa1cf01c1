"""A Media Segment (RFC 8216bis, 3 and 4.4.4): its parts and its lines in a media playlist."""

from dataclasses import dataclass, field

from klieg.media.hls.duration import format_units
from klieg.media.hls.part import Part
from klieg.media.hls.program_date_time import format_date_time


@dataclass(slots=True)
class Segment:
    """The parts from one cut to the next. Grows until it is complete, then never changes.

    Attributes:
        msn: Media Sequence Number.
        init: Number of the initialization segment its parts need.
        new_init: Whether the segment before it needed another one.
        discontinuity: Whether timestamps or parameters break before it.
        wallclock: UTC seconds at which its first frame is presented; set with its first part.
        independent: Whether it starts with a keyframe; None until that is known.
        parts: Its parts so far, in order.
        complete: Whether its last part is there.
        gap: Whether media is missing in it (EXT-X-GAP): players are not to fetch it.
        stored: Whether its media is in a store too, so that memory can be given back.
    """

    msn: int
    init: int
    new_init: bool
    discontinuity: bool
    wallclock: float = 0.0
    independent: bool | None = None
    parts: list[Part] = field(default_factory=list)
    complete: bool = False
    gap: bool = False
    stored: bool = False
    _lines: dict[bool, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def ticks(self) -> int:
        """Duration in grid ticks: what its parts declare."""
        return sum(part.ticks for part in self.parts)

    @property
    def empty(self) -> bool:
        """Whether nothing but gaps is in it."""
        return self.gap and all(part.gap for part in self.parts)

    @property
    def size_bytes(self) -> int:
        """Bytes of all its parts."""
        return sum(len(part.payload) for part in self.parts)

    def lines(self, *, parts: bool) -> str:
        """Return its lines, with EXT-X-PART lines or without; rendered once when it is complete."""
        lines = self._lines.get(parts)
        if lines is None:
            lines = self._render(parts=parts)
            if self.complete:
                self._lines[parts] = lines
        return lines

    def _render(self, *, parts: bool) -> str:
        lines = []
        if self.discontinuity:
            lines.append("#EXT-X-DISCONTINUITY\n")
        if self.new_init:
            lines.append(map_line(self.init))
        lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{format_date_time(self.wallclock)}\n")
        if parts:
            lines += [part.line() for part in self.parts]
        if self.gap:
            lines.append("#EXT-X-GAP\n")
        if self.complete:
            duration = format_units(sum(part.units for part in self.parts))
            lines.append(f"#EXTINF:{duration},\n{segment_uri(self.msn)}\n")
        return "".join(lines)


def map_line(init: int) -> str:
    """Return the EXT-X-MAP line that names an initialization segment."""
    return f'#EXT-X-MAP:URI="init-{init}.mp4"\n'


def segment_uri(msn: int) -> str:
    """Return the URI of a segment, relative to its media playlist."""
    return f"segment-{msn}.m4s"
