"""Containers that PyAV writes into memory, demuxed and decoded again."""

import io
from fractions import Fraction
from itertools import pairwise
from typing import Any

import av
import pytest

from klieg.media.track import AudioTrack, VideoTrack
from klieg.media.unit import Unit
from klieg.node.ingest.demuxing import Demuxer, DemuxError

FRAMES, RATE, SAMPLE_RATE = 30, 15, 48_000


def make(container: str, video: str | None = "libx264", audio: str | None = "aac") -> io.BytesIO:
    """Two seconds, B-frames included."""
    made = io.BytesIO()
    with av.open(made, "w", format=container) as output:
        streams: list[Any] = []
        if video is not None:
            picture: Any = output.add_stream(video, rate=RATE, width=160, height=96, pix_fmt="yuv420p")
            picture.gop_size = RATE
            streams.append((picture, _pictures()))
        if audio is not None:
            streams.append((output.add_stream(audio, rate=SAMPLE_RATE, layout="stereo"), _sounds()))
        for stream, frames in streams:
            for frame in (*frames, None):
                output.mux(stream.encode(frame))
    made.seek(0)
    return made


def _pictures() -> list[av.VideoFrame]:
    frames = []
    for number in range(FRAMES):
        frame = av.VideoFrame(160, 96, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([number * 7 % 256]) * plane.buffer_size)
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        frames.append(frame)
    return frames


def _sounds() -> list[av.AudioFrame]:
    frames = []
    for number in range(SAMPLE_RATE * 2 // 1024):
        frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, number * 1024, Fraction(1, SAMPLE_RATE)
        frames.append(frame)
    return frames


def read(source: io.BytesIO) -> tuple[list[Unit], list[Unit]]:
    with av.open(source, "r") as container:
        units = list(Demuxer(container).read())
    return [u for u in units if u.track.kind == "video"], [u for u in units if u.track.kind == "audio"]


@pytest.mark.parametrize("container", ["mpegts", "mp4", "flv", "matroska"])
def test_both_forms_of_h264_and_aac_come_out_alike(container: str) -> None:
    video, audio = read(make(container))
    assert len(video) == FRAMES
    assert [index for index, unit in enumerate(sorted(video, key=lambda unit: unit.pts)) if unit.keyframe] == [0, 15]
    assert all(unit.pts >= unit.dts >= 0 for unit in video)
    track = video[0].track
    assert isinstance(track, VideoTrack)
    assert (track.width, track.height, track.codec_string[:5]) == (160, 96, "avc1.")
    assert {unit.track.id for unit in video} == {track.id}
    sound = audio[0].track
    assert isinstance(sound, AudioTrack)
    assert (sound.sample_rate, sound.channels, sound.frame_samples) == (SAMPLE_RATE, 2, 1024)
    assert {after.pts - before.pts for before, after in pairwise(audio)} == {1024}


def test_one_alone_is_taken() -> None:
    assert len(read(make("mpegts", audio=None))[0]) == FRAMES
    assert len(read(make("mpegts", video=None))[1]) > 80


@pytest.mark.parametrize(
    ("video", "audio", "said"), [("mpeg2video", "aac", "send H.264"), ("libx264", "mp2", "send AAC")]
)
def test_other_codecs_are_refused_by_name(video: str, audio: str, said: str) -> None:
    with pytest.raises(DemuxError, match=said) as caught:
        read(make("mpegts", video, audio))
    assert caught.value.code == "unsupported_codec"
