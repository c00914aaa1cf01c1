"""Publishes a picture with a clock in it: 720p30 H.264 (x264 superfast, zerolatency, GOP 1 s or as told) and AAC tone.

With ``--small`` it is 360p30, for runs where several players decode on the same machine. With ``--whip KEY`` it
publishes by WHIP (FFmpeg's muxer, constrained baseline and Opus) instead of RTMP.

``python -m perf.instruments.clock_encoder rtmp://…`` prints ``ready`` when on the air and publishes until its
standard input ends. The clock says when the picture was drawn, so the encoder's own time counts as latency.
"""

import argparse
import math
import sys
import threading
import time
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

from perf.instruments import clock_strip

RATE = 30
_SAMPLE_RATE = 48_000
_AUDIO_BIT_RATE = 128_000


@dataclass(frozen=True)
class Format:
    """Size of the picture in pixels, its video bit rate, and frames from keyframe to keyframe."""

    width: int = 1280
    height: int = 720
    bit_rate: int = 2_500_000
    gop: int = RATE


@dataclass(frozen=True)
class Output:
    """Where it goes: an address, FFmpeg's muxer with its options, and the sound's encoder with samples a frame."""

    url: str
    muxer: str
    options: dict[str, str]
    sound: str
    samples: int
    profile: str

    @classmethod
    def rtmp(cls, url: str) -> "Output":
        """Publish by RTMP as OBS does."""
        return cls(url, "flv", {"flush_packets": "1", "rtmp_live": "live"}, "aac", 1024, "high")

    @classmethod
    def whip(cls, url: str, stream_key: str) -> "Output":
        """Publish by WHIP as OBS does."""
        return cls(url, "whip", {"authorization": stream_key}, "libopus", 960, "baseline")


class Picture:
    """A grey gradient with a bar that moves, a band of noise that gives the coder work, and the clock."""

    def __init__(self, shape: Format) -> None:
        self._shape = shape
        self._row = np.linspace(40, 200, shape.width, dtype=np.uint8)
        self._plane = np.full((shape.height * 3 // 2, shape.width), 128, dtype=np.uint8)
        self._plane[: shape.height] = self._row
        dice = np.random.default_rng(0)
        size = (shape.height * 2 // 15, shape.width)
        self._noise = [dice.integers(110, 146, size, dtype=np.uint8) for _ in range(8)]

    def draw(self, number: int, milliseconds: int) -> av.VideoFrame:
        """Return frame ``number`` saying ``milliseconds``."""
        width, height = self._shape.width, self._shape.height
        luma = self._plane[:height]
        noise = self._noise[number % len(self._noise)]
        luma[-len(noise) :] = noise
        bar = luma[height // 2 : height // 2 + height // 9]
        bar[:] = self._row
        left = number * 8 % (width - 80)
        bar[:, left : left + 80] = 235
        clock_strip.draw(luma, milliseconds)
        frame = av.VideoFrame.from_ndarray(self._plane, format="yuv420p")
        frame.pts = number
        return frame


def make_tone(number: int, length: int) -> av.AudioFrame:
    """Return ``length`` samples, the ``number``-th such frame, of a quiet 440 Hz tone."""
    moments = (np.arange(length) + number * length) * (2 * math.pi * 440 / _SAMPLE_RATE)
    samples: npt.NDArray[np.float32] = (0.05 * np.sin(moments)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(np.stack([samples, samples]), format="fltp", layout="stereo")
    frame.sample_rate = _SAMPLE_RATE
    frame.pts = number * length
    return frame


def _add_streams(container: OutputContainer, shape: Format, output: Output) -> tuple[VideoStream, AudioStream]:
    video = container.add_stream("libx264", rate=RATE)
    video.width, video.height, video.pix_fmt = shape.width, shape.height, "yuv420p"
    video.bit_rate = shape.bit_rate
    video.codec_context.time_base = Fraction(1, RATE)
    video.codec_context.gop_size = shape.gop
    video.options = {
        "preset": "superfast",
        "tune": "zerolatency",
        "profile": output.profile,
        "sc_threshold": "0",
        "threads": "1",
    }
    audio = container.add_stream(output.sound, rate=_SAMPLE_RATE, layout="stereo")
    assert isinstance(audio, AudioStream), "both encoders are of sound"
    audio.bit_rate = _AUDIO_BIT_RATE
    return video, audio


def publish(output: Output, shape: Format, stop: threading.Event) -> None:
    """Publish until ``stop`` is set; print ``ready`` after the first second."""
    picture = Picture(shape)
    with av.open(output.url, "w", format=output.muxer, options=output.options) as container:
        video, audio = _add_streams(container, shape, output)
        begin = time.monotonic()
        tones = 0
        for number in range(sys.maxsize):
            time.sleep(max(0.0, begin + number / RATE - time.monotonic()))
            # The muxer holds a picture back until it has later sound.
            while (tones - 1) * output.samples / _SAMPLE_RATE <= number / RATE:
                container.mux(audio.encode(make_tone(tones, output.samples)))
                tones += 1
            container.mux(video.encode(picture.draw(number, time.time_ns() // 1_000_000)))
            if number == 0:
                print("ready", flush=True)
            if stop.is_set():
                return


def main() -> None:
    """Run from a command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--gop", type=int, default=RATE, help="frames from keyframe to keyframe")
    parser.add_argument("--small", action="store_true", help="360p at 0.7 Mb/s")
    parser.add_argument("--whip", metavar="KEY", help="publish by WHIP with this stream key")
    given = parser.parse_args()
    shape = Format(640, 360, 700_000, given.gop) if given.small else Format(gop=given.gop)
    stop = threading.Event()

    def await_end() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=await_end, daemon=True).start()
    publish(Output.whip(given.url, given.whip) if given.whip else Output.rtmp(given.url), shape, stop)


if __name__ == "__main__":
    main()
