"""The LL-HLS rules of RFC 8216bis and Apple's authoring guide as checks on playlists, used on fakes and live servers.

Each check returns sentences, one a broken rule; an empty list is good. The number in front is the rule group of the
project's list: 1 server control, 2 parts, 3 durations, 4 preload hint, 5 blocking reload, 6 delta updates, 7 rendition
reports, 8 timeline, 9 caching (needs HTTP), 10 multivariant playlist.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from fakes.hls_playlist import ReadPlaylist, ReadSegment, apply_delta, read_attributes

_PRINTED = Decimal("0.00001")
_SUM_OF_PRINTED = Decimal("0.001")


def check_media_playlist(playlist: ReadPlaylist, *, pauses: bool = False) -> list[str]:
    """Check one full playlist by itself; ``pauses``: dates may run ahead where nothing came for a while."""
    return [
        *_server_control(playlist),
        *_parts(playlist),
        *_durations(playlist),
        *_preload_hint(playlist),
        *_timeline(playlist, pauses=pauses),
    ]


def _server_control(playlist: ReadPlaylist) -> Iterator[str]:
    control = playlist.server_control
    target = playlist.target_duration
    if control.get("CAN-BLOCK-RELOAD") != "YES":
        yield "1: CAN-BLOCK-RELOAD=YES is missing"
    if Decimal(control.get("HOLD-BACK", 0)) < 3 * target:
        yield "1: HOLD-BACK is less than three target durations (4.4.3.8)"
    if Decimal(control.get("CAN-SKIP-UNTIL", 0)) < 6 * target:
        yield "1: CAN-SKIP-UNTIL is less than six target durations (4.4.3.8)"
    if playlist.part_target is not None:
        if Decimal(control.get("PART-HOLD-BACK", 0)) < 3 * playlist.part_target:
            yield "1: PART-HOLD-BACK is less than three part targets (4.4.3.8)"
    elif "PART-HOLD-BACK" in control or playlist.parts:
        yield "1: parts without EXT-X-PART-INF (4.4.3.7)"
    if playlist.version < 9:
        yield "6: EXT-X-VERSION is less than 9 where delta updates are offered (8)"


def _parts(playlist: ReadPlaylist) -> Iterator[str]:
    target = playlist.part_target
    if target is None:
        return
    for segment in playlist.segments:
        for index, part in enumerate(segment.parts):
            last = segment.uri is not None and index == len(segment.parts) - 1
            if part.duration > target:
                yield f"2: part {part.uri} of {part.duration} s is longer than {target} (4.4.3.7)"
            if not last and part.duration < target * Decimal("0.85"):
                yield f"2: part {part.uri} of {part.duration} s is shorter than 85 % of {target} (4.4.4.9)"
            if part.duration <= 0:
                yield f"2: part {part.uri} lasts nothing"
        yield from _whole_of_parts(segment)
    uris = [part.uri for _, _, part in playlist.parts] + [segment.uri for segment in playlist.whole]
    if len(set(uris)) < len(uris):
        yield "2: a URI is listed twice"


def _whole_of_parts(segment: ReadSegment) -> Iterator[str]:
    if segment.uri is None or not segment.parts:
        return
    if any(part.gap for part in segment.parts) != segment.gap:
        yield f"2: {segment.uri} and its parts do not agree on being a gap (4.4.4.7)"
    total = sum((part.duration for part in segment.parts), Decimal(0))
    if segment.duration is None or abs(total - segment.duration) > _PRINTED:
        yield f"2: parts of {segment.uri} last {total} s, the segment {segment.duration} s"


def _durations(playlist: ReadPlaylist) -> Iterator[str]:
    for segment in playlist.whole:
        assert segment.duration is not None, "a whole segment has EXTINF"
        if segment.duration.to_integral_value(ROUND_HALF_UP) > playlist.target_duration:
            yield f"3: {segment.uri} of {segment.duration} s rounds above the target duration (4.4.3.1)"
    if playlist.part_target is None or not playlist.segments:
        return
    end = Decimal(0)
    for segment in reversed(playlist.segments):
        listed = bool(segment.parts)
        if end < 3 * playlist.target_duration - _SUM_OF_PRINTED and not listed:
            yield f"3: {segment.uri} ends {end} s before the end and lists no parts (4.4.4.9)"
        if end > 3 * playlist.target_duration + playlist.target_duration and listed:
            yield f"3: {segment.uri} ends {end} s before the end and still lists parts (4.4.4.9)"
        end += _length(segment)


def _preload_hint(playlist: ReadPlaylist) -> Iterator[str]:
    parts = [hint for hint in playlist.hints if hint.get("TYPE") == "PART"]
    expected = 1 if playlist.part_target is not None and not playlist.ended else 0
    if len(parts) != expected:
        yield f"4: {len(parts)} EXT-X-PRELOAD-HINT of a part where {expected} belongs"
    if {hint["URI"] for hint in parts} & {part.uri for _, _, part in playlist.parts}:
        yield "4: the hinted part is already listed (4.4.5.3)"


def _timeline(playlist: ReadPlaylist, *, pauses: bool) -> Iterator[str]:
    for segment in playlist.segments:
        if segment.date_time is None:
            yield f"8: segment {segment.msn} has no EXT-X-PROGRAM-DATE-TIME"
        if segment.map_uri is None:
            yield f"8: segment {segment.msn} has no EXT-X-MAP (4.4.4.5)"
    for earlier, later in pairwise(playlist.segments):
        if earlier.date_time is None or later.date_time is None:
            continue
        apart = Decimal(str((later.date_time - earlier.date_time).total_seconds()))
        off = apart - _length(earlier)
        if off < Decimal("-0.002") or (off > Decimal("0.002") and not later.discontinuity and not pauses):
            yield f"8: segment {later.msn} is {apart} s after the one before, which lasts {_length(earlier)} s"
        if later.map_uri != earlier.map_uri and not (later.discontinuity or earlier.gap):
            yield f"8: segment {later.msn} has another EXT-X-MAP without EXT-X-DISCONTINUITY (4.4.4.3)"


def _length(segment: ReadSegment) -> Decimal:
    return segment.duration or sum((part.duration for part in segment.parts), Decimal(0))


def check_succession(before: ReadPlaylist, after: ReadPlaylist) -> list[str]:
    """Check that a full playlist may follow another (6.2.1)."""
    return [*_constant_header(before, after), *_kept_segments(before, after), *_kept_hint(before, after)]


def _constant_header(before: ReadPlaylist, after: ReadPlaylist) -> Iterator[str]:
    if after.target_duration != before.target_duration:
        yield "3: EXT-X-TARGETDURATION changed (6.2.1)"
    if after.part_target != before.part_target:
        yield "3: PART-TARGET changed (6.2.1)"
    if after.media_sequence < before.media_sequence:
        yield "8: EXT-X-MEDIA-SEQUENCE fell (6.2.2)"
    if after.discontinuity_sequence < before.discontinuity_sequence:
        yield "8: EXT-X-DISCONTINUITY-SEQUENCE fell (6.2.2)"
    if after.last < before.last:
        yield "8: the playlist lost its end"
    if before.ended:
        yield "8: a playlist follows EXT-X-ENDLIST"
    if after.independent_segments and not before.independent_segments:
        yield "8: EXT-X-INDEPENDENT-SEGMENTS came back"


def _kept_segments(before: ReadPlaylist, after: ReadPlaylist) -> Iterator[str]:
    later = {segment.msn: segment for segment in after.segments}
    for segment in before.segments:
        now = later.get(segment.msn)
        if now is None:
            if segment.msn >= after.media_sequence:
                yield f"8: segment {segment.msn} vanished from the middle"
            continue
        shared = min(len(segment.parts), len(now.parts))
        if segment.uri is None:
            if now.parts[: len(segment.parts)] != segment.parts:
                yield f"2: parts of segment {segment.msn} changed"
        elif replace(now, parts=[]) != replace(segment, parts=[]) or now.parts[:shared] != segment.parts[:shared]:
            yield f"8: segment {segment.msn} changed"


def _kept_hint(before: ReadPlaylist, after: ReadPlaylist) -> Iterator[str]:
    hinted = {hint["URI"] for hint in before.hints if hint.get("TYPE") == "PART"}
    if not hinted or after.ended or after.last == before.last:
        changed = {hint["URI"] for hint in after.hints} != hinted
        segment_ended = len(after.whole) + after.media_sequence > len(before.whole) + before.media_sequence
        if hinted and changed and not after.ended and not segment_ended:
            yield "4: the hint changed though no part came and no segment ended (4.4.5.3)"
        return
    msn = before.last[0]
    ended = [segment for segment in after.whole if segment.msn == msn]
    came = hinted & {part.uri for _, _, part in after.parts}
    listed = any(segment.msn == msn and segment.parts for segment in after.segments)
    if listed and not came and not ended:
        yield f"4: the hinted part {hinted} never came (4.4.5.3)"


def check_delta(before: ReadPlaylist, delta: ReadPlaylist, full: ReadPlaylist) -> list[str]:
    """Check a delta update against the full playlist of the same moment and what a client had before (rule 6)."""
    if delta.skipped is None:
        return [] if delta == full else ["6: without EXT-X-SKIP it must be the full playlist"]
    skip_until = Decimal(full.server_control["CAN-SKIP-UNTIL"])
    remaining = sum((_length(segment) for segment in delta.segments), Decimal(0))
    broken = []
    if remaining < skip_until - _SUM_OF_PRINTED:
        broken.append(f"6: only {remaining} s are left, less than the skip boundary of {skip_until} s (4.4.5.2)")
    if delta.skipped < 1:
        broken.append("6: EXT-X-SKIP of nothing")
    merged = apply_delta(before, delta)
    for one, other in zip(merged.segments, full.segments, strict=True):
        # Parts of skipped segments may be listed in the client's older copy and no longer in the full playlist.
        if replace(one, parts=[]) != replace(other, parts=[]) or (other.parts and one.parts != other.parts):
            broken.append(f"6: segment {one.msn} differs after the delta update")
    if replace(merged, segments=[]) != replace(full, segments=[]):
        broken.append("6: the delta update and the full playlist say different things outside of segments")
    return broken


def check_multivariant(text: str, *, peak_bits: float | None = None) -> list[str]:
    """Check a multivariant playlist (rule 10); ``peak_bits``: the measured peak segment bit rate of its variant."""
    lines = text.split("\n")
    broken = []
    if lines[0] != "#EXTM3U" or lines[-1]:
        broken.append("10: a playlist starts with #EXTM3U and ends with a line feed")
    variants = [line for line in lines if line.startswith("#EXT-X-STREAM-INF:")]
    if not variants:
        broken.append("10: no variant")
    for line, uri in pairwise(lines):
        if not line.startswith("#EXT-X-STREAM-INF:"):
            continue
        attributes = read_attributes(line.partition(":")[2])
        if not uri or uri.startswith("#"):
            broken.append("10: a variant without URI (4.4.6.2)")
        broken += _variant(attributes, peak_bits)
    return broken


def _variant(attributes: dict[str, str], peak_bits: float | None) -> Iterator[str]:
    for name in ("BANDWIDTH", "AVERAGE-BANDWIDTH", "CODECS"):
        if name not in attributes:
            yield f"10: {name} is missing"
            return
    video = attributes["CODECS"].split(",")[0][:4] in {"avc1", "hvc1", "av01"}
    for name in ("RESOLUTION", "FRAME-RATE"):
        if video != (name in attributes):
            yield f"10: {name} belongs to a variant exactly when it has video"
    bandwidth = int(attributes["BANDWIDTH"])
    if int(attributes["AVERAGE-BANDWIDTH"]) > bandwidth:
        yield "10: AVERAGE-BANDWIDTH is above BANDWIDTH"
    if peak_bits is not None and not peak_bits <= bandwidth <= 1.1 * peak_bits + 1000:
        yield f"10: BANDWIDTH={bandwidth} where {peak_bits:.0f} was measured (at least that, at most 10 % more)"


def measure_peak_bits(segments: Sequence[tuple[int, Decimal]], target_duration: int) -> float:
    """Return the peak segment bit rate (4.4.6.2) of segments given as bytes and seconds."""
    peak = 0.0
    for first in range(len(segments)):
        for last in range(first, len(segments)):
            run = segments[first : last + 1]
            seconds = float(sum((duration for _, duration in run), Decimal(0)))
            if 0.5 * target_duration <= seconds <= 1.5 * target_duration:
                peak = max(peak, sum(size for size, _ in run) * 8 / seconds)
    return peak
