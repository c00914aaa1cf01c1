"""Binding requests of ICE peers (RFC 8489, 5 to 14; RFC 8445, 7.1): whom they are for, and what their tie-breaker is.

Chromium's tie-breaker is zero on the way through a TURN server that it reaches by TCP or TLS. RFC 8445 allows that
number; libjuice, the engine's ICE agent, takes it for a missing one and refuses the request. Such a request can be
given another number here, as its integrity hangs on our own password.
"""

import hmac
import zlib
from collections.abc import Iterator

MAX_REQUEST_BYTES = 1280
"""Binding requests have some hundred bytes; a longer one is not looked at."""

_HEADER_BYTES = 20
_REQUEST_AND_COOKIE = (b"\x00\x01", b"\x21\x12\xa4\x42")
_USERNAME, _INTEGRITY, _FINGERPRINT = 0x0006, 0x0008, 0x8028
_ROLES = (0x8029, 0x802A)
_NO_TIE_BREAKER = bytes(8)
_TIE_BREAKER = bytes(7) + b"\x01"
_INTEGRITY_BYTES, _FINGERPRINT_BYTES = 24, 8
_FINGERPRINT_MASK = 0x5354554E

type _Attribute = tuple[int, int, bytes]
"""Where it begins, its type, its value."""


def addressee(data: bytes) -> str | None:
    """Return the user name fragment of the agent a request is for; None when ``data`` is no such request."""
    for _, kind, value in _attributes(data):
        if kind == _USERNAME:
            return value.partition(b":")[0].decode("ascii", "replace")
    return None


def with_tie_breaker(data: bytes, password: str) -> bytes | None:
    """Return a request whose tie-breaker is zero with the least other one.

    None when its tie-breaker is another number, or ``password`` is not what its integrity was made by.
    """
    key = password.encode()
    body = bytearray()
    for begin, kind, value in _attributes(data):
        if kind == _INTEGRITY:
            if not body or not hmac.compare_digest(value, _integrity(data[:begin], key)):
                return None
            return _sealed(bytes(body), key)
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
    if int.from_bytes(data[2:4]) != len(data) - _HEADER_BYTES or len(data) % 4:
        return
    begin = _HEADER_BYTES
    while begin < len(data):
        size = int.from_bytes(data[begin + 2 : begin + 4])
        end = begin + 4 + _padded(size)
        if end > len(data):
            return
        yield begin, int.from_bytes(data[begin : begin + 2]), data[begin + 4 : begin + 4 + size]
        begin = end


def _padded(size: int) -> int:
    return -(-size // 4) * 4


def _sealed(body: bytes, key: bytes) -> bytes:
    message = body + b"\x00\x08\x00\x14" + _integrity(body, key)
    message = _with_length(message, len(message) + _FINGERPRINT_BYTES)
    return message + b"\x80\x28\x00\x04" + (zlib.crc32(message) ^ _FINGERPRINT_MASK).to_bytes(4)


def _integrity(before: bytes, key: bytes) -> bytes:
    """Return the value of MESSAGE-INTEGRITY behind ``before`` (RFC 8489, 14.5)."""
    return hmac.digest(key, _with_length(before, len(before) + _INTEGRITY_BYTES), "sha1")


def _with_length(message: bytes, total: int) -> bytes:
    return message[:2] + (total - _HEADER_BYTES).to_bytes(2) + message[4:]
