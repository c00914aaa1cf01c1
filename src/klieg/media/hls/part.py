"""A Partial Segment (RFC 8216bis, 3.1 and 4.4.4.9)."""

from dataclasses import dataclass

from klieg.media.hls.duration import format_units, to_units


@dataclass(frozen=True, slots=True)
class Part:
    """A span of a segment that can be fetched before the segment is whole.

    Attributes:
        msn: Media Sequence Number of its segment.
        index: Position in its segment, from 0.
        number: Position among all parts of the session, from 0. It names the part, so that the name of the next one
            is known before it is known whether that one begins a segment.
        ticks: Declared duration in grid ticks.
        independent: Whether a player is told to enter here: the first part of its segment that starts with a keyframe.
        payload: One movie fragment.
        gap: Whether it is time without media, not to be fetched.
    """

    msn: int
    index: int
    number: int
    ticks: int
    independent: bool
    payload: bytes
    gap: bool = False

    @property
    def units(self) -> int:
        """Declared duration as playlists print it."""
        return to_units(self.ticks)

    def line(self) -> str:
        """Return its EXT-X-PART line."""
        independent = ",INDEPENDENT=YES" if self.independent else ""
        gap = ",GAP=YES" if self.gap else ""
        uri = part_uri(self.number)
        return f'#EXT-X-PART:DURATION={format_units(self.units)},URI="{uri}"{independent}{gap}\n'


def part_uri(number: int) -> str:
    """Return the URI of a part, relative to its media playlist."""
    return f"part-{number}.m4s"
