"""From configuration records and access units, as one video codec sends them, to tracks and payloads."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import compress
from operator import not_
from typing import Protocol

from klieg.media.codecs import h264, h265
from klieg.media.codecs.av1 import Av1Configuration, read_temporal_unit
from klieg.media.codecs.h264 import H264Configuration
from klieg.media.codecs.h265 import H265Configuration
from klieg.media.codecs.nal import LENGTH_BYTES, find_nals, join_nals
from klieg.media.track import TrackId, VideoTrack

type NalConfiguration = H264Configuration | H265Configuration


@dataclass(slots=True)
class Frame:
    """One access unit in the form its track's codec names."""

    payload: bytes
    keyframe: bool


class VideoFormat(Protocol):
    """One codec's way from tag data to track and payload.

    Attributes:
        track: Latest parameters; the same object as long as they are equal. None until they are known.
    """

    track: VideoTrack | None

    def receive_configuration(self, record: bytes) -> None:
        """Take a configuration record.

        Raises:
            CodecError: It cannot be read.
        """

    def receive_frame(self, data: bytes) -> Frame | None:
        """Take an access unit; return None when it is empty or cannot be decoded yet.

        Raises:
            CodecError: It cannot be read.
        """


@dataclass(frozen=True, slots=True)
class NalCodec:
    """What NalFormat must know of a codec.

    Attributes:
        parse: Reads a configuration record.
        shift: Right shift that brings nal_unit_type down in the first byte of a NAL unit.
        mask: Bits of nal_unit_type after the shift.
        keyframe_types: Types that decoding can start at.
        parameter_set_types: Types that belong into the configuration.
    """

    parse: Callable[[bytes], NalConfiguration]
    shift: int
    mask: int
    keyframe_types: frozenset[int]
    parameter_set_types: frozenset[int]


H264 = NalCodec(H264Configuration.parse, 0, 0x1F, h264.KEYFRAME_TYPES, h264.PARAMETER_SET_TYPES)
H265 = NalCodec(H265Configuration.parse, 1, 0x3F, h265.KEYFRAME_TYPES, h265.PARAMETER_SET_TYPES)


class NalFormat:
    """H.264 and H.265: NAL units behind lengths.

    Parameter sets inside a key frame are a configuration change when they differ from the ones in force, and are taken
    out of the payload: ``avc1`` and ``hvc1`` tracks keep them in the configuration alone.
    """

    def __init__(self, codec: NalCodec, track_id: TrackId) -> None:
        self._codec = codec
        self._track_id = track_id
        self._record = b""
        self._configuration: NalConfiguration | None = None
        self.track: VideoTrack | None = None

    def receive_configuration(self, record: bytes) -> None:
        """Take the body of an ``avcC`` or ``hvcC`` box; encoders repeat it, equal ones change nothing."""
        if record != self._record:
            self._configure(self._codec.parse(record))
            self._record = record

    def receive_frame(self, data: bytes) -> Frame | None:
        """Take an access unit and see which NAL units it is made of."""
        configuration = self._configuration
        if configuration is None:
            return None
        length_size, codec = configuration.length_size, self._codec
        spans = find_nals(data, length_size)
        if not spans:
            return None
        types = [data[begin] >> codec.shift & codec.mask for begin, _ in spans]
        keyframe = not codec.keyframe_types.isdisjoint(types)
        if keyframe and not codec.parameter_set_types.isdisjoint(types):
            sets = [kind in codec.parameter_set_types for kind in types]
            nals = [data[begin:end] for begin, end in spans]
            self._configure(configuration.with_parameter_sets(list(compress(nals, sets))))
            return Frame(join_nals(compress(nals, map(not_, sets))), keyframe)
        if length_size != LENGTH_BYTES:
            data = join_nals(data[begin:end] for begin, end in spans)
        return Frame(data, keyframe)

    def _configure(self, configuration: NalConfiguration) -> None:
        if configuration is self._configuration:
            return
        track = configuration.track(self._track_id)
        self._configuration = configuration
        self._record = b""
        if track != self.track:
            self.track = track


class Av1Format:
    """AV1: temporal units. The sequence header counts wherever it comes, in the record or in a key frame."""

    def __init__(self, track_id: TrackId) -> None:
        self._track_id = track_id
        self._sequence_header = b""
        self.track: VideoTrack | None = None

    def receive_configuration(self, record: bytes) -> None:
        """Take the body of an ``av1C`` box."""
        self._configure(Av1Configuration.parse(record))

    def receive_frame(self, data: bytes) -> Frame | None:
        """Take a temporal unit; its delimiters are taken out."""
        unit = read_temporal_unit(data)
        if unit.keyframe and unit.sequence_header is not None and unit.sequence_header.whole != self._sequence_header:
            self._configure(Av1Configuration.from_obu(unit.sequence_header))
        if not unit.payload or self.track is None:
            return None
        return Frame(unit.payload, unit.keyframe)

    def _configure(self, configuration: Av1Configuration | None) -> None:
        if configuration is None:
            return
        self._sequence_header = configuration.sequence_header
        track = configuration.track(self._track_id)
        if track != self.track:
            self.track = track
