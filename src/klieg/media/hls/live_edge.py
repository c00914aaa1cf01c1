"""How far a rendition has come."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LiveEdge:
    """What a request is compared with.

    Attributes:
        msn: Media Sequence Number of the last segment with something to fetch, -1 before the first.
        part: Index of its last part; -1 when there is none or parts are not published.
        complete: Whether that segment is whole, so that the next part belongs to the next segment.
        ended: Whether nothing follows any more.
        part_target_s: PART-TARGET, None when parts are not published.
        next_part: Number of the part to come: the one that EXT-X-PRELOAD-HINT names.
    """

    msn: int
    part: int
    complete: bool
    ended: bool
    part_target_s: float | None
    next_part: int = 0
