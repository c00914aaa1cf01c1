"""What enhanced audio and video headers share (Enhanced RTMP v2, ExAudioTagHeader and ExVideoTagHeader).

One track only: of a multitrack message the body of track 0 is taken, which the specification recommends as the
default and highest quality one; the others are counted as ignored. Carrying them as renditions of their own begins in
``read_enhanced_header``: it is the one place that knows of more than one track.
"""

from dataclasses import dataclass
from enum import IntEnum

from klieg.media.containers.flv.errors import FlvError

MOD_EX = 7
_TIMESTAMP_OFFSET_NANO = 0
_MAX_NANO_OFFSET = 999_999


class MultitrackType(IntEnum):
    """How a multitrack message is laid out (AvMultitrackType)."""

    ONE_TRACK = 0
    MANY_TRACKS = 1
    MANY_TRACKS_MANY_CODECS = 2


@dataclass(frozen=True, slots=True)
class EnhancedHeader:
    """Where the enhanced header leads.

    Attributes:
        packet_type: What the body is, with ModEx and Multitrack already resolved.
        fourcc: Codec of the body.
        nano_offset: Nanoseconds to add to the message timestamp.
        begin: Where the body of track 0 begins.
        end: Where it ends; equal to ``begin`` and ``found`` false when track 0 is not in the message.
        found: Whether the message carries track 0.
        ignored_tracks: Bodies of other tracks in the message.
    """

    packet_type: int
    fourcc: bytes
    nano_offset: int
    begin: int
    end: int
    found: bool = True
    ignored_tracks: int = 0


def read_enhanced_header(body: bytes, multitrack: int) -> EnhancedHeader:
    """Read from the first byte, whose low four bits are the packet type, to the body of track 0.

    Args:
        body: The whole tag body.
        multitrack: Packet type that turns on multitrack mode: 5 for audio, 6 for video.

    Raises:
        FlvError: The header is cut off or malformed.
    """
    packet_type, position, nano_offset = _read_mod_ex(body)
    if packet_type != multitrack:
        fourcc = _take(body, position, 4)
        return EnhancedHeader(packet_type, fourcc, nano_offset, position + 4, len(body))
    layout, packet_type = divmod(_take(body, position, 1)[0], 16)
    if packet_type == multitrack or layout > MultitrackType.MANY_TRACKS_MANY_CODECS:
        raise FlvError("A multitrack message names a track layout that does not exist.")
    return _read_tracks(body, position + 1, EnhancedHeader(packet_type, b"", nano_offset, 0, 0), layout)


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


def _read_tracks(body: bytes, position: int, header: EnhancedHeader, layout: int) -> EnhancedHeader:
    fourcc = b""
    if layout != MultitrackType.MANY_TRACKS_MANY_CODECS:
        fourcc = _take(body, position, 4)
        position += 4
    found: tuple[bytes, int, int] | None = None
    ignored = 0
    while position < len(body):
        if layout == MultitrackType.MANY_TRACKS_MANY_CODECS:
            fourcc = _take(body, position, 4)
            position += 4
        track_id = _take(body, position, 1)[0]
        begin, end = position + 1, len(body)
        if layout != MultitrackType.ONE_TRACK:
            begin = position + 4
            end = begin + int.from_bytes(_take(body, position + 1, 3))
        if end > len(body):
            raise FlvError("A track of a multitrack message is cut off.")
        if track_id == 0 and found is None:
            found = (fourcc, begin, end)
        else:
            ignored += 1
        position = end
    fourcc, begin, end = found or (b"", 0, 0)
    return EnhancedHeader(header.packet_type, fourcc, header.nano_offset, begin, end, found is not None, ignored)


def _take(body: bytes, position: int, size: int) -> bytes:
    taken = body[position : position + size]
    if len(taken) < size:
        raise FlvError("An enhanced tag header is cut off.")
    return taken
