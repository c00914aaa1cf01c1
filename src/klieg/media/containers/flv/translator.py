"""FLV tag bodies, as RTMP carries them, to units."""

from klieg.media.codecs.aac import AudioSpecificConfig, parse_audio_specific_config
from klieg.media.codecs.errors import CodecError, UnsupportedFeatureError
from klieg.media.containers.flv.audio_grid import AudioGrid
from klieg.media.containers.flv.audio_tag import read_audio_tag
from klieg.media.containers.flv.errors import FlvError, UnsupportedCodecError
from klieg.media.containers.flv.packet import AudioPacket, PacketKind, VideoPacket
from klieg.media.containers.flv.timeline import Timeline, TrackClock
from klieg.media.containers.flv.video_format import H264, H265, Av1Format, Frame, NalFormat, VideoFormat
from klieg.media.containers.flv.video_tag import AV1, AVC, HEVC, read_video_tag
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import MAIN_AUDIO, AudioTrack, VideoTrack
from klieg.media.unit import Unit

_TICKS_PER_MS = VIDEO_TIMESCALE // 1000
_NANOSECONDS_PER_MS = 1_000_000


class FlvTranslator:
    """One publish: video and audio tag bodies in, units out, in the order they came.

    Times are absolute milliseconds of the encoder in ticks of each track; giving the broadcast a zero is the caller's.
    Units that come before their configuration cannot be decoded and are dropped.

    Attributes:
        video: Latest video parameters; a change makes a new object with the same id, a repetition keeps the object.
        audio: Latest audio parameters, likewise.
        nudged_stamps: Video units whose decoding time was equal to or before the one in front and was moved behind it,
            or whose presentation time was before their decoding time.
        ignored_tracks: Bodies of other tracks than track 0 in multitrack messages.
    """

    def __init__(self) -> None:
        self.video: VideoTrack | None = None
        self.audio: AudioTrack | None = None
        self.nudged_stamps = 0
        self.ignored_tracks = 0
        timeline = Timeline()
        self._video_clock = TrackClock(timeline)
        self._audio_clock = TrackClock(timeline)
        self._fourcc = b""
        self._format: VideoFormat | None = None
        self._last_dts = -1
        self._audio_configuration: AudioSpecificConfig | None = None
        self._grid: AudioGrid | None = None

    @property
    def audio_resyncs(self) -> int:
        """Times the audio had to leave its grid of whole frames."""
        return self._grid.resyncs if self._grid is not None else 0

    def receive_video(self, timestamp_ms: int, body: bytes) -> list[Unit]:
        """Take a video tag body.

        Raises:
            FlvError: It cannot be read.
            UnsupportedCodecError: Its codec, or a form of it, is not carried.
        """
        packet = read_video_tag(body)
        self.ignored_tracks += packet.ignored_tracks
        if packet.kind is PacketKind.NOTHING or not packet.data:
            return []
        try:
            return self._translate_video(timestamp_ms, packet)
        except CodecError as error:
            raise FlvError(f"A video tag cannot be read: {error}") from error

    def receive_audio(self, timestamp_ms: int, body: bytes) -> list[Unit]:
        """Take an audio tag body.

        Raises:
            FlvError: It cannot be read.
            UnsupportedCodecError: Its codec, or a form of it, is not carried.
        """
        packet = read_audio_tag(body)
        self.ignored_tracks += packet.ignored_tracks
        if packet.kind is PacketKind.NOTHING or not packet.data:
            return []
        if packet.kind is PacketKind.CONFIGURATION:
            self._configure_audio(packet.data)
            return []
        return self._translate_audio(timestamp_ms, packet)

    def _translate_video(self, timestamp_ms: int, packet: VideoPacket) -> list[Unit]:
        codec = self._format if packet.fourcc == self._fourcc else None
        codec = codec or _new_format(packet.fourcc)
        frame: Frame | None = None
        if packet.kind is PacketKind.CONFIGURATION:
            codec.receive_configuration(packet.data)
        else:
            frame = codec.receive_frame(packet.data)
            if codec.track is None:
                return []
        self._format, self._fourcc = codec, packet.fourcc
        self.video = codec.track
        return [] if frame is None else [self._stamp(timestamp_ms, packet, frame)]

    def _stamp(self, timestamp_ms: int, packet: VideoPacket, frame: Frame) -> Unit:
        track = self.video
        assert track is not None, "a format that gives a frame knows its track"
        wanted = self._video_clock.place(timestamp_ms) * _TICKS_PER_MS
        wanted += packet.nano_offset * VIDEO_TIMESCALE // 1_000_000_000
        dts = max(wanted, self._last_dts + 1)
        composed = wanted + packet.composition_ms * _TICKS_PER_MS
        pts = max(composed, dts)
        self.nudged_stamps += dts != wanted or pts != composed
        self._last_dts = dts
        return Unit(track, pts, dts, frame.keyframe, frame.payload)

    def _configure_audio(self, record: bytes) -> None:
        if self._audio_configuration is not None and self._audio_configuration.record == record:
            return
        try:
            configuration = parse_audio_specific_config(record)
        except UnsupportedFeatureError as error:
            raise UnsupportedCodecError(str(error)) from error
        except CodecError as error:
            raise FlvError(f"The AAC configuration cannot be read: {error}") from error
        self._audio_configuration = configuration
        self.audio = configuration.track(MAIN_AUDIO)
        self._grid = AudioGrid(configuration.core_sample_rate, configuration.frame_samples)

    def _translate_audio(self, timestamp_ms: int, packet: AudioPacket) -> list[Unit]:
        if self.audio is None or self._grid is None:
            return []
        placed_ms = self._audio_clock.place(timestamp_ms)
        pts = self._grid.place(placed_ms * _NANOSECONDS_PER_MS + packet.nano_offset)
        return [Unit(self.audio, pts, pts, keyframe=True, payload=packet.data)]


def _new_format(fourcc: bytes) -> VideoFormat:
    if fourcc == AV1:
        return Av1Format()
    assert fourcc in {AVC, HEVC}, "video tags of other codecs are refused where they are read"
    return NalFormat(H264 if fourcc == AVC else H265)
