"""The initialization segment: ``ftyp`` and ``moov`` that describe the tracks of the fragments to come.

One track makes a CMAF header (ISO/IEC 23000-19, 7.3.2); video and audio muxed make a plain fragmented file, because a
CMAF track file holds exactly one track and the brand must not claim otherwise.
"""

import struct
from collections.abc import Sequence

from klieg.media.containers.fmp4.boxes import box, full_box
from klieg.media.track import AudioTrack, Track, VideoCodec, VideoTrack

_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_CONFIGURATION_BOX = {VideoCodec.H264: b"avcC", VideoCodec.H265: b"hvcC", VideoCodec.AV1: b"av1C"}
_MAX_FIXED_POINT_RATE = 0xFFFF


def write_init(tracks: Sequence[Track]) -> bytes:
    """Return the initialization segment of these tracks, which carry their ``id`` as ``track_ID``."""
    assert tracks, "an initialization segment describes at least one track"
    return _file_type(single=len(tracks) == 1) + box(
        b"moov",
        _movie_header(next_track_id=max(track.id for track in tracks) + 1),
        *(_track(track) for track in tracks),
        box(b"mvex", *(_track_extends(track) for track in tracks)),
    )


def _file_type(*, single: bool) -> bytes:
    brands = b"iso6iso5mp41" + (b"cmfc" if single else b"")
    return box(b"ftyp", b"cmfc" if single else b"iso6", struct.pack(">I", 0), brands)


def _movie_header(*, next_track_id: int) -> bytes:
    return full_box(
        b"mvhd",
        0,
        0,
        struct.pack(">4I", 0, 0, 1000, 0),  # creation, modification, timescale, duration: fragments tell the duration
        struct.pack(">IH10x", 0x10000, 0x100),  # rate 1.0, volume 1.0
        _MATRIX,
        bytes(24),
        struct.pack(">I", next_track_id),
    )


def _track(track: Track) -> bytes:
    video = isinstance(track, VideoTrack)
    media_header = full_box(b"vmhd", 0, 1, bytes(8)) if video else full_box(b"smhd", 0, 0, bytes(4))
    return box(
        b"trak",
        _track_header(track),
        box(
            b"mdia",
            full_box(b"mdhd", 0, 0, struct.pack(">4IHH", 0, 0, track.timescale, 0, 0x55C4, 0)),  # language "und"
            full_box(b"hdlr", 0, 0, bytes(4), b"vide" if video else b"soun", bytes(12), b"Klieg\0"),
            box(
                b"minf",
                media_header,
                box(b"dinf", full_box(b"dref", 0, 0, struct.pack(">I", 1), full_box(b"url ", 0, 1))),
                _sample_table(track),
            ),
        ),
    )


def _track_header(track: Track) -> bytes:
    if isinstance(track, VideoTrack):
        volume, width, height = 0, track.width, track.height
    else:
        volume, width, height = 0x100, 0, 0
    return full_box(
        b"tkhd",
        0,
        3,  # enabled, in movie
        struct.pack(">5I", 0, 0, track.id, 0, 0),
        struct.pack(">8xHHHH", 0, 0, volume, 0),  # layer, alternate group
        _MATRIX,
        struct.pack(">II", width << 16, height << 16),
    )


def _sample_table(track: Track) -> bytes:
    entry = _video_entry(track) if isinstance(track, VideoTrack) else _audio_entry(track)
    return box(
        b"stbl",
        full_box(b"stsd", 0, 0, struct.pack(">I", 1), entry),
        full_box(b"stts", 0, 0, bytes(4)),
        full_box(b"stsc", 0, 0, bytes(4)),
        full_box(b"stsz", 0, 0, bytes(8)),
        full_box(b"stco", 0, 0, bytes(4)),
    )


def _video_entry(track: VideoTrack) -> bytes:
    return box(
        track.codec.value.encode(),
        struct.pack(">6xH16x", 1),  # data reference index
        struct.pack(">HHII", track.width, track.height, 0x480000, 0x480000),  # 72 dpi
        struct.pack(">IH32xHh", 0, 1, 0x18, -1),  # one frame a sample, no compressor name, depth 24
        box(_CONFIGURATION_BOX[track.codec], track.configuration),
    )


def _audio_entry(track: AudioTrack) -> bytes:
    # 16.16 fixed point cannot say 88.2 or 96 kHz; decoders then take the rate from the AudioSpecificConfig.
    rate = track.sample_rate if track.sample_rate <= _MAX_FIXED_POINT_RATE else 0
    return box(
        track.codec.value.encode(),
        struct.pack(">6xH8x", 1),
        struct.pack(">HHHHI", track.channels, 16, 0, 0, rate << 16),
        full_box(b"esds", 0, 0, _elementary_stream(track.configuration)),
    )


def _elementary_stream(configuration: bytes) -> bytes:
    """Return the ES descriptor around an AudioSpecificConfig (ISO/IEC 14496-1, 7.2.6.5)."""
    decoder = struct.pack(">BB3xII", 0x40, 0x15, 0, 0) + _descriptor(0x05, configuration)
    return _descriptor(0x03, struct.pack(">HB", 0, 0), _descriptor(0x04, decoder), _descriptor(0x06, b"\x02"))


def _descriptor(tag: int, *payload: bytes) -> bytes:
    body = b"".join(payload)
    size = len(body)
    length = bytes([size >> 21 & 0x7F | 0x80, size >> 14 & 0x7F | 0x80, size >> 7 & 0x7F | 0x80, size & 0x7F])
    return bytes([tag]) + length + body


def _track_extends(track: Track) -> bytes:
    return full_box(b"trex", 0, 0, struct.pack(">5I", track.id, 1, 0, 0, 0))
