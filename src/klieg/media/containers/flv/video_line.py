"""One video track of a publish, from what its tags say to units."""

from klieg.media.containers.flv.packet import PacketKind, VideoPacket
from klieg.media.containers.flv.timeline import Timeline, TrackClock
from klieg.media.containers.flv.video_format import H264, H265, Av1Format, Frame, NalFormat, VideoFormat
from klieg.media.containers.flv.video_tag import AV1, AVC, HEVC
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import TrackId, VideoTrack
from klieg.media.unit import Unit

_TICKS_PER_MS = VIDEO_TIMESCALE // 1000


class VideoLine:
    """Takes the packets of one track number.

    Args:
        track_id: What its units say they are of.
        timeline: Shared by all tracks of the publish.

    Attributes:
        track: Latest parameters; a change makes a new object with the same id, a repetition keeps the object.
        nudged_stamps: Units whose decoding time was equal to or before the one in front and was moved behind it, or
            whose presentation time was before their decoding time.
    """

    def __init__(self, track_id: TrackId, timeline: Timeline) -> None:
        self.track: VideoTrack | None = None
        self.nudged_stamps = 0
        self._track_id = track_id
        self._clock = TrackClock(timeline)
        self._fourcc = b""
        self._format: VideoFormat | None = None
        self._last_dts = -1

    def receive(self, timestamp_ms: int, packet: VideoPacket) -> Unit | None:
        """Take a configuration or a frame; return the unit it makes, if it makes one.

        Raises:
            CodecError: It cannot be read.
        """
        codec = self._format if packet.fourcc == self._fourcc else None
        codec = codec or self._new_format(packet.fourcc)
        frame: Frame | None = None
        if packet.kind is PacketKind.CONFIGURATION:
            codec.receive_configuration(packet.data)
        else:
            frame = codec.receive_frame(packet.data)
            if codec.track is None:
                return None
        self._format, self._fourcc = codec, packet.fourcc
        self.track = codec.track
        return None if frame is None else self._stamp(timestamp_ms, packet, frame)

    def _stamp(self, timestamp_ms: int, packet: VideoPacket, frame: Frame) -> Unit:
        track = self.track
        assert track is not None, "a format that gives a frame knows its track"
        wanted = self._clock.place(timestamp_ms) * _TICKS_PER_MS
        wanted += packet.nano_offset * VIDEO_TIMESCALE // 1_000_000_000
        dts = max(wanted, self._last_dts + 1)
        composed = wanted + packet.composition_ms * _TICKS_PER_MS
        pts = max(composed, dts)
        self.nudged_stamps += dts != wanted or pts != composed
        self._last_dts = dts
        return Unit(track, pts, dts, frame.keyframe, frame.payload)

    def _new_format(self, fourcc: bytes) -> VideoFormat:
        if fourcc == AV1:
            return Av1Format(self._track_id)
        assert fourcc in {AVC, HEVC}, "video tags of other codecs are refused where they are read"
        return NalFormat(H264 if fourcc == AVC else H265, self._track_id)
