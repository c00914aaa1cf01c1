"""MESSAGE-INTEGRITY and FINGERPRINT, the end of every STUN message of an ICE peer (RFC 8489, 14.5 and 14.7)."""

import hmac
import zlib

HEADER_BYTES = 20
_INTEGRITY_BYTES, _FINGERPRINT_BYTES = 24, 8
_FINGERPRINT_MASK = 0x5354554E


def seal(message: bytes, password: str) -> bytes:
    """Return ``message``, a header and attributes, with its integrity and its fingerprint."""
    message = message + b"\x00\x08\x00\x14" + integrity(message, password)
    message = _with_length(message, len(message) + _FINGERPRINT_BYTES)
    return message + b"\x80\x28\x00\x04" + (zlib.crc32(message) ^ _FINGERPRINT_MASK).to_bytes(4)


def integrity(before: bytes, password: str) -> bytes:
    """Return the value of MESSAGE-INTEGRITY behind ``before`` (RFC 8489, 14.5)."""
    return hmac.digest(password.encode(), _with_length(before, len(before) + _INTEGRITY_BYTES), "sha1")


def _with_length(message: bytes, total: int) -> bytes:
    return message[:2] + (total - HEADER_BYTES).to_bytes(2) + message[4:]
