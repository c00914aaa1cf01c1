"""A rung beside FFmpeg's plain x264 at the same preset and rate: how like its source each is (SSIM)."""

from collections.abc import Sequence
from fractions import Fraction

import av
import numpy as np
from av.filter import Graph
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame

from fakes.unit_decoder import decode_video
from klieg.media.timebase import VIDEO_TIMESCALE
from klieg.media.track import VideoTrack
from klieg.node.transcode.encoders import BUFFER_S, PEAK, EncoderChoice
from klieg.node.transcode.rung_encoder import RungEncoder
from klieg.node.transcode.rungs import Rung

PRESET = "veryfast"
PICTURES = 90
RUNG = Rung(1, 284, 160, bit_rate=230_000, frame_rate=30.0, halves_rate=False)
_TICK = VIDEO_TIMESCALE // 30


def _make_pictures() -> list[VideoFrame]:
    """Return three seconds of a textured plain that drifts behind a disc that does not."""
    rng = np.random.default_rng(7)
    coarse = rng.integers(0, 256, (40, 90, 3), dtype=np.uint8)
    plain = coarse.repeat(8, axis=0).repeat(8, axis=1)
    rows, columns = np.ogrid[:180, :320]
    disc = (rows - 90) ** 2 + (columns - 160) ** 2 < 50**2
    pictures = []
    for index in range(PICTURES):
        picture = plain[index : index + 180, 2 * index : 2 * index + 320].copy()
        picture[disc] = (index, 200, 255 - index)
        frame = VideoFrame.from_ndarray(picture, "rgb24").reformat(format="yuv420p")
        frame.pts, frame.time_base = index * _TICK, Fraction(1, VIDEO_TIMESCALE)
        pictures.append(frame)
    return pictures


def _encode_plainly(pictures: Sequence[VideoFrame]) -> list[VideoFrame]:
    """Return what plain x264 makes of pictures."""
    encoder = VideoCodecContext.create("libx264", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = RUNG.width, RUNG.height, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, VIDEO_TIMESCALE), Fraction(30)
    encoder.bit_rate, encoder.gop_size, encoder.thread_count = RUNG.bit_rate, 60, 1
    rates = {"maxrate": str(round(RUNG.bit_rate * PEAK)), "bufsize": str(round(RUNG.bit_rate * BUFFER_S))}
    encoder.options = {"preset": PRESET, "sc_threshold": "0", **rates}
    packets = [packet for picture in (*pictures, None) for packet in encoder.encode(picture)]
    decoder = VideoCodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    return [frame for packet in (*packets, None) for frame in decoder.decode(packet)]


def _ssim(made: Sequence[VideoFrame], reference: Sequence[VideoFrame]) -> float:
    """Return the mean of FFmpeg's SSIM over all planes."""
    graph = Graph()
    inputs = [
        graph.add_buffer(width=RUNG.width, height=RUNG.height, format="yuv420p", time_base=Fraction(1, 30))
        for _ in range(2)
    ]
    judge, sink = graph.add("ssim"), graph.add("buffersink")
    for place, source in enumerate(inputs):
        source.link_to(judge, 0, place)
    judge.link_to(sink)
    graph.configure()
    scores = []
    for index, pair in enumerate(zip(made, reference, strict=True)):
        for frame, source in zip(pair, inputs, strict=True):
            frame.pts, frame.time_base = index, Fraction(1, 30)
            source.push(frame)
        try:
            scores.append(float(sink.pull().metadata["lavfi.ssim.All"]))
        except av.BlockingIOError:
            continue
    assert len(scores) >= PICTURES - 2
    return sum(scores) / len(scores)


def test_a_rung_is_nearly_as_like_its_source_as_what_plain_x264_makes_at_the_same_rate() -> None:
    encoder = RungEncoder(RUNG, EncoderChoice(preset=PRESET))
    scaled = [encoder.scale(picture) for picture in _make_pictures()]
    units = [unit for index, picture in enumerate(scaled) for unit in encoder.encode(picture, keyframe=index % 60 == 0)]
    track = units[0].track
    assert isinstance(track, VideoTrack)
    ours = decode_video(track, units)
    for index, picture in enumerate(scaled):
        picture.pict_type, picture.pts = PictureType.NONE, index * _TICK
    theirs = _encode_plainly(scaled)
    assert sum(len(unit.payload) for unit in units) * 8 / (PICTURES / 30) < RUNG.bit_rate * PEAK
    assert _ssim(ours, scaled) > _ssim(theirs, scaled) - 0.015, "it has neither B-frames nor lookahead"
