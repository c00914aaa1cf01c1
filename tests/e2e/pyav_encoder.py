"""``python pyav_encoder.py URL``: publish a moving picture and a tone with PyAV until SIGINT."""

import signal
import sys
import time
from fractions import Fraction

import av
import numpy as np

WIDTH, HEIGHT, FRAME_RATE, SAMPLE_RATE, SAMPLES = 640, 360, 30, 48_000, 1024


def main(url: str) -> None:
    """Publish to ``url`` in real time."""
    running = [True]
    signal.signal(signal.SIGINT, lambda *_: running.clear())
    with av.open(url, "w", format="flv") as output:
        video = output.add_stream("libx264", rate=FRAME_RATE, options={"preset": "ultrafast", "tune": "zerolatency"})
        video.width, video.height, video.pix_fmt, video.gop_size = WIDTH, HEIGHT, "yuv420p", FRAME_RATE
        audio = output.add_stream("aac", rate=SAMPLE_RATE)
        audio.layout = "stereo"
        began, frames, samples = time.monotonic(), 0, 0
        while running:
            frame = av.VideoFrame.from_ndarray(picture(frames), format="rgb24")
            frame.pts, frame.time_base = frames, Fraction(1, FRAME_RATE)
            output.mux(video.encode(frame))
            frames += 1
            while samples * FRAME_RATE < frames * SAMPLE_RATE:
                sound = av.AudioFrame.from_ndarray(tone(samples), format="fltp", layout="stereo")
                sound.pts, sound.sample_rate, sound.time_base = samples, SAMPLE_RATE, Fraction(1, SAMPLE_RATE)
                output.mux(audio.encode(sound))
                samples += SAMPLES
            time.sleep(max(0.0, began + frames / FRAME_RATE - time.monotonic()))


def picture(number: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return a gradient with a bar that moves."""
    image = np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)
    image[:, :, 1] = np.linspace(60, 200, WIDTH, dtype=np.uint8)
    left = number * 8 % (WIDTH - 40)
    image[:, left : left + 40] = 255
    return image


def tone(start: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Return a frame of a 330 Hz tone."""
    phase = 2 * np.pi * 330 * (start + np.arange(SAMPLES)) / SAMPLE_RATE
    return np.tile((0.1 * np.sin(phase)).astype(np.float32), (2, 1))


if __name__ == "__main__":
    main(sys.argv[1])
