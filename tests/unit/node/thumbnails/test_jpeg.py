"""A keyframe as JPEG: of any codec, in its shape, in its colours."""

import io
from dataclasses import replace
from fractions import Fraction

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from fakes.encoded_media import encode
from klieg.media.track import MAIN_VIDEO, VideoCodec, VideoTrack
from klieg.media.unit import Unit
from klieg.node.thumbnails.jpeg import LONG_EDGE, draw_thumbnail, fit

COLOUR = (200, 60, 40)
"""An orange red: with the wrong matrix green is off by 20."""


def open_picture(data: bytes | None) -> Image.Image:
    assert data is not None
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "JPEG"
    return picture.convert("RGB")


def keyframe_of(codec: VideoCodec, b_frames: int = 0) -> Unit:
    media = encode(codec, seconds=1.0, b_frames=b_frames)
    return next(unit for unit in media.of(media.video) if unit.keyframe)


@pytest.mark.parametrize("codec", list(VideoCodec))
def test_the_keyframe_of_each_codec_becomes_a_picture(codec: VideoCodec) -> None:
    picture = open_picture(draw_thumbnail(keyframe_of(codec)))
    assert picture.size == (178, 102)
    left, right = picture.getpixel((4, 50)), picture.getpixel((100, 50))
    assert left == pytest.approx((255, 200, 0), abs=40)
    assert right == pytest.approx((0, 0, 0), abs=20)


def test_a_keyframe_that_a_decoder_holds_back_for_b_frames_comes_out() -> None:
    open_picture(draw_thumbnail(keyframe_of(VideoCodec.H264, b_frames=3)))


@pytest.mark.parametrize(
    ("source", "thumbnail"),
    [
        ((1920, 1080), (640, 360)),
        ((1080, 1920), (360, 640)),
        ((640, 640), (640, 640)),
        ((320, 180), (320, 180)),
        ((4096, 2), (640, 2)),
        ((177, 101), (176, 100)),
    ],
)
def test_the_shape_is_kept_and_nothing_is_enlarged(source: tuple[int, int], thumbnail: tuple[int, int]) -> None:
    assert fit(*source) == thumbnail
    assert max(thumbnail) <= LONG_EDGE


@pytest.mark.parametrize(
    ("size", "matrix", "said", "colour_range"),
    [
        ((1280, 720), Colorspace.ITU709, True, ColorRange.MPEG),
        ((1280, 720), Colorspace.ITU709, False, ColorRange.MPEG),
        ((320, 180), Colorspace.ITU601, False, ColorRange.MPEG),
        ((320, 180), Colorspace.ITU709, True, ColorRange.JPEG),
    ],
)
def test_the_colours_are_those_of_the_stream(
    size: tuple[int, int],
    matrix: Colorspace,
    said: bool,  # noqa: FBT001 - a column of the table
    colour_range: ColorRange,
) -> None:
    keyframe = plain_keyframe(size, matrix, said=said, colour_range=colour_range)
    picture = open_picture(draw_thumbnail(keyframe))
    middle = picture.getpixel((picture.width // 2, picture.height // 2))
    assert middle == pytest.approx(COLOUR, abs=6)


def test_what_cannot_be_decoded_is_no_picture() -> None:
    keyframe = keyframe_of(VideoCodec.H264)
    assert draw_thumbnail(replace(keyframe, payload=b"\x00\x00\x00\x04\x65\xff\xff\xff")) is None
    assert draw_thumbnail(replace(keyframe, payload=b"")) is None


def plain_keyframe(size: tuple[int, int], matrix: Colorspace, *, said: bool, colour_range: ColorRange) -> Unit:
    """A picture of one colour, encoded with a matrix and a range that the stream names or does not."""
    full = np.full((size[1], size[0], 3), COLOUR, np.uint8)
    frame = av.VideoFrame.from_ndarray(full, "rgb24").reformat(
        format="yuv420p", dst_colorspace=matrix, src_color_range=ColorRange.JPEG, dst_color_range=colour_range
    )
    context = av.VideoCodecContext.create("libx264", "w")
    context.width, context.height, context.pix_fmt = *size, "yuv420p"
    context.time_base, context.framerate = Fraction(1, 30), Fraction(30)
    context.options = {"preset": "ultrafast", "x264-params": "log-level=none"}
    if said:
        context.colorspace = {Colorspace.ITU709: 1, Colorspace.ITU601: 6}[matrix]
        context.color_range = colour_range
    context.flags |= av.codec.context.Flags.global_header
    frame.pts, frame.time_base = 0, Fraction(1, 30)
    packets = [*context.encode(frame), *context.encode(None)]
    track = VideoTrack(MAIN_VIDEO, VideoCodec.H264, bytes(context.extradata or b""), "avc1.64001f", *size, 30.0, 90_000)
    return Unit(track, 0, 0, keyframe=True, payload=bytes(packets[0]))
