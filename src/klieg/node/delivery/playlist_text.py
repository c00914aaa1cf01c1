"""Playlists as responses: entity tag, gzip, not modified; rendered and compressed once a version."""

import gzip
import zlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from klieg.media.hls.archive import deflate
from klieg.media.hls.media_playlist import PlaylistPieces
from klieg.node.delivery.entity_tag import matches_tag
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response, make_response
from klieg.node.delivery.response_cache import ResponseCache

_GZIP_LEVEL = 4
"""Of a playlist of 60 segments level 4 leaves 13 %; the levels above save little and cost twice."""

_GZIP_HEADER = bytes.fromhex("1f8b08000000000000ff")
"""RFC 1952, 2.3: DEFLATE, no name, no time, no system."""


@dataclass(frozen=True, slots=True)
class PlaylistText:
    """One playlist in one version.

    Attributes:
        kind: See :class:`klieg.node.delivery.response.Response`.
        etag: Its weak entity tag: the gzip form is the same playlist.
        cache: Value of ``cache-control``.
        render: Returns the text in pieces.
    """

    kind: str
    etag: str
    cache: str
    render: Callable[[], PlaylistPieces]

    def respond(self, exchange: Exchange, cache: ResponseCache, version: int, key: Hashable) -> Response:
        """Return the response to ``exchange``, from ``cache`` when ``version`` of it was built under ``key`` before."""
        if exchange.if_none_match and matches_tag(exchange.if_none_match, self.etag):
            return cache.playlist(version, (self.kind, key, "304"), self._build_not_modified)
        if exchange.accepts_gzip:
            return cache.playlist(version, (self.kind, key, "gzip"), self._build_gzip)
        return cache.playlist(version, (self.kind, key, "plain"), self._build_plain)

    @property
    def _lines(self) -> str:
        return f"etag: {self.etag}\r\ncache-control: {self.cache}\r\nvary: accept-encoding\r\n"

    def _build_plain(self) -> Response:
        lines = f"content-type: application/vnd.apple.mpegurl\r\n{self._lines}"
        pieces = self.render()
        body = (pieces.head.encode(), *(block.text for block in pieces.blocks), pieces.tail.encode())
        return make_response(self.kind, 200, body, headers=lines)

    def _build_gzip(self) -> Response:
        lines = f"content-type: application/vnd.apple.mpegurl\r\ncontent-encoding: gzip\r\n{self._lines}"
        return make_response(self.kind, 200, compress(self.render()), headers=lines)

    def _build_not_modified(self) -> Response:
        return make_response(self.kind, 304, headers=self._lines)


def compress(pieces: PlaylistPieces) -> tuple[bytes, ...]:
    """Return the playlist as one gzip member (RFC 1952), whose blocks are those compressed before."""
    if not pieces.blocks:
        return (gzip.compress(pieces.join().encode(), _GZIP_LEVEL, mtime=0),)
    head, tail = pieces.head.encode(), pieces.tail.encode()
    check, length = 0, 0
    for text in (head, *(block.text for block in pieces.blocks), tail):
        check, length = zlib.crc32(text, check), length + len(text)
    return (
        _GZIP_HEADER + deflate(head, ends=False),
        *(block.deflated for block in pieces.blocks),
        deflate(tail, ends=True) + check.to_bytes(4, "little") + length.to_bytes(4, "little"),
    )
