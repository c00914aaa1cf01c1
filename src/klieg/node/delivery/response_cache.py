"""Responses of one rendition, built once for everyone who asks for the same."""

from collections.abc import Callable, Hashable

from klieg.node.delivery.response import Response

MAX_KEPT_MEDIA = 64
"""Responses for parts and segments kept, the newest: what players ask for while it is new."""


class ResponseCache:
    """Playlist responses live as long as a version of the rendition, media responses until newer ones push them out."""

    __slots__ = ("_media", "_playlists", "_version")

    def __init__(self) -> None:
        self._version = -1
        self._playlists: dict[Hashable, Response] = {}
        self._media: dict[str, Response] = {}

    def playlist(self, version: int, key: Hashable, build: Callable[[], Response]) -> Response:
        """Return the response kept under ``key`` for ``version``, building it at first use."""
        if version != self._version:
            self._version = version
            self._playlists.clear()
        response = self._playlists.get(key)
        if response is None:
            response = self._playlists[key] = build()
        return response

    def find_media(self, file: str) -> Response | None:
        """Return the response kept for a media file."""
        return self._media.get(file)

    def keep_media(self, file: str, response: Response) -> Response:
        """Keep and return the response for a media file."""
        if len(self._media) >= MAX_KEPT_MEDIA:
            del self._media[next(iter(self._media))]
        self._media[file] = response
        return response
