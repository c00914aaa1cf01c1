"""Publishes a picture with a clock in it: 720p30 H.264 (x264 superfast, zerolatency, GOP 1 s or as told) and AAC tone.

``python -m perf.instruments.clock_encoder rtmp://…`` prints ``ready`` when on the air and publishes until its
standard input ends. The clock says when the picture was drawn, so the encoder's own time counts as latency.
"""

import argparse
import math
import sys
import threading
import time
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

from perf.instruments import clock_strip

WIDTH, HEIGHT, RATE = 1280, 720, 30
_SAMPLE_RATE, _SAMPLES = 48_000, 1024
_NOISE_ROWS = 96
_VIDEO_BIT_RATE, _AUDIO_BIT_RATE = 2_500_000, 128_000


class Picture:
    """A grey gradient with a bar that moves, a band of noise that gives the coder work, and the clock."""

    def __init__(self) -> None:
        row = np.linspace(40, 200, WIDTH, dtype=np.uint8)
        self._plane = np.full((HEIGHT * 3 // 2, WIDTH), 128, dtype=np.uint8)
        self._plane[:HEIGHT] = row
        self._row = row
        dice = np.random.default_rng(0)
        self._noise = [dice.integers(110, 146, (_NOISE_ROWS, WIDTH), dtype=np.uint8) for _ in range(8)]

    def draw(self, number: int, milliseconds: int) -> av.VideoFrame:
        """Return frame ``number`` saying ``milliseconds``."""
        luma = self._plane[:HEIGHT]
        luma[360:440] = self._row
        luma[-_NOISE_ROWS:] = self._noise[number % len(self._noise)]
        left = number * 8 % (WIDTH - 80)
        luma[360:440, left : left + 80] = 235
        clock_strip.draw(luma, milliseconds)
        frame = av.VideoFrame.from_ndarray(self._plane, format="yuv420p")
        frame.pts = number
        return frame


def make_tone(number: int) -> av.AudioFrame:
    """Return the AAC frame's worth of samples ``number`` of a quiet 440 Hz tone."""
    moments = (np.arange(_SAMPLES) + number * _SAMPLES) * (2 * math.pi * 440 / _SAMPLE_RATE)
    samples: npt.NDArray[np.float32] = (0.05 * np.sin(moments)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(np.stack([samples, samples]), format="fltp", layout="stereo")
    frame.sample_rate = _SAMPLE_RATE
    frame.pts = number * _SAMPLES
    return frame


def _add_streams(container: OutputContainer, gop: int) -> tuple[VideoStream, AudioStream]:
    video = container.add_stream("libx264", rate=RATE)
    video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    video.bit_rate = _VIDEO_BIT_RATE
    video.codec_context.time_base = Fraction(1, RATE)
    video.codec_context.gop_size = gop
    video.options = {"preset": "superfast", "tune": "zerolatency", "sc_threshold": "0", "threads": "1"}
    audio = container.add_stream("aac", rate=_SAMPLE_RATE, layout="stereo")
    audio.bit_rate = _AUDIO_BIT_RATE
    return video, audio


def publish(url: str, gop: int, stop: threading.Event) -> None:
    """Publish to ``url`` until ``stop`` is set; print ``ready`` after the first second."""
    picture = Picture()
    with av.open(url, "w", format="flv", options={"flush_packets": "1", "rtmp_live": "live"}) as container:
        video, audio = _add_streams(container, gop)
        begin = time.monotonic()
        tones = 0
        for number in range(sys.maxsize):
            time.sleep(max(0.0, begin + number / RATE - time.monotonic()))
            while tones * _SAMPLES / _SAMPLE_RATE <= number / RATE:
                container.mux(audio.encode(make_tone(tones)))
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
    given = parser.parse_args()
    stop = threading.Event()

    def await_end() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=await_end, daemon=True).start()
    publish(given.url, given.gop, stop)


if __name__ == "__main__":
    main()
