"""AUDIODATA: legacy (FLV 10.1, E.4.2) and enhanced (Enhanced RTMP v2, Enhanced Audio) tag bodies."""

from enum import IntEnum

from klieg.media.containers.flv.enhanced_header import read_enhanced_header
from klieg.media.containers.flv.errors import FlvError, UnsupportedCodecError
from klieg.media.containers.flv.packet import AudioPacket, PacketKind

_ENHANCED_FORMAT = 9
_AAC_FORMAT = 10
_AAC_FOURCC = b"mp4a"
_LEGACY_NAMES = {
    0: "PCM",
    1: "ADPCM",
    2: "MP3",
    3: "PCM",
    4: "Nellymoser",
    5: "Nellymoser",
    6: "Nellymoser",
    7: "G.711 A-law",
    8: "G.711 mu-law",
    11: "Speex",
    14: "MP3",
}
_FOURCC_NAMES = {b"Opus": "Opus", b".mp3": "MP3", b"fLaC": "FLAC", b"ac-3": "AC-3", b"ec-3": "E-AC-3"}


class AudioPacketType(IntEnum):
    """Packet types of enhanced audio."""

    SEQUENCE_START = 0
    CODED_FRAMES = 1
    SEQUENCE_END = 2
    MULTICHANNEL_CONFIG = 4
    MULTITRACK = 5
    MOD_EX = 7


_NOTHING = AudioPacket(PacketKind.NOTHING)
_KINDS: dict[int, PacketKind] = {
    AudioPacketType.SEQUENCE_START: PacketKind.CONFIGURATION,
    AudioPacketType.CODED_FRAMES: PacketKind.FRAME,
}


def read_audio_tag(body: bytes) -> AudioPacket:
    """Read the header of an audio tag body.

    Raises:
        FlvError: The header is cut off or malformed.
        UnsupportedCodecError: The codec is not carried.
    """
    if not body:
        return _NOTHING
    sound_format = body[0] >> 4
    if sound_format == _AAC_FORMAT:
        if len(body) < 2:
            raise FlvError("An AAC tag header is cut off.")
        return AudioPacket(PacketKind.FRAME if body[1] else PacketKind.CONFIGURATION, body[2:])
    if sound_format == _ENHANCED_FORMAT:
        return _read_enhanced(body)
    name = _LEGACY_NAMES.get(sound_format, f"Sound format {sound_format}")
    raise UnsupportedCodecError(f"{name} audio is not carried; send AAC.")


def _read_enhanced(body: bytes) -> AudioPacket:
    header = read_enhanced_header(body, AudioPacketType.MULTITRACK)
    taken = next((each for each in header.bodies if each.number == 0), None)
    ignored = len(header.bodies) - (taken is not None)
    if taken is None:
        return AudioPacket(PacketKind.NOTHING, ignored_tracks=ignored)
    if taken.fourcc != _AAC_FOURCC:
        name = _FOURCC_NAMES.get(taken.fourcc, f"Codec {taken.fourcc.decode('latin-1')!r}")
        raise UnsupportedCodecError(f"{name} audio is not carried; send AAC.")
    kind = _KINDS.get(header.packet_type, PacketKind.NOTHING)
    return AudioPacket(kind, body[taken.begin : taken.end], header.nano_offset, ignored)
