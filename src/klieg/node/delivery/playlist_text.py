"""Playlists as responses: entity tag, gzip, not modified; rendered and compressed once a version."""

import gzip
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response, make_response
from klieg.node.delivery.response_cache import ResponseCache

_GZIP_LEVEL = 4
"""Of a playlist of 60 segments level 4 leaves 13 %; the levels above save little and cost twice."""


@dataclass(frozen=True, slots=True)
class PlaylistText:
    """One playlist in one version.

    Attributes:
        kind: See :class:`klieg.node.delivery.response.Response`.
        etag: Its weak entity tag: the gzip form is the same playlist.
        cache: Value of ``cache-control``.
        render: Returns the text.
    """

    kind: str
    etag: str
    cache: str
    render: Callable[[], str]

    def respond(self, exchange: Exchange, cache: ResponseCache, version: int, key: Hashable) -> Response:
        """Return the response to ``exchange``, from ``cache`` when ``version`` of it was built under ``key`` before."""
        if exchange.if_none_match and self._matches(exchange.if_none_match):
            return cache.playlist(version, (self.kind, key, "304"), self._build_not_modified)
        plain = cache.playlist(version, (self.kind, key, "plain"), self._build_plain)
        if not exchange.accepts_gzip:
            return plain
        return cache.playlist(version, (self.kind, key, "gzip"), lambda: self._build_gzip(plain))

    def _matches(self, if_none_match: bytes) -> bool:
        if if_none_match.strip() == b"*":
            return True
        opaque = self.etag.removeprefix("W/").encode()
        return any(tag.strip().removeprefix(b"W/") == opaque for tag in if_none_match.split(b","))

    @property
    def _lines(self) -> str:
        return f"etag: {self.etag}\r\ncache-control: {self.cache}\r\nvary: accept-encoding\r\n"

    def _build_plain(self) -> Response:
        lines = f"content-type: application/vnd.apple.mpegurl\r\n{self._lines}"
        return make_response(self.kind, 200, (self.render().encode(),), headers=lines)

    def _build_gzip(self, plain: Response) -> Response:
        lines = f"content-type: application/vnd.apple.mpegurl\r\ncontent-encoding: gzip\r\n{self._lines}"
        body = gzip.compress(b"".join(plain.body), _GZIP_LEVEL, mtime=0)
        return make_response(self.kind, 200, (body,), headers=lines)

    def _build_not_modified(self) -> Response:
        return make_response(self.kind, 304, headers=self._lines)
