"""An HLS stream of another server as one file: its segments, one after the other, as they appear."""

import http.client
import time
from collections import deque
from collections.abc import Callable

from klieg.media.pull.pull_address import PullRules
from klieg.media.pull.source_playlist import MAX_PLAYLIST_BYTES, PlaylistError, SourceSegment, read_playlist
from klieg.node.ingest.pull.guarded import PullFailedError, fetch

MAX_SEGMENT_BYTES = 64 * 1024 * 1024
_BEGIN_AT = 3
"""Segments from the live edge where a live playlist is joined (RFC 8216, 6.3.3)."""

_STALLED_TARGETS = 6
"""Target durations without a new segment after which the stream counts as over."""


class HlsFile:
    """The file that PyAV reads.

    Args:
        url: Of the playlist, multivariant or media.
        text: What was fetched from there.
        rules: Which addresses may be fetched from.
        is_over: Asked while waiting; true ends the file.
    """

    def __init__(self, url: str, text: str, rules: PullRules, is_over: Callable[[], bool]) -> None:
        self._rules = rules
        self._is_over = is_over
        self._waiting: deque[SourceSegment] = deque()
        self._next_number: int | None = None
        self._map_url = ""
        self._has_begun = False
        self._buffer = memoryview(b"")
        playlist = read_playlist(text, url)
        if playlist.variant_url:
            url, text = self._fetch_text(playlist.variant_url)
            playlist = read_playlist(text, url)
        self._url = url
        self._playlist = playlist
        self._take_segments()
        self._fresh_at = time.monotonic()

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes, waiting for the next segment; empty at the end."""
        while not self._buffer:
            if not self._waiting and not self._find_more():
                return b""
            segment = self._waiting.popleft()
            if segment.begins_anew and self._has_begun:  # a demuxer cannot follow: the source is opened anew
                self._waiting.clear()
                self._playlist.has_ended = True
                return b""
            self._has_begun = True
            if segment.map_url and segment.map_url != self._map_url:
                self._map_url = segment.map_url
                self._buffer = memoryview(self._fetch_bytes(segment.map_url) + self._fetch_bytes(segment.url))
            else:
                self._buffer = memoryview(self._fetch_bytes(segment.url))
        data, self._buffer = bytes(self._buffer[:size]), self._buffer[size:]
        return data

    def _find_more(self) -> bool:
        """Reload until there is a new segment; False when there will be none."""
        while not self._waiting:
            stalled = time.monotonic() - self._fresh_at > _STALLED_TARGETS * self._playlist.target_s
            if self._playlist.has_ended or stalled or self._is_over():
                return False
            time.sleep(min(self._playlist.target_s / 4, 1.0))
            self._url, text = self._fetch_text(self._url)
            self._playlist = read_playlist(text, self._url)
            self._take_segments()
        self._fresh_at = time.monotonic()
        return True

    def _take_segments(self) -> None:
        segments = self._playlist.segments
        if self._next_number is None and not self._playlist.has_ended:
            segments = _newest(segments)
        first = self._next_number or 0
        new = [segment for segment in segments if segment.number >= first]
        self._waiting += new
        if new:
            self._next_number = new[-1].number + 1

    def _fetch_text(self, url: str) -> tuple[str, str]:
        response, final_url = fetch(url, self._rules)
        return final_url, read_text(response)

    def _fetch_bytes(self, url: str) -> bytes:
        response, _ = fetch(url, self._rules)
        try:
            with response:
                data = response.read(MAX_SEGMENT_BYTES + 1)
        except http.client.HTTPException as error:
            raise PullFailedError("A segment was cut off.") from error
        if len(data) > MAX_SEGMENT_BYTES:
            raise PlaylistError(f"A segment has more than {MAX_SEGMENT_BYTES // 1024 // 1024} MiB.")
        return data


def _newest(segments: list[SourceSegment]) -> list[SourceSegment]:
    """Return where to join a live playlist: the last segments, without what is before a discontinuity."""
    taken = segments[-_BEGIN_AT:]
    anew = [index for index, segment in enumerate(taken) if segment.begins_anew]
    return taken[anew[-1] :] if anew else taken


def read_text(response: http.client.HTTPResponse) -> str:
    """Return the text of a playlist.

    Raises:
        PlaylistError: it is too long.
    """
    with response:
        data = response.read(MAX_PLAYLIST_BYTES + 1)
    if len(data) > MAX_PLAYLIST_BYTES:
        raise PlaylistError(f"The playlist has more than {MAX_PLAYLIST_BYTES // 1024} KiB.")
    return data.decode("utf-8", "replace")
