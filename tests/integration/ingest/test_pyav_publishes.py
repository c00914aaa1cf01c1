"""What FFmpeg 9 (PyAV 19) really sends, enhanced RTMP included, through the engine and the translator, and decoded."""

from fractions import Fraction

import av
import pytest
from av.video.stream import VideoStream

from fakes.rtmp_sink import RtmpSink
from fakes.unit_decoder import decode_audio, decode_video
from klieg.media.rtmp.events import ConnectReceived
from klieg.media.track import FURTHER_VIDEO, MAIN_VIDEO, VideoCodec

FRAMES = 45
RATE = 30
SAMPLE_RATE = 48_000
OPTIONS = {
    "libx264": {"preset": "fast", "bf": "2"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none:keyint=30:min-keyint=30:bframes=2"},
    "libsvtav1": {"preset": "12", "svtav1-params": "lookahead=0"},
}
NAMES = {
    "libx264": (VideoCodec.H264, "avc1.64"),
    "libx265": (VideoCodec.H265, "hvc1.1.6.L"),
    "libsvtav1": (VideoCodec.AV1, "av01.0."),
}


def _picture(video: VideoStream, index: int) -> av.VideoFrame:
    frame = av.VideoFrame(video.width, video.height, "yuv420p")
    for plane_index, plane in enumerate(frame.planes):
        plane.update(bytes([(index * 5 + 64 * plane_index) % 256]) * plane.buffer_size)
    frame.pts = index
    frame.time_base = Fraction(1, RATE)
    return frame


def _sound(index: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    frame.sample_rate = SAMPLE_RATE
    frame.pts = index * 1024
    frame.time_base = Fraction(1, SAMPLE_RATE)
    return frame


def _publish(url: str, codec: str, size: tuple[int, int]) -> None:
    with av.open(url, "w", format="flv") as output:
        video = output.add_stream(codec, rate=RATE, options=OPTIONS[codec])
        assert isinstance(video, VideoStream)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        video.gop_size = RATE
        audio = output.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        sounds = 0
        for index in range(FRAMES):
            output.mux(video.encode(_picture(video, index)))
            while sounds * 1024 * RATE < (index + 1) * SAMPLE_RATE:
                output.mux(audio.encode(_sound(sounds)))
                sounds += 1
        output.mux(video.encode(None))
        output.mux(audio.encode(None))


def _publish_ladder(url: str, sizes: list[tuple[int, int]]) -> None:
    with av.open(url, "w", format="flv") as output:
        pictures = []
        for width, height in sizes:
            video = output.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "sc_threshold": "0"})
            assert isinstance(video, VideoStream)
            video.width, video.height, video.pix_fmt, video.gop_size = width, height, "yuv420p", RATE
            pictures.append(video)
        for index in range(FRAMES):
            for video in pictures:
                output.mux(video.encode(_picture(video, index)))
        for video in pictures:
            output.mux(video.encode(None))


@pytest.mark.parametrize("size", [(854, 480), (406, 720)])
@pytest.mark.parametrize("codec", list(OPTIONS))
def test_each_codec_comes_through(codec: str, size: tuple[int, int]) -> None:
    with RtmpSink() as sink:
        _publish(sink.url, codec, size)
        sink.join()
    track, audio_track = sink.translator.video, sink.translator.audio
    assert track is not None
    assert audio_track is not None
    name, codec_string = NAMES[codec]
    assert track.codec is name
    assert track.codec_string.startswith(codec_string)
    assert (track.width, track.height) == size
    video = [unit for unit in sink.units if unit.track is track]
    audio = [unit for unit in sink.units if unit.track is audio_track]
    assert len(video) + len(audio) == len(sink.units)
    assert len(video) == FRAMES
    shown = sorted(video, key=lambda unit: unit.pts)
    assert [index for index, unit in enumerate(shown) if unit.keyframe] == [0, 30]
    frames = decode_video(track, video)
    assert len(frames) == FRAMES
    assert {(frame.width, frame.height) for frame in frames} == {size}
    assert [frame.pts for frame in frames] == sorted(unit.pts for unit in video)
    assert len(decode_audio(audio_track, audio)) == len(audio)


def test_several_pictures_on_one_connection_are_tracks_with_aligned_keyframes() -> None:
    sizes = [(640, 360), (320, 180), (160, 90)]
    with RtmpSink() as sink:
        _publish_ladder(sink.url, sizes)
        sink.join()
    tracks = {unit.track.id: unit.track for unit in sink.units if unit.track.kind == "video"}
    assert [(track.width, track.height) for track in tracks.values()] == sizes
    assert list(tracks) == [MAIN_VIDEO, FURTHER_VIDEO + 1, FURTHER_VIDEO + 2]
    for track in tracks.values():
        units = [unit for unit in sink.units if unit.track is track]
        assert [unit.pts for unit in units if unit.keyframe] == [0, 90_000]
        frames = decode_video(track, units)
        assert len(frames) == FRAMES
        assert {(frame.width, frame.height) for frame in frames} == {(track.width, track.height)}
    assert sink.translator.nudged_stamps == 0


def test_ffmpeg_9_says_what_it_can_and_hears_what_we_can() -> None:
    with RtmpSink() as sink:
        _publish(sink.url, "libx264", (160, 120))
        sink.join()
    connect = sink.events[0]
    assert isinstance(connect, ConnectReceived)
    assert connect.app == "live"
    assert str(sink.metadata.values["encoder"]).startswith("Lavf63")
