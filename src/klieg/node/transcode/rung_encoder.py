"""Encodes one rung as H.264. Runs in the ladder worker."""

from dataclasses import dataclass
from fractions import Fraction

import av
import structlog
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from klieg.media.codecs.annex_b import split_annex_b
from klieg.media.codecs.h264 import PARAMETER_SET_TYPES, H264Configuration, nal_type
from klieg.media.codecs.nal import LENGTH_BYTES, join_nals
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import DERIVED_VIDEO, TrackId, VideoTrack
from klieg.media.unit import Unit
from klieg.node.transcode.rungs import DEFAULT_FRAME_RATE, Rung

_log = structlog.get_logger(__name__)

SOFTWARE = "libx264"
PEAK = 1.1
"""Most bits a second over the buffer, as a multiple of the rung's rate."""
BUFFER_S = 1.5
"""The buffer of the rate control: how long a rung may be above its rate."""
ENDLESS_GOP = 1_000_000
"""Pictures between keyframes of the encoder's own choice: it has none, keyframes are where the source has them."""

_PICTURE_TYPES = frozenset({1, 5})
_TIME_BASE = Fraction(1, VIDEO_TIMESCALE)
_OPTIONS = {
    SOFTWARE: {"tune": "zerolatency", "forced-idr": "1", "sc_threshold": "0", "profile": "high"},
    "h264_nvenc": {"tune": "ull", "zerolatency": "1", "forced-idr": "1", "no-scenecut": "1", "rc": "vbr"},
    "h264_vaapi": {"idr_interval": "0", "rc_mode": "VBR"},
}
_TAKES_PRESETS = frozenset({SOFTWARE})


@dataclass(frozen=True, slots=True)
class EncoderChoice:
    """Which encoder makes the rungs.

    Attributes:
        name: As FFmpeg calls it.
        preset: Effort, of x264.
    """

    name: str = SOFTWARE
    preset: str = "veryfast"


class RungEncoder:
    """Scales and encodes pictures. Without B-frames, so ``dts`` is ``pts``; nothing is held back.

    Args:
        rung: What to make.
        choice: With which encoder; one that does not open here is replaced by x264.
    """

    def __init__(self, rung: Rung, choice: EncoderChoice) -> None:
        self.rung = rung
        self._choice = choice
        self._reformatter = VideoReformatter()
        self._context: VideoCodecContext | None = None
        self._track: VideoTrack | None = None

    @property
    def began(self) -> bool:
        """Whether a picture was encoded: the first is a keyframe."""
        return self._context is not None

    def scale(self, frame: VideoFrame) -> VideoFrame:
        """Return a picture in the rung's size, with the time of ``frame``."""
        scaled = self._reformatter.reformat(
            frame, self.rung.width, self.rung.height, "yuv420p", interpolation=Interpolation.BICUBIC
        )
        scaled.pts, scaled.time_base = frame.pts, _TIME_BASE
        return scaled

    def encode(self, frame: VideoFrame, *, keyframe: bool) -> list[Unit]:
        """Return the units of a scaled picture that comes after all before."""
        frame.pict_type = PictureType.I if keyframe else PictureType.NONE
        context = self._context = self._context or self._open(frame)
        return [unit for packet in context.encode(frame) if (unit := self._receive_packet(packet)) is not None]

    def _open(self, frame: VideoFrame) -> VideoCodecContext:
        try:
            return self._open_as(self._choice.name, frame)
        except (av.FFmpegError, ValueError) as error:
            if self._choice.name == SOFTWARE:
                raise
            _log.warning("encoder_not_available", encoder=self._choice.name, error=str(error), instead=SOFTWARE)
        return self._open_as(SOFTWARE, frame)

    def _open_as(self, name: str, frame: VideoFrame) -> VideoCodecContext:
        context = VideoCodecContext.create(name, "w")
        assert isinstance(context, VideoCodecContext), "all are codecs of pictures"
        rung = self.rung
        context.width, context.height, context.pix_fmt = rung.width, rung.height, "yuv420p"
        context.time_base = _TIME_BASE
        context.framerate = Fraction(rung.frame_rate or DEFAULT_FRAME_RATE).limit_denominator(1001)
        context.bit_rate = rung.bit_rate
        context.gop_size, context.max_b_frames, context.thread_count = ENDLESS_GOP, 0, 1
        context.color_range, context.colorspace = frame.color_range, frame.colorspace
        context.color_primaries, context.color_trc = frame.color_primaries, frame.color_trc
        context.options = {
            **_OPTIONS[name],
            **({"preset": self._choice.preset} if name in _TAKES_PRESETS else {}),
            "maxrate": str(round(rung.bit_rate * PEAK)),
            "bufsize": str(round(rung.bit_rate * BUFFER_S)),
        }
        context.flags |= Flags.global_header
        context.open()
        return context

    def _receive_packet(self, packet: "av.Packet[av.VideoStream]") -> Unit | None:
        nals = split_annex_b(bytes(packet))
        track = self._track = self._track or self._describe(nals)
        payload = join_nals(nal for nal in nals if nal_type(nal[0]) in _PICTURE_TYPES)
        if len(payload) <= LENGTH_BYTES or packet.pts is None:
            return None
        return Unit(track, packet.pts, packet.pts, packet.is_keyframe, payload)

    def _describe(self, nals: list[bytes]) -> VideoTrack:
        """Return the track by the parameter sets of the encoder's header, or of its first picture."""
        assert self._context is not None, "packets come out of an encoder"
        sets = dict.fromkeys(
            nal
            for nal in (*split_annex_b(bytes(self._context.extradata or b"")), *nals)
            if nal_type(nal[0]) in PARAMETER_SET_TYPES
        )
        sps, pps = (tuple(nal for nal in sets if nal_type(nal[0]) == kind) for kind in (7, 8))
        return H264Configuration(LENGTH_BYTES, sps, pps).track(TrackId(DERIVED_VIDEO + self.rung.number))
