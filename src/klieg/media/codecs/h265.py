"""H.265: NAL unit types and the HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 8.3.3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from klieg.media.codecs.bit_reader import BitReader
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h265_sps import parse_h265_sps
from klieg.media.codecs.nal import unescape
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import TrackId, VideoCodec, VideoTrack

KEYFRAME_TYPES = frozenset(range(16, 22))
"""BLA, IDR and CRA pictures."""
PARAMETER_SET_TYPES = frozenset({32, 33, 34})
_VPS, _SPS, _PPS = 32, 33, 34
_HEADER_BYTES = 23
_MAX_PARAMETER_SETS = 64


def nal_type(first_byte: int) -> int:
    """Return nal_unit_type from the first byte of a NAL unit."""
    return first_byte >> 1 & 0x3F


@dataclass(frozen=True, slots=True)
class H265Configuration:
    """The record's fixed part and its NAL units, parameter sets first in the order VPS, SPS, PPS."""

    header: bytes
    nals: tuple[bytes, ...]

    @property
    def length_size(self) -> int:
        """Bytes of a NAL length in the access units that came with the record."""
        return (self.header[21] & 3) + 1

    @classmethod
    def parse(cls, record: bytes) -> Self:
        """Read the body of an ``hvcC`` box.

        Raises:
            CodecError: The record is cut off, of another version, or lacks a parameter set.
        """
        if len(record) < _HEADER_BYTES or record[0] != 1:
            raise CodecError("The H.265 configuration record is too short or not of version 1.")
        if record[21] & 3 == 2:
            raise CodecError("The H.265 configuration record asks for NAL lengths of 3 bytes, which do not exist.")
        nals: list[bytes] = []
        position = _HEADER_BYTES
        for _ in range(record[22]):
            found, position = _read_array(record, position)
            nals += found
        if len(nals) > _MAX_PARAMETER_SETS:
            raise CodecError(f"More than {_MAX_PARAMETER_SETS} NAL units in the H.265 configuration record.")
        if not {nal_type(nal[0]) for nal in nals} >= PARAMETER_SET_TYPES:
            raise CodecError("The H.265 configuration record lacks a VPS, SPS or PPS.")
        return cls(record[:_HEADER_BYTES], tuple(sorted(nals, key=_array_order)))

    def build(self) -> bytes:
        """Return the body of an ``hvcC`` box with four-byte NAL lengths and complete arrays, as ``hvc1`` wants."""
        types = list(dict.fromkeys(nal_type(nal[0]) for nal in self.nals))
        record = bytearray(self.header)
        record[21] |= 3
        record[22] = len(types)
        for wanted in types:
            found = [nal for nal in self.nals if nal_type(nal[0]) == wanted]
            record.append((0x80 if wanted in PARAMETER_SET_TYPES else 0) | wanted)
            record += len(found).to_bytes(2)
            for nal in found:
                record += len(nal).to_bytes(2) + nal
        return bytes(record)

    def with_parameter_sets(self, nals: Sequence[bytes]) -> "H265Configuration":
        """Return the configuration after parameter sets seen in an access unit; itself when they say nothing new.

        A set replaces the one of the same kind and id; a new SPS brings its profile, tier, level and sample format.

        Raises:
            CodecError: A set cannot be read.
        """
        merged = list(self.nals)
        header = self.header
        for nal in nals:
            key = _set_key(nal)
            known = [index for index, other in enumerate(merged) if _set_key(other) == key]
            if known:
                merged[known[0]] = nal
            else:
                merged.append(nal)
            if nal_type(nal[0]) == _SPS:
                header = _with_profile(header, nal)
        if len(merged) > _MAX_PARAMETER_SETS:
            raise CodecError(f"More than {_MAX_PARAMETER_SETS} H.265 parameter sets.")
        changed = replace(self, header=header, nals=tuple(sorted(merged, key=_array_order)))
        return self if changed.nals == self.nals else changed

    def track(self, track_id: TrackId) -> VideoTrack:
        """Describe the stream.

        Raises:
            CodecError: The SPS cannot be read.
        """
        sps = parse_h265_sps(next(nal for nal in self.nals if nal_type(nal[0]) == _SPS))
        declared = int.from_bytes(self.header[19:21]) / 256
        return VideoTrack(
            id=track_id,
            codec=VideoCodec.H265,
            configuration=self.build(),
            codec_string=codec_string(self.header),
            width=sps.width,
            height=sps.height,
            frame_rate=sps.frame_rate or declared or None,
            timescale=VIDEO_TIMESCALE,
        )


def codec_string(header: bytes) -> str:
    """Return ``hvc1.…`` (ISO/IEC 14496-15, annex E.3) from the fixed part of a record.

    Profile space and number, compatibility flags in reverse bit order, tier and level, constraint bytes without the
    zeros at the end.
    """
    space = ("", "A", "B", "C")[header[1] >> 6]
    tier = "H" if header[1] & 0x20 else "L"
    compatibility = int(f"{int.from_bytes(header[2:6]):032b}"[::-1], 2)
    constraints = "".join(f".{byte:X}" for byte in header[6:12].rstrip(b"\x00"))
    return f"hvc1.{space}{header[1] & 0x1F}.{compatibility:X}.{tier}{header[12]}{constraints}"


def _array_order(nal: bytes) -> int:
    kind = nal_type(nal[0])
    return kind if kind in PARAMETER_SET_TYPES else kind + 64


def _with_profile(header: bytes, nal: bytes) -> bytes:
    """General profile, compatibility, constraints and level are the 12 bytes after the first byte of the SPS body."""
    sps = parse_h265_sps(nal)
    samples = bytes((0xFC | sps.chroma_format, 0xF8 | sps.luma_depth - 8, 0xF8 | sps.chroma_depth - 8))
    return header[:1] + unescape(nal)[3:15] + header[13:16] + samples + header[19:]


def _set_key(nal: bytes) -> tuple[int, int]:
    """Kind and id of a NAL unit; NAL units that are no parameter sets share one key a kind."""
    kind = nal_type(nal[0])
    if kind == _VPS:
        return kind, BitReader(nal[2:3]).read(4)
    if kind == _SPS:
        return kind, parse_h265_sps(nal).id
    if kind == _PPS:
        return kind, BitReader(unescape(nal[2:12])).read_ue()
    return kind, 0


def _read_array(record: bytes, position: int) -> tuple[list[bytes], int]:
    nals: list[bytes] = []
    count = int.from_bytes(record[position + 1 : position + 3])
    position += 3
    for _ in range(count):
        begin = position + 2
        position = begin + int.from_bytes(record[position:begin])
        if position > len(record) or position < begin + 2:
            raise CodecError("A NAL unit of the H.265 configuration record is empty or cut off.")
        nals.append(record[begin:position])
    return nals, position
