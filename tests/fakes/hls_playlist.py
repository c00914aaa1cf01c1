"""An independent reader of HLS playlists (RFC 8216bis, 4): shares nothing with our writer, refuses malformed text."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

_ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"\r\n]*"|[^",\s]+)(?:,|$)')


class MalformedPlaylistError(AssertionError):
    """The text breaks the syntax of RFC 8216bis, section 4."""


@dataclass(frozen=True)
class ReadPart:
    uri: str
    duration: Decimal
    independent: bool
    gap: bool


@dataclass
class ReadSegment:
    """A segment; ``uri`` is None while it grows and only parts of it are listed."""

    msn: int
    discontinuity_sequence: int
    map_uri: str | None
    uri: str | None = None
    duration: Decimal | None = None
    date_time: datetime | None = None
    discontinuity: bool = False
    gap: bool = False
    parts: list[ReadPart] = field(default_factory=list)


@dataclass
class ReadPlaylist:
    version: int = 1
    target_duration: int = 0
    part_target: Decimal | None = None
    server_control: dict[str, str] = field(default_factory=dict)
    media_sequence: int = 0
    discontinuity_sequence: int = 0
    independent_segments: bool = False
    skipped: int | None = None
    segments: list[ReadSegment] = field(default_factory=list)
    hints: list[dict[str, str]] = field(default_factory=list)
    reports: list[dict[str, str]] = field(default_factory=list)
    ended: bool = False

    @property
    def whole(self) -> list[ReadSegment]:
        return [segment for segment in self.segments if segment.uri is not None]

    @property
    def parts(self) -> list[tuple[int, int, ReadPart]]:
        """Every listed part with the MSN of its segment and its index in it."""
        return [(segment.msn, index, part) for segment in self.segments for index, part in enumerate(segment.parts)]

    @property
    def last(self) -> tuple[int, int]:
        """MSN and part index of the last thing listed; -1 where no part is."""
        if not self.segments:
            return self.media_sequence - 1, -1
        return self.segments[-1].msn, len(self.segments[-1].parts) - 1


def read_attributes(text: str) -> dict[str, str]:
    """Split an attribute list (4.2), quotes removed."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        match = _ATTRIBUTE.match(text, at)
        if match is None:
            raise MalformedPlaylistError(f"attribute list {text!r} at {at}")
        name, value = match.groups()
        if name in found:
            raise MalformedPlaylistError(f"{name} twice in {text!r}")
        found[name] = value.strip('"')
        at = match.end()
    return found


def read_media_playlist(text: str) -> ReadPlaylist:
    """Read a media playlist, full or a delta update."""
    lines = text.split("\n")
    if lines[0] != "#EXTM3U" or lines[-1] != "":
        raise MalformedPlaylistError("a playlist starts with #EXTM3U and ends with a line feed")
    reader = _Reader()
    for line in lines[1:-1]:
        if not line:
            raise MalformedPlaylistError("an empty line")
        reader.read_line(line)
    return reader.finish()


class _Reader:
    def __init__(self) -> None:
        self.playlist = ReadPlaylist()
        self._map: str | None = None
        self._segment: ReadSegment | None = None
        self._discontinuities = 0
        self._seen: set[str] = set()

    def read_line(self, line: str) -> None:
        if not line.startswith("#"):
            self._end_segment(line)
            return
        name, _, value = line.partition(":")
        once = {"#EXT-X-VERSION", "#EXT-X-TARGETDURATION", "#EXT-X-MEDIA-SEQUENCE", "#EXT-X-DISCONTINUITY-SEQUENCE"}
        once |= {"#EXT-X-PART-INF", "#EXT-X-SERVER-CONTROL", "#EXT-X-SKIP", "#EXT-X-ENDLIST"}
        if name in once:
            if name in self._seen:
                raise MalformedPlaylistError(f"{name} twice")
            self._seen.add(name)
        if name in {"#EXT-X-MEDIA-SEQUENCE", "#EXT-X-DISCONTINUITY-SEQUENCE", "#EXT-X-SKIP"}:
            if self.playlist.segments or self._segment is not None:
                raise MalformedPlaylistError(f"{name} after the first segment")
            self._read_position_tag(name, value)
        else:
            self._read_tag(name, value)

    def _read_position_tag(self, name: str, value: str) -> None:
        match name:
            case "#EXT-X-MEDIA-SEQUENCE":
                self.playlist.media_sequence = int(value)
            case "#EXT-X-DISCONTINUITY-SEQUENCE":
                self.playlist.discontinuity_sequence = self._discontinuities = int(value)
            case _:
                self.playlist.skipped = int(read_attributes(value)["SKIPPED-SEGMENTS"])

    def _read_tag(self, name: str, value: str) -> None:
        playlist = self.playlist
        match name:
            case "#EXT-X-VERSION":
                playlist.version = int(value)
            case "#EXT-X-TARGETDURATION":
                playlist.target_duration = int(value)
            case "#EXT-X-PART-INF":
                playlist.part_target = Decimal(read_attributes(value)["PART-TARGET"])
            case "#EXT-X-SERVER-CONTROL":
                playlist.server_control = read_attributes(value)
            case "#EXT-X-INDEPENDENT-SEGMENTS":
                playlist.independent_segments = True
            case "#EXT-X-ENDLIST":
                playlist.ended = True
            case "#EXT-X-PRELOAD-HINT":
                playlist.hints.append(read_attributes(value))
            case "#EXT-X-RENDITION-REPORT":
                playlist.reports.append(read_attributes(value))
            case _:
                self._read_segment_tag(name, value)

    def _read_segment_tag(self, name: str, value: str) -> None:
        match name:
            case "#EXT-X-MAP":
                self._map = read_attributes(value)["URI"]
                if self._segment is not None:
                    self._segment.map_uri = self._map
            case "#EXT-X-DISCONTINUITY":
                self._discontinuities += 1
                segment = self._open()
                if segment.parts:
                    raise MalformedPlaylistError("EXT-X-DISCONTINUITY inside a segment")
                segment.discontinuity = True
                segment.discontinuity_sequence = self._discontinuities
            case "#EXT-X-GAP":
                self._open().gap = True
            case "#EXT-X-PROGRAM-DATE-TIME":
                self._open().date_time = datetime.fromisoformat(value)
            case "#EXT-X-PART":
                self._open().parts.append(_read_part(value))
            case "#EXTINF":
                self._open().duration = Decimal(value.split(",", maxsplit=1)[0])
            case _:
                raise MalformedPlaylistError(f"{name} is not a tag we know in a media playlist")

    def _open(self) -> ReadSegment:
        if self._segment is None:
            playlist = self.playlist
            msn = playlist.media_sequence + (playlist.skipped or 0) + len(playlist.segments)
            self._segment = ReadSegment(msn, self._discontinuities, self._map)
        return self._segment

    def _end_segment(self, uri: str) -> None:
        segment = self._segment
        if segment is None or segment.duration is None:
            raise MalformedPlaylistError(f"{uri} without EXTINF")
        segment.uri = uri
        self.playlist.segments.append(segment)
        self._segment = None

    def finish(self) -> ReadPlaylist:
        if self._segment is not None:
            if self._segment.duration is not None or not self._segment.parts:
                raise MalformedPlaylistError("the last segment has EXTINF without URI, or no part")
            self.playlist.segments.append(self._segment)
        return self.playlist


def _read_part(value: str) -> ReadPart:
    attributes = read_attributes(value)
    return ReadPart(
        uri=attributes["URI"],
        duration=Decimal(attributes["DURATION"]),
        independent=attributes.get("INDEPENDENT") == "YES",
        gap=attributes.get("GAP") == "YES",
    )


def apply_delta(before: ReadPlaylist, delta: ReadPlaylist) -> ReadPlaylist:
    """Return the playlist a client has after a delta update (6.3.7): the skipped segments come from ``before``."""
    assert delta.skipped is not None, "not a delta update"
    known = {segment.msn: segment for segment in before.segments if segment.uri is not None}
    kept = [known[msn] for msn in range(delta.media_sequence, delta.media_sequence + delta.skipped)]
    breaks = sum(segment.discontinuity for segment in kept)
    map_uri = kept[-1].map_uri if kept else None
    for segment in delta.segments:
        segment.discontinuity_sequence += breaks
        map_uri = segment.map_uri = segment.map_uri or map_uri
    delta.segments = [*kept, *delta.segments]
    delta.skipped = None
    return delta
