"""Binding requests of ICE peers (RFC 8489, 5 to 14; RFC 8445, 7.1): whom they are for, and what their tie-breaker is.

Chromium's tie-breaker is zero on the way through a TURN server that it reaches by TCP or TLS. RFC 8445 allows that
number; libjuice, the engine's ICE agent, takes it for a missing one and refuses the request. Such a request can be
given another number here, as its integrity hangs on our own password.
"""

import hmac
from collections.abc import Iterator

from klieg.media.stun.sealing import HEADER_BYTES, integrity, seal

MAX_REQUEST_BYTES = 1280
"""Binding requests have some hundred bytes; a longer one is not looked at."""

_REQUEST_AND_COOKIE = (b"\x00\x01", b"\x21\x12\xa4\x42")
_USERNAME, _INTEGRITY = 0x0006, 0x0008
_ROLES = (0x8029, 0x802A)
_NO_TIE_BREAKER = bytes(8)
_TIE_BREAKER = bytes(7) + b"\x01"

type _Attribute = tuple[int, int, bytes]
"""Where it begins, its type, its value."""


def addressee(data: bytes) -> str | None:
    """Return the user name fragment of the agent a request is for; None when ``data`` is no such request."""
    for _, kind, value in _attributes(data):
        if kind == _USERNAME:
            return value.partition(b":")[0].decode("ascii", "replace")
    return None


def is_signed(data: bytes, password: str) -> bool:
    """Return whether a request's integrity was made by ``password``."""
    signed = ((begin, value) for begin, kind, value in _attributes(data) if kind == _INTEGRITY)
    begin, value = next(signed, (0, b""))
    return begin > 0 and hmac.compare_digest(value, integrity(data[:begin], password))


def with_tie_breaker(data: bytes, password: str) -> bytes | None:
    """Return a request whose tie-breaker is zero with the least other one.

    None when its tie-breaker is another number, or ``password`` is not what its integrity was made by.
    """
    body = bytearray()
    for begin, kind, value in _attributes(data):
        if kind == _INTEGRITY:
            if not body or not hmac.compare_digest(value, integrity(data[:begin], password)):
                return None
            return seal(bytes(body), password)
        if kind in _ROLES:
            if value != _NO_TIE_BREAKER:
                return None
            at = begin + 4
            body = bytearray(data[:at] + _TIE_BREAKER)
        elif body:
            body += data[begin : begin + 4 + _padded(len(value))]
    return None


def _attributes(data: bytes) -> Iterator[_Attribute]:
    if len(data) > MAX_REQUEST_BYTES or (data[:2], data[4:8]) != _REQUEST_AND_COOKIE:
        return
    if int.from_bytes(data[2:4]) != len(data) - HEADER_BYTES or len(data) % 4:
        return
    begin = HEADER_BYTES
    while begin < len(data):
        size = int.from_bytes(data[begin + 2 : begin + 4])
        end = begin + 4 + _padded(size)
        if end > len(data):
            return
        yield begin, int.from_bytes(data[begin : begin + 2]), data[begin + 4 : begin + 4 + size]
        begin = end


def _padded(size: int) -> int:
    return -(-size // 4) * 4
