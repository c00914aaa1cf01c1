"""An HTTP response, built once and sent as often as it is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

CORS = (
    b"access-control-allow-origin: *\r\n"
    b"access-control-expose-headers: age, content-length, content-range, date, etag, link, location, retry-after\r\n"
    b"timing-allow-origin: *\r\n"
)
"""On every response: players live on other origins (peers' pages, the app's own port)."""

SHORT = "max-age=1"
"""How long a cache may repeat an answer that may be wrong in a moment: what is missing now may soon exist."""

_PREFLIGHT_MAX_AGE_S = 86_400


class BodySource(Protocol):
    """Where a body comes from that is not in memory."""

    async def read(self) -> bytes:
        """Return the next piece, empty after the last.

        Raises:
            UnavailableError: the rest cannot be had.
        """

    def close(self) -> None:
        """No more is read. More than once is as good."""


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """Everything of a response but its ``date`` and ``connection`` lines.

    Attributes:
        kind: What it is, for the metrics: ``playlist``, ``part``, ``segment``, ``init``, ``index``, ``error``, …
        status: HTTP status.
        head: Status line and header lines, without the empty line that ends them.
        body: Pieces of the body, sent without joining them.
        length: Bytes of the body.
        closes: The connection ends after it.
        source: Where the body comes from, in place of ``body``: for one exchange, and closed by its connection.
    """

    kind: str
    status: int
    head: bytes
    body: tuple[bytes, ...] = ()
    length: int = 0
    closes: bool = False
    source: BodySource | None = None


def make_response(
    kind: str,
    status: int,
    body: Iterable[bytes] = (),
    *,
    headers: str = "",
    closes: bool = False,
    length: int | None = None,
) -> Response:
    """Build a response.

    Args:
        kind: See :class:`Response`.
        status: HTTP status.
        body: Pieces of the body.
        headers: Further header lines, each ended by CRLF.
        closes: Whether the connection ends after it.
        length: Bytes to declare when there is no body, as it is asked with HEAD.
    """
    pieces = tuple(body)
    length = sum(map(len, pieces)) if length is None else length
    head = _make_head(status, headers, None if status in {204, 304} else length)
    return Response(kind, status, head, pieces, length, closes)


def make_streamed(kind: str, status: int, source: BodySource, length: int, *, headers: str = "") -> Response:
    """Build the response to one exchange whose body is read piece by piece, ``length`` bytes in all."""
    return Response(kind, status, _make_head(status, headers, length), length=length, source=source)


def _make_head(status: int, headers: str, length: int | None) -> bytes:
    length_line = "" if length is None else f"content-length: {length}\r\n"
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{length_line}{headers}".encode("latin-1") + CORS


def make_error(status: int, sentence: str, *, headers: str = "", closes: bool = False) -> Response:
    """Build a refusal with one sentence for whoever debugs the player."""
    lines = f"content-type: text/plain; charset=utf-8\r\ncache-control: {SHORT}\r\n{headers}"
    return make_response("error", status, (f"{sentence}\n".encode(),), headers=lines, closes=closes)


NOT_FOUND = make_error(404, "There is nothing here, or not any more.")
TOKEN_MISSING = make_error(403, "This channel is watched with a playback token in the address.")
TOKEN_INVALID = make_error(403, "The playback token is none of this channel's.")
TOKEN_EXPIRED = make_error(403, "The playback token has expired: ask for a new address.")
VIEWER_REFUSED = make_error(403, "This viewer may not watch this channel.")
METHOD_NOT_ALLOWED = make_error(405, "Only GET, HEAD and OPTIONS here.", headers="allow: GET, HEAD, OPTIONS\r\n")
HELD_TOO_LONG = make_error(503, "The stream did not get that far in time.", headers="retry-after: 1\r\n")
TOO_MANY_CONNECTIONS = make_error(503, "Too many connections.", headers="retry-after: 5\r\n", closes=True)
BAD_REQUEST = make_error(400, "This is not an HTTP/1.1 request.", closes=True)
BODY_TOO_LARGE = make_error(413, "The request body is too large.", closes=True)
URI_TOO_LONG = make_error(414, "The request line is too long.", closes=True)
HEADERS_TOO_LARGE = make_error(431, "The request headers are too large.", closes=True)
BROKEN = make_error(500, "The server failed at this request.", closes=True)
PREFLIGHT = make_response(
    "preflight",
    204,
    headers="access-control-allow-methods: GET, HEAD, OPTIONS\r\n"
    "access-control-allow-headers: *\r\n"
    f"access-control-max-age: {_PREFLIGHT_MAX_AGE_S}\r\n"
    f"cache-control: max-age={_PREFLIGHT_MAX_AGE_S}\r\n"
    "allow: GET, HEAD, OPTIONS\r\n",
)
