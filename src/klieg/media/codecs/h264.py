"""H.264: NAL unit types and the AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264_sps import CHROMA_PROFILES, H264Sps, parse_h264_sps
from klieg.media.codecs.nal import unescape
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import TrackId, VideoCodec, VideoTrack

KEYFRAME_TYPES = frozenset({5})
PARAMETER_SET_TYPES = frozenset({7, 8})
_SPS, _PPS = 7, 8
_MAX_PARAMETER_SETS = 32
_NO_EXTENSION_PROFILES = frozenset({66, 77, 88})


def nal_type(first_byte: int) -> int:
    """Return nal_unit_type from the first byte of a NAL unit."""
    return first_byte & 0x1F


@dataclass(frozen=True, slots=True)
class H264Configuration:
    """Parameter sets and how NAL lengths are written. ``sps`` is never empty."""

    length_size: int
    sps: tuple[bytes, ...]
    pps: tuple[bytes, ...]

    @classmethod
    def parse(cls, record: bytes) -> Self:
        """Read the body of an ``avcC`` box.

        What follows the picture parameter sets (chroma format, SPS extensions) is rebuilt from the SPS, as encoders
        often leave it out.

        Raises:
            CodecError: The record is cut off, of another version, or without parameter sets.
        """
        if len(record) < 7 or record[0] != 1:
            raise CodecError("The H.264 configuration record is too short or not of version 1.")
        length_size = (record[4] & 3) + 1
        if length_size == 3:
            raise CodecError("The H.264 configuration record asks for NAL lengths of 3 bytes, which do not exist.")
        sps, position = _read_sets(record, 6, record[5] & 0x1F)
        if position >= len(record):
            raise CodecError("The H.264 configuration record ends before its picture parameter sets.")
        pps, _ = _read_sets(record, position + 1, record[position])
        if not sps or not pps:
            raise CodecError("The H.264 configuration record has no parameter sets.")
        return cls(length_size, tuple(sps), tuple(pps))

    def build(self) -> bytes:
        """Return the body of an ``avcC`` box with four-byte NAL lengths."""
        first = parse_h264_sps(self.sps[0])
        record = bytearray((1, first.profile, first.constraints, first.level, 0xFC | 3, 0xE0 | len(self.sps)))
        _append_sets(record, self.sps)
        record.append(len(self.pps))
        _append_sets(record, self.pps)
        if first.profile in CHROMA_PROFILES and first.profile not in _NO_EXTENSION_PROFILES:
            record += bytes((0xFC | first.chroma_format, 0xF8 | first.luma_depth - 8, 0xF8 | first.chroma_depth - 8, 0))
        return bytes(record)

    def with_parameter_sets(self, nals: Sequence[bytes]) -> "H264Configuration":
        """Return the configuration after parameter sets seen in an access unit; itself when they say nothing new.

        A set replaces the one of the same kind and id.

        Raises:
            CodecError: A set cannot be read.
        """
        sps, pps = list(self.sps), list(self.pps)
        for nal in nals:
            _put(sps if nal_type(nal[0]) == _SPS else pps, nal)
        if len(sps) >= _MAX_PARAMETER_SETS or len(pps) >= _MAX_PARAMETER_SETS:
            raise CodecError(f"More than {_MAX_PARAMETER_SETS} H.264 parameter sets.")
        changed = replace(self, sps=tuple(sps), pps=tuple(pps))
        return self if changed == self else changed

    def track(self, track_id: TrackId) -> VideoTrack:
        """Describe the stream.

        Raises:
            CodecError: The SPS cannot be read.
        """
        sps = parse_h264_sps(self.sps[0])
        return VideoTrack(
            id=track_id,
            codec=VideoCodec.H264,
            configuration=self.build(),
            codec_string=codec_string(sps),
            width=sps.width,
            height=sps.height,
            frame_rate=sps.frame_rate,
            timescale=VIDEO_TIMESCALE,
        )


def codec_string(sps: H264Sps) -> str:
    """Return ``avc1.PPCCLL`` (RFC 6381, 3.3)."""
    return f"avc1.{sps.profile:02x}{sps.constraints:02x}{sps.level:02x}"


def _put(sets: list[bytes], nal: bytes) -> None:
    wanted = _set_id(nal)
    for index, known in enumerate(sets):
        if _set_id(known) == wanted:
            sets[index] = nal
            return
    sets.append(nal)


def _set_id(nal: bytes) -> int:
    """seq_parameter_set_id or pic_parameter_set_id; the former comes after profile and level."""
    begin = 4 if nal_type(nal[0]) == _SPS else 1
    return BitReader(unescape(nal[: begin + 8])[begin:]).read_ue()


def _read_sets(record: bytes, position: int, count: int) -> tuple[list[bytes], int]:
    sets: list[bytes] = []
    for _ in range(count):
        begin = position + 2
        position = begin + int.from_bytes(record[position:begin])
        if position > len(record) or position == begin:
            raise CodecError("A parameter set of the H.264 configuration record is empty or cut off.")
        sets.append(record[begin:position])
    return sets, position


def _append_sets(record: bytearray, sets: Sequence[bytes]) -> None:
    for nal in sets:
        record += len(nal).to_bytes(2) + nal
