"""The RTP packet (RFC 3550, 5.1) and its header extensions (RFC 8285)."""

from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct

from klieg.media.rtp.errors import PacketError

FIXED_HEADER_BYTES = 12
ONE_BYTE_PROFILE = 0xBEDE
TWO_BYTE_PROFILE = 0x1000
_FIXED = Struct("!BBHII")
_VERSION = 2
_STOP_ID = 15
"""In one-byte form: what follows is not to be read (RFC 8285, 4.2)."""


@dataclass(slots=True)
class RtpPacket:
    """A packet as it came.

    Attributes:
        payload_type: 0 to 127.
        marker: What the payload format says; the last packet of an access unit for video.
        sequence: 16 bits, as on the wire.
        timestamp: 32 bits, as on the wire.
        ssrc: Source of the packet.
        payload: Without padding; empty for a packet of padding only.
        profile: What the header extension is written in; 0 without one.
        extension: Its elements, not taken apart.
    """

    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes
    profile: int = 0
    extension: bytes = b""

    def element(self, identifier: int) -> bytes | None:
        """Return the data of the extension element of that identifier; what cannot be read is not there."""
        if self.profile == ONE_BYTE_PROFILE:
            return _one_byte_element(self.extension, identifier)
        if self.profile & 0xFFF0 == TWO_BYTE_PROFILE:
            return _two_byte_element(self.extension, identifier)
        return None


def is_rtcp(data: bytes) -> bool:
    """Tell RTCP from RTP on one port (RFC 5761, 4)."""
    return len(data) > 1 and 192 <= data[1] <= 223


def parse_packet(data: bytes) -> RtpPacket:
    """Read a packet.

    Raises:
        PacketError: It is cut off, of another version, or its padding is longer than it.
    """
    if len(data) < FIXED_HEADER_BYTES:
        raise PacketError("An RTP packet is shorter than its header.")
    first, second, sequence, timestamp, ssrc = _FIXED.unpack_from(data)
    if first >> 6 != _VERSION:
        raise PacketError(f"An RTP packet has version {first >> 6}.")
    begin, end = FIXED_HEADER_BYTES + 4 * (first & 0x0F), len(data)
    profile, extension = 0, b""
    if first & 0x10:
        profile = int.from_bytes(data[begin : begin + 2])
        body = begin + 4
        begin = body + 4 * int.from_bytes(data[begin + 2 : body])
        extension = data[body:begin]
        if body > end:
            raise PacketError("An RTP packet ends inside its header extension.")
    if first & 0x20:
        padding = data[-1]
        if padding == 0:
            raise PacketError("An RTP packet has padding of no length.")
        end -= padding
    if begin > end:
        raise PacketError("An RTP packet is shorter than its header and padding say.")
    return RtpPacket(second & 0x7F, second >= 0x80, sequence, timestamp, ssrc, data[begin:end], profile, extension)


def build_header(payload_type: int, sequence: int, timestamp: int, ssrc: int, *, marker: bool) -> bytes:
    """Return the fixed header of a packet without extension, padding or contributing sources."""
    second = payload_type | 0x80 if marker else payload_type
    return _FIXED.pack(0x80, second, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc)


def with_elements(packet: bytes, elements: Iterable[tuple[int, bytes]]) -> bytes:
    """Return a packet that had no header extension with one of these identifiers and data.

    One-byte form where identifiers (1 to 14) and lengths (1 to 16) allow it, two-byte form else (RFC 8285, 4.2, 4.3).
    """
    assert not packet[0] & 0x10, "packets that are built here have no extension yet"
    listed = list(elements)
    one_byte = all(0 < identifier < _STOP_ID and 0 < len(data) <= 16 for identifier, data in listed)
    if one_byte:
        body = b"".join(bytes((identifier << 4 | len(data) - 1,)) + data for identifier, data in listed)
    else:
        body = b"".join(bytes((identifier, len(data))) + data for identifier, data in listed)
    body += bytes(-len(body) % 4)
    profile = ONE_BYTE_PROFILE if one_byte else TWO_BYTE_PROFILE
    begin = FIXED_HEADER_BYTES + 4 * (packet[0] & 0x0F)
    head = bytes((packet[0] | 0x10,)) + packet[1:begin]
    return head + profile.to_bytes(2) + (len(body) // 4).to_bytes(2) + body + packet[begin:]


def _one_byte_element(extension: bytes, identifier: int) -> bytes | None:
    position, size = 0, len(extension)
    while position < size:
        first = extension[position]
        position += 1
        if first == 0:
            continue
        if first >> 4 == _STOP_ID:
            return None
        end = position + (first & 0x0F) + 1
        if first >> 4 == identifier:
            return extension[position:end] if end <= size else None
        position = end
    return None


def _two_byte_element(extension: bytes, identifier: int) -> bytes | None:
    position, size = 0, len(extension)
    while position + 1 < size:
        if extension[position] == 0:
            position += 1
            continue
        begin = position + 2
        end = begin + extension[position + 1]
        if extension[position] == identifier:
            return extension[begin:end] if end <= size else None
        position = end
    return None
