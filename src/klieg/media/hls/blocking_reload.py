"""Which playlist and part requests are answered now, which wait, which are refused (RFC 8216bis, 6.2.5.2)."""

import re
from dataclasses import dataclass
from math import ceil

from klieg.media.hls.live_edge import LiveEdge

MAX_QUERY_LENGTH = 2048
"""Characters of a query that are looked at; a longer one is refused."""

MAX_AHEAD_SEGMENTS = 2
"""A request for a segment further than this behind the last one cannot come from our playlist."""

HOLD_TARGET_DURATIONS = 3
"""A held request is given up after this many target durations with 503 (RFC 8216bis, 6.2.5.2)."""

_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)
_ADVANCE_PART_LIMIT_S = 3


@dataclass(frozen=True, slots=True)
class Serve:
    """Answer now; ``skip``: with a delta update."""

    skip: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Answer when ``reached``; ``part`` is None when a whole segment is waited for."""

    msn: int
    part: int | None
    skip: bool = False

    def reached(self, edge: LiveEdge) -> bool:
        """Return whether the wait is over; asked again each time the rendition's version changes."""
        if edge.ended or self.msn < edge.msn:
            return True
        if self.msn > edge.msn:
            return False
        if self.part is None:
            return edge.complete
        return self.part <= edge.part


@dataclass(frozen=True, slots=True)
class WaitForPart:
    """Answer when the part of this number is there."""

    number: int

    def reached(self, edge: LiveEdge) -> bool:
        """Return whether the wait is over; asked again each time the rendition's version changes."""
        return edge.ended or self.number < edge.next_part


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer with an HTTP status and a sentence."""

    status: int
    sentence: str


type Decision = Serve | Wait | Refuse


def hold_timeout_s(target_duration_s: int) -> float:
    """Return how long a request may be held before it is answered with 503."""
    return float(HOLD_TARGET_DURATIONS * target_duration_s)


def decide(query: str, edge: LiveEdge) -> Decision:
    """Decide a request for a media playlist.

    ``query`` is the raw query string, without the question mark. Parameters that do not start with ``_HLS_`` and
    ``_HLS_`` parameters that are not known are ignored.
    """
    directives = _parse(query)
    if isinstance(directives, Refuse):
        return directives
    msn, part = directives.msn, directives.part
    if msn is None or edge.ended:
        return Serve(directives.skip)
    if msn > edge.msn + MAX_AHEAD_SEGMENTS:
        return Refuse(400, f"_HLS_msn={msn} is more than {MAX_AHEAD_SEGMENTS} segments after the last, {edge.msn}.")
    if edge.part_target_s is None:
        part = None
    if part is not None and _too_far(msn, part, edge):
        return Refuse(400, f"_HLS_part={part} is too far after the last part of segment {msn}.")
    if part is not None and msn == edge.msn and edge.complete and part > edge.part:
        msn, part = msn + 1, 0  # a part after the end of a segment is the first of the next one
    wait = Wait(msn, part, directives.skip)
    return Serve(directives.skip) if wait.reached(edge) else wait


def decide_part(number: int, edge: LiveEdge, *, held: bool) -> Serve | WaitForPart | Refuse:
    """Decide a request for a part; ``held`` tells whether the rendition has it.

    Only the part that the playlist hints is waited for. It always comes, be it in the same segment or as the first of
    the next one, unless the stream ends before it.
    """
    if held:
        return Serve()
    if not edge.ended and edge.part_target_s is not None and number == edge.next_part:
        return WaitForPart(number)
    return Refuse(404, f"Part {number} is not in this playlist.")


@dataclass(frozen=True, slots=True)
class _Directives:
    msn: int | None
    part: int | None
    skip: bool


def _parse(query: str) -> _Directives | Refuse:
    if len(query) > MAX_QUERY_LENGTH:
        return Refuse(400, f"The query is longer than {MAX_QUERY_LENGTH} characters.")
    values: dict[str, str] = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if name in values:
            return Refuse(400, f"{name} is given twice.")
        if name in {"_HLS_msn", "_HLS_part", "_HLS_skip"}:
            values[name] = value
    for name in ("_HLS_msn", "_HLS_part"):
        if name in values and not _NUMBER.fullmatch(values[name]):
            return Refuse(400, f"{name} must be a decimal number.")
    if values.get("_HLS_skip", "YES") not in {"YES", "v2"}:
        return Refuse(400, "_HLS_skip must be YES or v2.")
    if "_HLS_part" in values and "_HLS_msn" not in values:
        return Refuse(400, "_HLS_part needs _HLS_msn.")
    return _Directives(
        msn=int(values["_HLS_msn"]) if "_HLS_msn" in values else None,
        part=int(values["_HLS_part"]) if "_HLS_part" in values else None,
        skip="_HLS_skip" in values,
    )


def _too_far(msn: int, part: int, edge: LiveEdge) -> bool:
    """Return whether a part is beyond the Advance Part Limit: three seconds of parts, at least three."""
    assert edge.part_target_s is not None, "asked only where parts are published"
    limit = max(_ADVANCE_PART_LIMIT_S, ceil(_ADVANCE_PART_LIMIT_S / edge.part_target_s))
    last = edge.part if msn == edge.msn else -1
    return msn >= edge.msn and part > last + limit
