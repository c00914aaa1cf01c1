"""Byte ranges (RFC 9110, 14): one range a request; several are answered with the whole."""

import re
from collections.abc import Sequence

from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response, make_response

_ONE_RANGE = re.compile(rb"bytes=([0-9]{0,18})-([0-9]{0,18})")


class UnsatisfiableRangeError(Exception):
    """The range lies outside the resource (416)."""


def parse_range(value: bytes, length: int) -> tuple[int, int] | None:
    """Return first and past-the-last byte of a ``range`` header, or None when it is to be ignored.

    Raises:
        UnsatisfiableRangeError: nothing of the resource is inside the range.
    """
    matched = _ONE_RANGE.fullmatch(value.strip())
    if matched is None or matched.groups() == (b"", b""):
        return None
    first, last = matched.groups()
    if not first:
        start, stop = max(length - int(last), 0), length
    else:
        start, stop = int(first), min(int(last) + 1, length) if last else length
        if last and int(last) < start:
            return None
    if start >= length or start == stop:
        raise UnsatisfiableRangeError
    return start, stop


def cut(pieces: Sequence[bytes], start: int, stop: int) -> list[bytes]:
    """Return bytes ``start`` to ``stop`` of the joined pieces, uncopied where a piece is taken whole."""
    taken = []
    offset = 0
    for piece in pieces:
        low, high = max(start - offset, 0), min(stop - offset, len(piece))
        if low < high:
            taken.append(piece if high - low == len(piece) else piece[low:high])
        offset += len(piece)
    return taken


def cut_to_range(exchange: Exchange, whole: Response, media_lines: str) -> Response:
    """Return ``whole``, or the part of it that the request asks for (206), or that there is none (416).

    Args:
        exchange: The request.
        whole: The response to a request without ``range``.
        media_lines: Header lines a partial response has too.
    """
    if not exchange.range:
        return whole
    try:
        wanted = parse_range(exchange.range, whole.length)
    except UnsatisfiableRangeError:
        return make_response("error", 416, headers=f"content-range: bytes */{whole.length}\r\n")
    if wanted is None:
        return whole
    start, stop = wanted
    lines = f"content-range: bytes {start}-{stop - 1}/{whole.length}\r\n{media_lines}"
    return make_response(whole.kind, 206, cut(whole.body, start, stop), headers=lines)
