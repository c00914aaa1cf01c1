"""Packets as a demuxer gives them (MPEG-TS, MP4, RTSP, …) to units: H.264 and AAC in either of their two forms."""

from klieg.media.codecs.aac import AudioSpecificConfig, parse_audio_specific_config
from klieg.media.codecs.annex_b import split_annex_b
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h264 import H264Configuration, nal_type
from klieg.media.codecs.nal import LENGTH_BYTES, join_nals
from klieg.media.containers.flv.audio_grid import AudioGrid
from klieg.media.containers.flv.video_format import H264, NalFormat
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, AudioTrack
from klieg.media.unit import Unit

_SPS, _PPS, _DELIMITER, _FILLER = 7, 8, 9, 12
_ADTS_HEADER_BYTES = 7


class DemuxedVideo:
    """H.264: NAL units behind lengths, or behind start codes (Annex B) with parameter sets among them.

    Args:
        extradata: The demuxer's description: an ``avcC`` body, parameter sets behind start codes, or nothing.

    Raises:
        CodecError: it cannot be read.
    """

    def __init__(self, extradata: bytes) -> None:
        self._format = NalFormat(H264, MAIN_VIDEO)
        self._sets: dict[int, bytes] = {}
        self._last_dts = -1
        self._has_lengths = extradata[:1] == b"\x01"
        if self._has_lengths:
            self._format.receive_configuration(extradata)
        else:
            self._from_annex_b(extradata)

    def receive(self, data: bytes, pts: int, dts: int | None) -> Unit | None:
        """Take an access unit with its times in ticks of 90 kHz; return None while parameter sets are missing.

        Matroska has no decoding times, and where a stream begins with B-frames a demuxer cannot guess the first ones.

        Raises:
            CodecError: it cannot be read.
        """
        frame = self._format.receive_frame(data if self._has_lengths else self._from_annex_b(data))
        track = self._format.track
        if frame is None or track is None or not frame.payload:
            return None
        if dts is None:
            dts = pts if self._last_dts < 0 else self._last_dts + 1
        self._last_dts = dts = max(dts, self._last_dts + 1)
        return Unit(track, max(pts, dts), dts, frame.keyframe, frame.payload)

    def _from_annex_b(self, data: bytes) -> bytes:
        nals = [nal for nal in split_annex_b(data) if nal and nal_type(nal[0]) not in {_DELIMITER, _FILLER}]
        if self._format.track is None:
            self._sets |= {nal_type(nal[0]): nal for nal in nals if nal_type(nal[0]) in {_SPS, _PPS}}
            if len(self._sets) == 2:
                configuration = H264Configuration(LENGTH_BYTES, (self._sets[_SPS],), (self._sets[_PPS],))
                self._format.receive_configuration(configuration.build())
        return join_nals(nals)


class DemuxedAudio:
    """AAC: raw frames with an AudioSpecificConfig, or frames behind ADTS headers (ISO/IEC 13818-7, 6.2).

    Args:
        extradata: The AudioSpecificConfig; empty where frames have headers.

    Raises:
        CodecError: it cannot be read, or is not carried.
    """

    def __init__(self, extradata: bytes) -> None:
        self._has_headers = not extradata
        self._configuration: AudioSpecificConfig | None = None
        self._track: AudioTrack | None = None
        self._grid = AudioGrid(1, 1)
        if extradata:
            self._configure(extradata)

    def receive(self, data: bytes, nanoseconds: int) -> list[Unit]:
        """Take a packet of one or several frames, the first at ``nanoseconds``.

        Raises:
            CodecError: it cannot be read, or is not carried.
        """
        frames = self._split(data) if self._has_headers else [data]
        track = self._track
        if track is None or not data:
            return []
        units: list[Unit] = []
        step = 1_000_000_000 * track.frame_samples // track.timescale
        for index, frame in enumerate(frames):
            pts = self._grid.place(nanoseconds + index * step)
            units.append(Unit(track, pts, pts, keyframe=True, payload=frame))
        return units

    def _split(self, data: bytes) -> list[bytes]:
        frames: list[bytes] = []
        position = 0
        while position < len(data):
            header = data[position : position + _ADTS_HEADER_BYTES]
            if len(header) < _ADTS_HEADER_BYTES or header[0] != 0xFF or header[1] & 0xF6 != 0xF0:
                raise CodecError("An AAC frame has no ADTS header.")
            size = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
            begin = position + (_ADTS_HEADER_BYTES if header[1] & 1 else _ADTS_HEADER_BYTES + 2)
            if header[6] & 3 or position + size > len(data) or position + size <= begin:
                raise CodecError("An ADTS frame is cut off, empty, or of several blocks.")
            object_type, rate = (header[2] >> 6) + 1, header[2] >> 2 & 15
            channels = (header[2] & 1) << 2 | header[3] >> 6
            self._configure(bytes((object_type << 3 | rate >> 1, (rate & 1) << 7 | channels << 3)))
            frames.append(data[begin : position + size])
            position += size
        return frames

    def _configure(self, record: bytes) -> None:
        if self._configuration is not None and self._configuration.record == record:
            return
        self._configuration = parse_audio_specific_config(record)
        self._track = self._configuration.track(MAIN_AUDIO)
        self._grid = AudioGrid(self._configuration.core_sample_rate, self._configuration.frame_samples)
