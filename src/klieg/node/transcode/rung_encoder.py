"""Encodes one rung as H.264. Runs in the ladder worker."""

from dataclasses import replace
from fractions import Fraction

import av
import structlog
from av.codec.context import Flags
from av.codec.hwaccel import HWAccel
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from klieg.media.codecs.annex_b import split_annex_b
from klieg.media.codecs.h264 import PARAMETER_SET_TYPES, H264Configuration, nal_type
from klieg.media.codecs.nal import LENGTH_BYTES, join_nals
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import DERIVED_VIDEO, TrackId, VideoTrack
from klieg.media.unit import Unit
from klieg.node.transcode.encoders import ENCODERS, SOFTWARE, EncoderChoice
from klieg.node.transcode.rungs import DEFAULT_FRAME_RATE, Rung

_log = structlog.get_logger(__name__)

PICTURE_FORMAT = "yuv420p"
_DEVICE_FORMAT = "nv12"
_PICTURE_TYPES = frozenset({1, 5})
_TIME_BASE = Fraction(1, VIDEO_TIMESCALE)


class RungEncoder:
    """Scales and encodes pictures. Without B-frames, so ``dts`` is ``pts``; nothing is held back.

    Args:
        rung: What to make.
        choice: With which encoder; one that does not open is replaced by x264: some cards have few places.
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
            frame, self.rung.width, self.rung.height, PICTURE_FORMAT, interpolation=Interpolation.BICUBIC
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
            return open_encoder(self._choice, self.rung, frame)
        except (av.FFmpegError, ValueError, NotImplementedError) as error:
            if self._choice.name == SOFTWARE:
                raise
            _log.warning("encoder_not_available", encoder=self._choice.name, error=str(error), instead=SOFTWARE)
        return open_encoder(replace(self._choice, name=SOFTWARE), self.rung, frame)

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


def prepare_encoder(choice: EncoderChoice, rung: Rung, picture: VideoFrame) -> VideoCodecContext:
    """Return an encoder, to be opened, for a rung whose pictures have the colours of ``picture``.

    Raises:
        av.FFmpegError: there is no device for it.
        ValueError: FFmpeg's libraries here are without it, or without its kind of device.
        NotImplementedError: the same.
    """
    encoder = ENCODERS[choice.name]
    accelerator = HWAccel(encoder.device, allow_software_fallback=False) if encoder.device else None
    context = VideoCodecContext.create(encoder.name, "w", accelerator)
    assert isinstance(context, VideoCodecContext), "all are encoders of pictures"
    context.width, context.height = rung.width, rung.height
    if encoder.device:
        context.sw_format = _DEVICE_FORMAT  # what is copied to the device; PyAV makes the pool of its frames
    else:
        context.pix_fmt = PICTURE_FORMAT
    context.time_base = _TIME_BASE
    context.framerate = Fraction(rung.frame_rate or DEFAULT_FRAME_RATE).limit_denominator(1001)
    context.bit_rate = rung.bit_rate
    context.gop_size, context.max_b_frames, context.thread_count = encoder.gop_size, 0, 1
    context.color_range, context.colorspace = picture.color_range, picture.colorspace
    context.color_primaries, context.color_trc = picture.color_primaries, picture.color_trc
    context.options = encoder.choose_options(choice.preset, rung.bit_rate)
    context.flags |= Flags.global_header
    return context


def open_encoder(choice: EncoderChoice, rung: Rung, picture: VideoFrame) -> VideoCodecContext:
    """Return an open encoder, see :func:`prepare_encoder`.

    Raises:
        av.FFmpegError: it does not open here, e.g. for want of the hardware.
        ValueError: FFmpeg's libraries here are without it, or without its kind of device.
        NotImplementedError: the same.
    """
    context = prepare_encoder(choice, rung, picture)
    context.open()
    return context
