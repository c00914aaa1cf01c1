"""The header every RTCP packet has (RFC 3550, 6.4.1), and the payload types used here."""

from enum import IntEnum


class RtcpType(IntEnum):
    """Payload types (RFC 3550, 12.1; RFC 4585, 6.1; RFC 3611, 2)."""

    SENDER_REPORT = 200
    RECEIVER_REPORT = 201
    DESCRIPTION = 202
    GOODBYE = 203
    TRANSPORT_FEEDBACK = 205
    PAYLOAD_FEEDBACK = 206
    EXTENDED_REPORT = 207


def build_rtcp(kind: RtcpType, count: int, body: bytes) -> bytes:
    """Return a packet; ``count`` is what its type keeps in the five bits after version and padding."""
    assert len(body) % 4 == 0, "an RTCP body is a whole number of words"
    return bytes((0x80 | count, kind)) + (len(body) // 4).to_bytes(2) + body
