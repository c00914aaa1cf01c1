"""FLV tag bodies as encoders write them, legacy and enhanced."""

AVC, HEVC, AV1, AAC = b"avc1", b"hvc1", b"av01", b"mp4a"
KEY, INTER = 1, 2


def h264_configuration(record: bytes) -> bytes:
    """AVC sequence header."""
    return b"\x17\x00\x00\x00\x00" + record


def h264_frame(data: bytes, *, key: bool = False, composition_ms: int = 0) -> bytes:
    """AVC NALU."""
    return bytes((0x17 if key else 0x27, 1)) + composition_ms.to_bytes(3, signed=True) + data


def aac_configuration(record: bytes) -> bytes:
    """AAC sequence header."""
    return b"\xaf\x00" + record


def aac_frame(data: bytes) -> bytes:
    """AAC raw."""
    return b"\xaf\x01" + data


def enhanced_video(packet_type: int, fourcc: bytes, data: bytes, frame_type: int = KEY) -> bytes:
    """Enhanced video tag of one track."""
    return bytes((0x80 | frame_type << 4 | packet_type,)) + fourcc + data


def enhanced_audio(packet_type: int, fourcc: bytes, data: bytes) -> bytes:
    """Enhanced audio tag of one track."""
    return bytes((0x90 | packet_type,)) + fourcc + data


def mod_ex(body: bytes, data: bytes, kind: int = 0) -> bytes:
    """Put a ModEx prefix before an enhanced tag."""
    size = bytes((len(data) - 1,)) if len(data) < 256 else b"\xff" + (len(data) - 1).to_bytes(2)
    return bytes((body[0] & 0xF0 | 7,)) + size + data + bytes((kind << 4 | body[0] & 0x0F,)) + body[1:]


def one_track(body: bytes, multitrack: int, track_id: int) -> bytes:
    """Make an enhanced tag a multitrack message of one track."""
    return bytes((body[0] & 0xF0 | multitrack, body[0] & 0x0F)) + body[1:5] + bytes((track_id,)) + body[5:]


def many_tracks(first: int, packet_type: int, fourcc: bytes, tracks: dict[int, bytes]) -> bytes:
    """Multitrack message of one codec; ``first`` is the first byte."""
    body = b"".join(bytes((track,)) + len(data).to_bytes(3) + data for track, data in tracks.items())
    return bytes((first, 1 << 4 | packet_type)) + fourcc + body


def many_codecs(first: int, packet_type: int, tracks: list[tuple[bytes, int, bytes]]) -> bytes:
    """Multitrack message of several codecs."""
    body = b"".join(fourcc + bytes((track,)) + len(data).to_bytes(3) + data for fourcc, track, data in tracks)
    return bytes((first, 2 << 4 | packet_type)) + body
