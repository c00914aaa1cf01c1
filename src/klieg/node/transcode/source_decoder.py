"""Decodes a publisher's picture, once for all rungs. Runs in the ladder worker."""

from fractions import Fraction

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import VideoCodec, VideoTrack
from klieg.media.unit import Unit

_DECODERS = {VideoCodec.H264: "h264", VideoCodec.H265: "hevc", VideoCodec.AV1: "libdav1d"}
_TIME_BASE = Fraction(1, VIDEO_TIMESCALE)
MAX_KEYFRAMES_UNDER_WAY = 64
"""Keyframes between the decoder's input and its output; one that never comes out is forgotten after so many."""


class SourceDecoder:
    """Decodes units of one track under one set of parameters.

    Args:
        track: Theirs.

    Attributes:
        broken_units: Units that could not be decoded.
    """

    def __init__(self, track: VideoTrack) -> None:
        context = VideoCodecContext.create(_DECODERS[track.codec], "r")
        assert isinstance(context, VideoCodecContext), "all are codecs of pictures"
        context.extradata = track.configuration
        context.thread_count = 1  # threads that decode whole pictures at a time hold back as many
        if track.codec is VideoCodec.AV1:
            context.options = {"framethreads": "1"}
        context.open()
        self._context = context
        self._keyframes: dict[int, None] = {}
        self._began = False
        self.broken_units = 0

    def decode(self, unit: Unit) -> list[tuple[VideoFrame, bool]]:
        """Return the pictures that can be shown next, each with whether it is one of the source's keyframes.

        Their ``pts`` are those of their units. Units before the first keyframe are left.
        """
        if unit.keyframe:
            self._began = True
            self._keyframes[unit.pts] = None
            if len(self._keyframes) > MAX_KEYFRAMES_UNDER_WAY:
                del self._keyframes[next(iter(self._keyframes))]
        elif not self._began:
            return []
        packet = av.Packet(unit.payload)
        packet.pts, packet.dts, packet.time_base = unit.pts, unit.dts, _TIME_BASE
        try:
            frames = self._context.decode(packet)
        except av.FFmpegError:
            self.broken_units += 1
            return []
        return self._mark(frames)

    def flush(self) -> list[tuple[VideoFrame, bool]]:
        """Return the pictures that were held back for their order. The decoder is of no use afterwards."""
        try:
            return self._mark(self._context.decode(None))
        except av.FFmpegError:
            return []

    def _mark(self, frames: list[VideoFrame]) -> list[tuple[VideoFrame, bool]]:
        marked: list[tuple[VideoFrame, bool]] = []
        for frame in frames:
            pts = frame.pts
            if pts is None:
                continue
            keyframe = pts in self._keyframes
            if keyframe:
                del self._keyframes[pts]
            marked.append((frame, keyframe))
        return marked
