"""FLV tag bodies, as RTMP carries them, to units."""

from klieg.media.codecs.aac import AudioSpecificConfig, parse_audio_specific_config
from klieg.media.codecs.errors import CodecError, UnsupportedFeatureError
from klieg.media.containers.flv.audio_grid import AudioGrid
from klieg.media.containers.flv.audio_tag import read_audio_tag
from klieg.media.containers.flv.errors import FlvError, TrackCountError, UnsupportedCodecError
from klieg.media.containers.flv.packet import AudioPacket, PacketKind, VideoPacket
from klieg.media.containers.flv.timeline import Timeline, TrackClock
from klieg.media.containers.flv.video_line import VideoLine
from klieg.media.containers.flv.video_tag import read_video_tag
from klieg.media.track import DERIVED_VIDEO, FURTHER_VIDEO, MAIN_AUDIO, MAIN_VIDEO, AudioTrack, TrackId, VideoTrack
from klieg.media.unit import Unit

MAX_VIDEO_TRACKS = 8
"""Video tracks of one publish."""

_MAX_TRACK_NUMBER = DERIVED_VIDEO - FURTHER_VIDEO - 1
_NANOSECONDS_PER_MS = 1_000_000


class FlvTranslator:
    """One publish: video and audio tag bodies in, units out, in the order they came.

    Times are absolute milliseconds of the encoder in ticks of each track; giving the broadcast a zero is the caller's.
    Units that come before their configuration cannot be decoded and are dropped. Video track 0 is the main picture,
    the others are further ones by their number; of audio, track 0 is taken.

    Attributes:
        audio: Latest audio parameters; a change makes a new object with the same id, a repetition keeps the object.
        ignored_tracks: Bodies of other audio tracks than track 0.
    """

    def __init__(self) -> None:
        self.audio: AudioTrack | None = None
        self.ignored_tracks = 0
        self._timeline = Timeline()
        self._main = VideoLine(MAIN_VIDEO, self._timeline)
        self._lines = {0: self._main}
        self._audio_clock = TrackClock(self._timeline)
        self._audio_configuration: AudioSpecificConfig | None = None
        self._grid: AudioGrid | None = None

    @property
    def video(self) -> VideoTrack | None:
        """Latest parameters of the main picture, the same object as long as they are equal."""
        return self._main.track

    @property
    def nudged_stamps(self) -> int:
        """Video units whose times had to be moved to be in order (:class:`VideoLine`)."""
        return sum(line.nudged_stamps for line in self._lines.values())

    @property
    def audio_resyncs(self) -> int:
        """Times the audio had to leave its grid of whole frames."""
        return self._grid.resyncs if self._grid is not None else 0

    def receive_video(self, timestamp_ms: int, body: bytes) -> list[Unit]:
        """Take a video tag body.

        Raises:
            FlvError: It cannot be read.
            UnsupportedCodecError: The codec of a track, or a form of it, is not carried.
            TrackCountError: It begins one track more than are carried.
        """
        try:
            made = [self._translate_video(timestamp_ms, packet) for packet in read_video_tag(body) if packet.data]
        except CodecError as error:
            raise FlvError(f"A video tag cannot be read: {error}") from error
        return [unit for unit in made if unit is not None]

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

    def _translate_video(self, timestamp_ms: int, packet: VideoPacket) -> Unit | None:
        line = self._lines.get(packet.track_number) or self._begin(packet.track_number)
        return line.receive(timestamp_ms, packet)

    def _begin(self, track_number: int) -> VideoLine:
        if len(self._lines) == MAX_VIDEO_TRACKS or track_number > _MAX_TRACK_NUMBER:
            raise TrackCountError(
                f"At most {MAX_VIDEO_TRACKS} video tracks are taken, numbered up to {_MAX_TRACK_NUMBER}."
            )
        line = VideoLine(TrackId(FURTHER_VIDEO + track_number), self._timeline)
        self._lines[track_number] = line
        return line

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
