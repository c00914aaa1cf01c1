"""VIDEODATA: legacy (FLV 10.1, E.4.3) and enhanced (Enhanced RTMP v2, Enhanced Video) tag bodies."""

from enum import IntEnum

from klieg.media.containers.flv.enhanced_header import EnhancedHeader, TrackBody, read_enhanced_header
from klieg.media.containers.flv.errors import FlvError, UnsupportedCodecError
from klieg.media.containers.flv.packet import PacketKind, VideoPacket

AVC, HEVC, AV1 = b"avc1", b"hvc1", b"av01"

_ENHANCED = 0x80
_COMMAND_FRAME = 5
_AVC_CODEC_ID = 7
_LEGACY_NAMES = {
    2: "Sorenson H.263",
    3: "Screen video",
    4: "VP6",
    5: "VP6 with alpha",
    6: "Screen video 2",
    12: "H.265 under the unofficial codec id 12 (send it by Enhanced RTMP)",
}
_FOURCC_NAMES = {b"vp08": "VP8", b"vp09": "VP9", b"vvc1": "H.266"}
_COMPOSED = frozenset({AVC, HEVC})
_CARRIED = frozenset({AVC, HEVC, AV1})


class VideoPacketType(IntEnum):
    """Packet types of enhanced video."""

    SEQUENCE_START = 0
    CODED_FRAMES = 1
    SEQUENCE_END = 2
    CODED_FRAMES_X = 3
    METADATA = 4
    MPEG2TS_SEQUENCE_START = 5
    MULTITRACK = 6
    MOD_EX = 7


def read_video_tag(body: bytes) -> list[VideoPacket]:
    """Read a video tag body; return what it says of each track in it, and nothing of what carries no picture.

    Raises:
        FlvError: The header is cut off or malformed.
        UnsupportedCodecError: The codec is not carried.
    """
    if not body:
        return []
    first = body[0]
    if first & _ENHANCED:
        return _read_enhanced(body)
    if first >> 4 == _COMMAND_FRAME:
        return []
    if first & 0x0F != _AVC_CODEC_ID:
        name = _LEGACY_NAMES.get(first & 0x0F, f"Codec id {first & 0x0F}")
        raise UnsupportedCodecError(f"{name} video is not carried; send H.264, H.265 or AV1.")
    if len(body) < 5:
        raise FlvError("An H.264 tag header is cut off.")
    if body[1] == 1:
        return [VideoPacket(PacketKind.FRAME, AVC, body[5:], _signed24(body[2:5]))]
    if body[1] == 0:
        return [VideoPacket(PacketKind.CONFIGURATION, AVC, body[5:])]
    return []


def _read_enhanced(body: bytes) -> list[VideoPacket]:
    if _is_command(body):
        return []
    header = read_enhanced_header(body, VideoPacketType.MULTITRACK)
    if header.packet_type == VideoPacketType.METADATA:
        return []
    found = [_read_track(body, header, track) for track in header.bodies]
    return [packet for packet in found if packet.kind is not PacketKind.NOTHING]


def _read_track(body: bytes, header: EnhancedHeader, track: TrackBody) -> VideoPacket:
    fourcc = track.fourcc
    if fourcc not in _CARRIED:
        name = _FOURCC_NAMES.get(fourcc, f"Codec {fourcc.decode('latin-1')!r}")
        raise UnsupportedCodecError(f"{name} video is not carried; send H.264, H.265 or AV1.")
    data = body[track.begin : track.end]
    kind, composition_ms = PacketKind.NOTHING, 0
    match header.packet_type:
        case VideoPacketType.SEQUENCE_START:
            kind = PacketKind.CONFIGURATION
        case VideoPacketType.CODED_FRAMES if fourcc in _COMPOSED:
            if len(data) < 3:
                raise FlvError("The composition time of an enhanced video tag is cut off.")
            kind, composition_ms, data = PacketKind.FRAME, _signed24(data[:3]), data[3:]
        case VideoPacketType.CODED_FRAMES | VideoPacketType.CODED_FRAMES_X:
            kind = PacketKind.FRAME
        case VideoPacketType.MPEG2TS_SEQUENCE_START:
            raise UnsupportedCodecError("AV1 in the MPEG-2 TS form is not carried; send a plain AV1 sequence start.")
    return VideoPacket(kind, fourcc, data, composition_ms, header.nano_offset, track.number)


def _is_command(body: bytes) -> bool:
    """A command frame has no body, unless its packet type is metadata, which has no frame type."""
    return body[0] >> 4 & 7 == _COMMAND_FRAME and body[0] & 0x0F != VideoPacketType.METADATA


def _signed24(data: bytes) -> int:
    return int.from_bytes(data, signed=True)
