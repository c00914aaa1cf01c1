"""AV1: OBUs and the AV1CodecConfigurationRecord (AV1 Codec ISO Media File Format Binding, 2.3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from klieg.media.codecs.av1_sequence import Av1SequenceHeader, parse_av1_sequence_header
from klieg.media.codecs.errors import CodecError
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import TrackId, VideoCodec, VideoTrack

_SEQUENCE_HEADER, _TEMPORAL_DELIMITER, _FRAME_HEADER, _FRAME = 1, 2, 3, 6
_MARKER_AND_VERSION = 0x81
_MAX_LEB128_BYTES = 8


@dataclass(frozen=True, slots=True)
class Obu:
    """One open bitstream unit: its type, all its bytes, and its payload."""

    kind: int
    whole: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class TemporalUnit:
    """A temporal unit as samples carry it.

    Attributes:
        payload: Its OBUs without temporal delimiters.
        keyframe: A shown key frame is in it, so decoding can start here.
        sequence_header: The sequence header OBU in it, or None.
    """

    payload: bytes
    keyframe: bool
    sequence_header: Obu | None


def read_obus(data: bytes) -> Iterator[Obu]:
    """Walk the OBUs of a low-overhead bitstream (5.3); the last may come without a size.

    Raises:
        CodecError: An OBU is cut off or malformed.
    """
    position = 0
    while position < len(data):
        header = data[position]
        if header & 0x80:
            raise CodecError("The forbidden bit of an AV1 OBU is set.")
        begin = position + 1 + (header >> 2 & 1)
        end = len(data)
        if header & 2:
            size, begin = _read_leb128(data, begin)
            end = begin + size
        if begin > len(data) or end > len(data):
            raise CodecError("An AV1 OBU is cut off.")
        yield Obu(header >> 3 & 0xF, data[position:end], data[begin:end])
        position = end


def read_temporal_unit(data: bytes) -> TemporalUnit:
    """Read a temporal unit and take its delimiters out.

    Raises:
        CodecError: An OBU is cut off or malformed.
    """
    obus = [obu for obu in read_obus(data) if obu.kind != _TEMPORAL_DELIMITER]
    sequence = next((obu for obu in obus if obu.kind == _SEQUENCE_HEADER), None)
    frame = next((obu for obu in obus if obu.kind in {_FRAME, _FRAME_HEADER}), None)
    return TemporalUnit(b"".join(obu.whole for obu in obus), _starts_with_key_frame(frame), sequence)


@dataclass(frozen=True, slots=True)
class Av1Configuration:
    """The sequence header that samples decode under, and its OBU."""

    header: Av1SequenceHeader
    sequence_header: bytes

    @classmethod
    def parse(cls, record: bytes) -> "Av1Configuration | None":
        """Read the body of an ``av1C`` box; None when it carries no sequence header (the first key frame will).

        Raises:
            CodecError: The record is cut off, of another version, or its OBU cannot be read.
        """
        if len(record) < 4 or record[0] != _MARKER_AND_VERSION:
            raise CodecError("The AV1 configuration record is too short or not of version 1.")
        sequence = next((obu for obu in read_obus(record[4:]) if obu.kind == _SEQUENCE_HEADER), None)
        return None if sequence is None else cls.from_obu(sequence)

    @classmethod
    def from_obu(cls, obu: Obu) -> "Av1Configuration":
        """Make a configuration of a sequence header OBU.

        Raises:
            CodecError: It cannot be read.
        """
        return cls(parse_av1_sequence_header(obu.payload), _with_size(obu))

    def build(self) -> bytes:
        """Return the body of an ``av1C`` box."""
        header = self.header
        flags = header.tier << 7 | (header.bit_depth > 8) << 6 | (header.bit_depth == 12) << 5 | header.monochrome << 4
        flags |= header.subsampling_x << 3 | header.subsampling_y << 2 | header.chroma_sample_position
        return bytes((_MARKER_AND_VERSION, header.profile << 5 | header.level, flags, 0)) + self.sequence_header

    def track(self, track_id: TrackId) -> VideoTrack:
        """Describe the stream."""
        return VideoTrack(
            id=track_id,
            codec=VideoCodec.AV1,
            configuration=self.build(),
            codec_string=codec_string(self.header),
            width=self.header.width,
            height=self.header.height,
            frame_rate=self.header.frame_rate,
            timescale=VIDEO_TIMESCALE,
        )


def codec_string(header: Av1SequenceHeader) -> str:
    """Return ``av01.P.LLT.DD`` (AV1 ISO binding, 5)."""
    return f"av01.{header.profile}.{header.level:02d}{'H' if header.tier else 'M'}.{header.bit_depth:02d}"


def _starts_with_key_frame(frame: Obu | None) -> bool:
    """uncompressed_header (5.9.2) begins: show_existing_frame, frame_type (2 bits, 0 is KEY_FRAME), show_frame."""
    return frame is not None and len(frame.payload) > 0 and frame.payload[0] >> 4 == 0b0001


def _with_size(obu: Obu) -> bytes:
    """Return an OBU that says its size, as configuration records need it."""
    if obu.whole[0] & 2:
        return obu.whole
    head = obu.whole[: len(obu.whole) - len(obu.payload)]
    return bytes((head[0] | 2,)) + head[1:] + _write_leb128(len(obu.payload)) + obu.payload


def _read_leb128(data: bytes, position: int) -> tuple[int, int]:
    """4.10.5."""
    value = 0
    for index, byte in enumerate(data[position : position + _MAX_LEB128_BYTES]):
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return value, position + index + 1
    raise CodecError("The size of an AV1 OBU is cut off or too long.")


def _write_leb128(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
