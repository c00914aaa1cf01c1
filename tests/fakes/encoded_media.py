"""Short real streams, encoded when a test asks for them: a moving bar and a tone."""

import io
from dataclasses import dataclass
from functools import cache

import av
import numpy as np

from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, AudioCodec, AudioTrack, VideoCodec, VideoTrack
from klieg.media.unit import Unit

FRAME_RATE = 30
SAMPLE_RATE = 48_000
TICKS = 90_000
START = 5 * TICKS

_ENCODERS = {VideoCodec.H264: "libx264", VideoCodec.H265: "libx265", VideoCodec.AV1: "libsvtav1"}
_OPTIONS = {
    VideoCodec.H264: {"preset": "veryfast", "sc_threshold": "0"},
    VideoCodec.H265: {"preset": "ultrafast", "x265-params": "log-level=none:pools=1"},
    VideoCodec.AV1: {"preset": "13", "svtav1-params": "lp=1:pred-struct=1"},
}
_CODEC_STRINGS = {VideoCodec.H264: "avc1.640000", VideoCodec.H265: "hvc1.1.6.L30.90", VideoCodec.AV1: "av01.0.00M.08"}


@dataclass(frozen=True)
class EncodedMedia:
    """One stream: its tracks and its units in the order an encoder sends them."""

    video: VideoTrack
    audio: AudioTrack
    units: tuple[Unit, ...]

    def of(self, track: VideoTrack | AudioTrack) -> list[Unit]:
        return [unit for unit in self.units if unit.track is track]


@cache
def encode(
    codec: VideoCodec = VideoCodec.H264,
    *,
    size: tuple[int, int] = (178, 102),
    seconds: float = 3.0,
    b_frames: int = 0,
    gop_frames: int = 30,
    pixel_format: str = "yuv420p",
) -> EncodedMedia:
    """Encode a stream whose stamps start at five seconds, video in 90 kHz and audio in its sample rate."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        video = container.add_stream(_ENCODERS[codec], rate=FRAME_RATE)
        assert isinstance(video, av.VideoStream)
        video.width, video.height = size
        video.pix_fmt = pixel_format
        video.options = {**_OPTIONS[codec], "g": str(gop_frames), "bf": str(b_frames)}
        if codec is VideoCodec.H265:
            video.codec_context.codec_tag = "hvc1"
        audio = container.add_stream("aac", rate=SAMPLE_RATE)
        audio.layout = "stereo"
        for index in range(round(seconds * FRAME_RATE)):
            container.mux(video.encode(_picture(index, *size)))
        container.mux(video.encode(None))
        for start in range(0, round(seconds * SAMPLE_RATE), 1024):
            container.mux(audio.encode(_tone(start)))
        container.mux(audio.encode(None))
    file.seek(0)
    return _demux(file, codec)


def _picture(index: int, width: int, height: int) -> av.VideoFrame:
    picture = np.zeros((height, width, 3), np.uint8)
    left = index * 3 % width
    picture[:, left : left + 12] = (255, 200, index % 256)
    frame = av.VideoFrame.from_ndarray(picture, "rgb24")
    frame.pts = index
    return frame


def _tone(start: int) -> av.AudioFrame:
    time = (np.arange(1024) + start) / SAMPLE_RATE
    wave = (0.2 * np.sin(2 * np.pi * 440 * time)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts = SAMPLE_RATE, start
    return frame


def _demux(file: io.BytesIO, codec: VideoCodec) -> EncodedMedia:
    timed: list[tuple[float, Unit]] = []
    with av.open(file, "r") as container:
        pictures, sound = container.streams.video[0], container.streams.audio[0]
        context = pictures.codec_context
        configuration = bytes(context.extradata or b"")
        video = VideoTrack(
            MAIN_VIDEO,
            codec,
            configuration,
            _CODEC_STRINGS[codec],
            context.width,
            context.height,
            float(FRAME_RATE),
            TICKS,
        )
        specific = bytes(sound.codec_context.extradata or b"")
        audio = AudioTrack(MAIN_AUDIO, AudioCodec.AAC, specific, "mp4a.40.2", SAMPLE_RATE, 2, 1024, SAMPLE_RATE)
        for packet in container.demux(pictures, sound):
            if packet.dts is None or packet.pts is None or packet.time_base is None:
                continue
            track: VideoTrack | AudioTrack = video if packet.stream is pictures else audio
            scale = packet.time_base * track.timescale
            start = START * track.timescale // TICKS
            pts, dts = start + round(packet.pts * scale), start + round(packet.dts * scale)
            key = packet.is_keyframe or track is audio
            timed.append((float(packet.dts * packet.time_base), Unit(track, pts, dts, key, bytes(packet))))
    timed.sort(key=lambda entry: entry[0])
    return EncodedMedia(video, audio, tuple(unit for _, unit in timed))
