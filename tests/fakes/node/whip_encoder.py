"""An encoder that publishes by WHIP as OBS does: FFmpeg's muxer inside PyAV, in a process of its own.

``python -m fakes.node.whip_encoder <url> <stream key> [seconds] [picture] [sound]``
"""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import AsyncIterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE = 30
SAMPLE_RATE = 48_000
FRAME_SAMPLES = 960
ATTEMPTS = 6


def publish(
    url: str, stream_key: str, seconds: float, *, size: tuple[int, int] = (320, 240), sound: bool = True
) -> None:
    """Publish a moving picture with a keyframe a second, and a tone, at their own pace."""
    with av.open(url, "w", format="whip", options={"authorization": stream_key}) as out:
        options = {"preset": "ultrafast", "tune": "zerolatency", "profile": "baseline", "g": str(RATE), "bf": "0"}
        video = out.add_stream("libx264", rate=RATE, options=options)
        video.width, video.height = size
        video.pix_fmt = "yuv420p"
        video.codec_context.time_base = Fraction(1, RATE)
        audio = out.add_stream("libopus", rate=SAMPLE_RATE, layout="stereo") if sound else None
        began = time.monotonic()
        sounded = 0
        for number in range(int(seconds * RATE)):
            time.sleep(max(0.0, began + number / RATE - time.monotonic()))
            out.mux(video.encode(_picture(number, size)))
            while audio is not None and sounded * RATE < (number + 1) * SAMPLE_RATE:
                out.mux(audio.encode(_tone(sounded)))
                sounded += FRAME_SAMPLES


def _picture(number: int, size: tuple[int, int]) -> av.VideoFrame:
    width, height = size
    shade = np.indices((height, width)).sum(axis=0) + number * 4
    pixels = np.repeat((shade % 256).astype(np.uint8)[:, :, None], 3, axis=2)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")
    frame.pts, frame.time_base = number, Fraction(1, RATE)
    return frame


def _tone(first: int) -> av.AudioFrame:
    times = (np.arange(first, first + FRAME_SAMPLES) / SAMPLE_RATE).astype(np.float32)
    wave = (0.3 * np.sin(2 * np.pi * 440 * times)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(np.repeat(wave[None, :], 2, axis=0).copy(), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, first, Fraction(1, SAMPLE_RATE)
    return frame


@contextlib.asynccontextmanager
async def whip_encoder(
    url: str, stream_key: str, *, seconds: float = 60, sound: bool = True
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Publish in a process of its own for the length of the context; killed at its end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "fakes.node.whip_encoder",
            url,
            stream_key,
            str(seconds),
            "sound" if sound else "silent",
        ),
        env=os.environ | {"PYTHONPATH": f"{Path(__file__).parents[2]}:{os.environ.get('PYTHONPATH', '')}"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


def main(url: str, stream_key: str, seconds: float, *, sound: bool) -> None:
    """Publish; try again while the server refuses, as encoders do."""
    for attempt in range(ATTEMPTS):
        try:
            publish(url, stream_key, seconds, sound=sound)
        except av.HTTPClientError:
            if attempt + 1 == ATTEMPTS:
                raise
            time.sleep(0.5)
        else:
            return


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sound=sys.argv[4] == "sound")
