"""A keyframe as a small JPEG. Runs in the thumbnail worker."""

from fractions import Fraction

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from klieg.media.track import VideoTrack
from klieg.media.unit import Unit
from klieg.node.transcode.source_decoder import SourceDecoder

LONG_EDGE = 640
"""Pixels of the longer edge at most; smaller pictures stay as they are."""

_QUALITY = "5"
"""Quantiser of FFmpeg's JPEG encoder, 2 to 31: below 5 the files grow and nobody sees why."""
_HD_LINES = 720
"""Lines from which a picture that does not say its colour matrix is BT.709, below it BT.601 (as players guess)."""
_UNSPECIFIED = 2
_FULL_RANGE = 2
_FORMAT = "yuvj420p"


def draw_thumbnail(keyframe: Unit) -> bytes | None:
    """Return the picture of a keyframe as JPEG, None when it cannot be decoded alone."""
    assert isinstance(keyframe.track, VideoTrack), "thumbnails are made of pictures"
    decoder = SourceDecoder(keyframe.track)
    decoded = [*decoder.decode(keyframe), *decoder.flush()]
    if not decoded:
        return None
    try:
        return _encode(_shrink(decoded[0][0]))
    except (av.FFmpegError, ValueError):
        return None


def fit(width: int, height: int) -> tuple[int, int]:
    """Return the size of the thumbnail of a picture of this size: even edges, the same shape."""
    scale = min(1.0, LONG_EDGE / max(width, height))
    return _even(width * scale), _even(height * scale)


def _even(edge: float) -> int:
    return max(2, round(edge / 2) * 2)


def _shrink(frame: VideoFrame) -> VideoFrame:
    """Return the picture in the size, the matrix and the range of JPEG (JFIF 1.02: BT.601, full range)."""
    width, height = fit(frame.width, frame.height)
    matrix = frame.colorspace
    if matrix == _UNSPECIFIED:
        matrix = Colorspace.ITU709 if min(frame.width, frame.height) >= _HD_LINES else Colorspace.ITU601
    full = frame.color_range == _FULL_RANGE
    return frame.reformat(
        width=width,
        height=height,
        format=_FORMAT,
        src_colorspace=matrix,
        dst_colorspace=Colorspace.ITU601,
        src_color_range=ColorRange.JPEG if full else ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        interpolation=Interpolation.AREA,
        threads=1,
    )


def _encode(frame: VideoFrame) -> bytes:
    context = VideoCodecContext.create("mjpeg", "w")
    assert isinstance(context, VideoCodecContext), "it is an encoder of pictures"
    context.width, context.height, context.pix_fmt = frame.width, frame.height, _FORMAT
    context.time_base = Fraction(1, 1)
    context.thread_count = 1
    context.options = {"qmin": _QUALITY, "qmax": _QUALITY, "flags": "+bitexact"}
    frame.pts = 0
    return b"".join(map(bytes, [*context.encode(frame), *context.encode(None)]))
