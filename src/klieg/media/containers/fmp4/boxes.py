"""ISO base media boxes: four-character type, 32-bit size, payload (ISO/IEC 14496-12, 4.2)."""

import struct


def box(kind: bytes, *payload: bytes) -> bytes:
    """Return one box around the concatenated payload."""
    body = b"".join(payload)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def full_box(kind: bytes, version: int, flags: int, *payload: bytes) -> bytes:
    """Return one box that carries a version and 24 bits of flags."""
    body = b"".join(payload)
    return struct.pack(">I4sI", 12 + len(body), kind, version << 24 | flags) + body
