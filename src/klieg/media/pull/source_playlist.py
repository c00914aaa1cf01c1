"""Playlists of other servers (RFC 8216), read as far as fetching their segments one after the other needs it."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from klieg.kernel.errors import ProtocolError

MAX_PLAYLIST_BYTES = 1 << 20
MAX_SEGMENTS = 10_000

_BANDWIDTH = re.compile(r"(?:^|[:,])BANDWIDTH=(\d{1,12})(?:,|$)")
_URI = re.compile(r'(?:^|[:,])URI="([^"]+)"')


class PlaylistError(ProtocolError):
    """The playlist cannot be followed; the sentence says why."""


@dataclass(frozen=True, slots=True)
class SourceSegment:
    """A segment.

    Attributes:
        number: In the stream.
        url: Where it is.
        map_url: The initialization section in front of it; empty for none.
        begins_anew: Its times do not go on from those of the segment before it.
    """

    number: int
    url: str
    map_url: str = ""
    begins_anew: bool = False


@dataclass(slots=True)
class SourcePlaylist:
    """What a playlist says.

    Attributes:
        variant_url: Of a multivariant playlist: the variant with the most bits.
        segments: Of a media playlist, in order.
        target_s: Longest segment.
        has_ended: Whether no segment will follow.
    """

    variant_url: str = ""
    segments: list[SourceSegment] = field(default_factory=list)
    target_s: float = 6.0
    has_ended: bool = False


def read_playlist(text: str, url: str) -> SourcePlaylist:
    """Read a playlist that was fetched from ``url``.

    Raises:
        PlaylistError: it is none, is encrypted, or addresses parts of files.
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not lines or lines[0] != "#EXTM3U":
        raise PlaylistError("What was fetched is no HLS playlist.")
    reader = _Reader(url)
    for line in lines[1:]:
        if line.startswith("#"):
            tag, _, value = line.partition(":")
            reader.read_tag(tag, value)
        else:
            reader.read_address(line)
    return reader.playlist


class _Reader:
    """Goes through a playlist line by line."""

    def __init__(self, url: str) -> None:
        self.playlist = SourcePlaylist()
        self._url = url
        self._number = 0
        self._best_bits = -1
        self._bits = -1
        self._map_url = ""
        self._begins_anew = False

    def read_tag(self, tag: str, value: str) -> None:
        """Take a line that begins with ``#``; most say nothing that counts here."""
        match tag:
            case "#EXT-X-STREAM-INF":
                found = _BANDWIDTH.search(value)
                self._bits = int(found[1]) if found else 0
            case "#EXT-X-MEDIA-SEQUENCE":
                self._number = _number(value)
            case "#EXT-X-TARGETDURATION":
                self.playlist.target_s = float(min(max(_number(value), 1), 60))
            case "#EXT-X-MAP":
                self._map_url = _map_url(value, self._url)
            case "#EXT-X-KEY" if "METHOD=NONE" not in value:
                raise PlaylistError("The playlist is encrypted, which is not pulled.")
            case "#EXT-X-DISCONTINUITY":
                self._begins_anew = True
            case "#EXT-X-BYTERANGE":
                raise PlaylistError("The playlist addresses parts of files, which is not pulled.")
            case "#EXT-X-ENDLIST":
                self.playlist.has_ended = True

    def read_address(self, line: str) -> None:
        """Take the address of a variant or a segment."""
        address = _join(self._url, line)
        if self._bits < 0:
            if len(self.playlist.segments) == MAX_SEGMENTS:
                raise PlaylistError(f"The playlist has more than {MAX_SEGMENTS} segments.")
            self.playlist.segments.append(SourceSegment(self._number, address, self._map_url, self._begins_anew))
            self._begins_anew = False
            self._number += 1
        elif self._bits > self._best_bits:
            self._best_bits, self.playlist.variant_url = self._bits, address
        self._bits = -1


def _map_url(value: str, url: str) -> str:
    found = _URI.search(value)
    if found is None or "BYTERANGE" in value:
        raise PlaylistError("The playlist addresses parts of files, which is not pulled.")
    return _join(url, found[1])


def _number(value: str) -> int:
    text = value.strip()[:12]
    if not (text.isascii() and text.isdigit()):
        raise PlaylistError("The playlist has a number that is none.")
    return int(text)


def _join(base: str, name: str) -> str:
    try:
        return urljoin(base, name)
    except ValueError as error:
        raise PlaylistError("The playlist has an address that is none.") from error
