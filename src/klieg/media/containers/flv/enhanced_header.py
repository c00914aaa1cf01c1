"""What enhanced audio and video headers share (Enhanced RTMP v2, ExAudioTagHeader and ExVideoTagHeader).

A message is of one track, or in multitrack mode of one or several; either way what comes out is a list of bodies, each
with its track number and codec. A message without multitrack mode is of track 0, the default one.
"""

from dataclasses import dataclass
from enum import IntEnum

from klieg.media.containers.flv.errors import FlvError

MOD_EX = 7
MAX_BODIES = 32
"""Bodies in one message; encoders send a handful."""

_TIMESTAMP_OFFSET_NANO = 0
_MAX_NANO_OFFSET = 999_999


class MultitrackType(IntEnum):
    """How a multitrack message is laid out (AvMultitrackType)."""

    ONE_TRACK = 0
    MANY_TRACKS = 1
    MANY_TRACKS_MANY_CODECS = 2


@dataclass(frozen=True, slots=True)
class TrackBody:
    """Where the body of one track stands in a message.

    Attributes:
        number: The track's number on the wire (audioTrackId, videoTrackId).
        fourcc: Its codec.
        begin: First byte of the body.
        end: Behind its last byte.
    """

    number: int
    fourcc: bytes
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class EnhancedHeader:
    """Where the enhanced header leads.

    Attributes:
        packet_type: What the bodies are, with ModEx and Multitrack already resolved.
        nano_offset: Nanoseconds to add to the message timestamp.
        bodies: One for each track in the message, in their order.
    """

    packet_type: int
    nano_offset: int
    bodies: list[TrackBody]


def read_enhanced_header(body: bytes, multitrack: int) -> EnhancedHeader:
    """Read from the first byte, whose low four bits are the packet type, to the bodies.

    Args:
        body: The whole tag body.
        multitrack: Packet type that turns on multitrack mode: 5 for audio, 6 for video.

    Raises:
        FlvError: The header is cut off or malformed.
    """
    packet_type, position, nano_offset = _read_mod_ex(body)
    if packet_type != multitrack:
        only = TrackBody(0, _take(body, position, 4), position + 4, len(body))
        return EnhancedHeader(packet_type, nano_offset, [only])
    layout, packet_type = divmod(_take(body, position, 1)[0], 16)
    if packet_type in (multitrack, MOD_EX) or layout > MultitrackType.MANY_TRACKS_MANY_CODECS:
        raise FlvError("A multitrack message names a track layout that does not exist.")
    return EnhancedHeader(packet_type, nano_offset, _read_tracks(body, position + 1, layout))


def _read_mod_ex(body: bytes) -> tuple[int, int, int]:
    """Pass over ModEx prefixes; return packet type, position behind them, nanosecond offset."""
    packet_type, position, nano_offset = body[0] & 0x0F, 1, 0
    while packet_type == MOD_EX:
        size = _take(body, position, 1)[0] + 1
        position += 1
        if size == 256:
            size = int.from_bytes(_take(body, position, 2)) + 1
            position += 2
        data = _take(body, position, size)
        position += size
        kind, packet_type = divmod(_take(body, position, 1)[0], 16)
        position += 1
        if kind == _TIMESTAMP_OFFSET_NANO:
            nano_offset = min(int.from_bytes(data[:3]), _MAX_NANO_OFFSET)
    return packet_type, position, nano_offset


def _read_tracks(body: bytes, position: int, layout: int) -> list[TrackBody]:
    fourcc = b""
    if layout != MultitrackType.MANY_TRACKS_MANY_CODECS:
        fourcc = _take(body, position, 4)
        position += 4
    found: list[TrackBody] = []
    while position < len(body):
        if len(found) == MAX_BODIES:
            raise FlvError(f"A multitrack message carries more than {MAX_BODIES} tracks.")
        if layout == MultitrackType.MANY_TRACKS_MANY_CODECS:
            fourcc = _take(body, position, 4)
            position += 4
        number = _take(body, position, 1)[0]
        begin, end = position + 1, len(body)
        if layout != MultitrackType.ONE_TRACK:
            begin = position + 4
            end = begin + int.from_bytes(_take(body, position + 1, 3))
        if end > len(body):
            raise FlvError("A track of a multitrack message is cut off.")
        found.append(TrackBody(number, fourcc, begin, end))
        position = end
    return found


def _take(body: bytes, position: int, size: int) -> bytes:
    taken = body[position : position + size]
    if len(taken) < size:
        raise FlvError("An enhanced tag header is cut off.")
    return taken
