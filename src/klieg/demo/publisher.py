"""Encodes the card and the tone, and publishes them by RTMP, paced by the clock."""

import threading
import time
from fractions import Fraction

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

from klieg.demo.artwork import Artwork
from klieg.demo.card import paint
from klieg.demo.layout import HEIGHT, WIDTH
from klieg.demo.stay_on_air import DroppedError, RefusedError
from klieg.demo.tone import FRAME_SAMPLES, SAMPLE_RATE, Tone

FRAME_RATE = 30
_CONNECT_TIMEOUT_S = 5.0
_WRITE_TIMEOUT_S = 5.0
_LATE_S = 0.5
"""When the machine held us up for longer, the missed frames are left out."""
_BT709 = 1
_LIMITED_RANGE = 1
_X264 = {
    "preset": "ultrafast",
    "tune": "zerolatency",
    "profile": "main",
    "crf": "20",
    "maxrate": "2500k",
    "bufsize": "2500k",
    "x264-params": f"keyint={FRAME_RATE}:min-keyint={FRAME_RATE}:scenecut=0:threads=1:sliced-threads=0",
}


def publish(url: str, artwork: Artwork, tone: Tone, stop: threading.Event) -> None:
    """Publish to ``url`` until ``stop`` is set, then say goodbye, so that the channel is offline at once.

    Raises:
        RefusedError: the node did not let us on the air.
        DroppedError: it did, and ended it later, or the connection broke.
    """
    try:
        publication = Publication(url, artwork, tone)
    except (av.error.FFmpegError, OSError) as error:
        raise RefusedError(_reason(error)) from error
    try:
        publication.run(stop)
        publication.close()
    except (av.error.FFmpegError, OSError) as error:
        raise DroppedError(_reason(error)) from error


class Publication:
    """One time on the air.

    Raises:
        av.error.FFmpegError: the node refused, or does not answer.
    """

    def __init__(self, url: str, artwork: Artwork, tone: Tone) -> None:
        self._container: OutputContainer = av.open(
            url,
            "w",
            format="flv",
            options={"flvflags": "no_duration_filesize"},
            timeout=(_CONNECT_TIMEOUT_S, _WRITE_TIMEOUT_S),
        )
        self._artwork = artwork
        self._tone = tone
        self._video = _add_video(self._container)
        self._audio = _add_audio(self._container)
        self._picture = _make_picture(artwork)
        self._container.start_encoding()  # connects, so that a refusal is told here
        self._luma = memoryview(self._picture.planes[0]).cast("B")
        self._sound = av.AudioFrame(format="fltp", layout="stereo", samples=FRAME_SAMPLES)
        self._sound.sample_rate = SAMPLE_RATE
        self._samples = 0
        self._second_began = 0

    def run(self, stop: threading.Event) -> None:
        """Publish until ``stop`` is set.

        Raises:
            av.error.FFmpegError: the node ended it, or the connection broke.
        """
        began = time.monotonic()
        self._second_began = -int(time.time() % 1 * SAMPLE_RATE)
        index = 0
        while not stop.wait(max(0.0, began + index / FRAME_RATE - time.monotonic())):
            late = time.monotonic() - began - index / FRAME_RATE
            if late > _LATE_S:
                index += int(late * FRAME_RATE)
                self._samples = index * SAMPLE_RATE // FRAME_RATE
            self._write_picture(index)
            self._write_sound(until=(index + 1) * SAMPLE_RATE // FRAME_RATE)
            index += 1

    def close(self) -> None:
        """Say goodbye."""
        self._container.close()

    def _write_picture(self, index: int) -> None:
        paint(self._luma, self._artwork, time.time())
        self._picture.pts = index
        self._picture.time_base = Fraction(1, FRAME_RATE)
        self._container.mux(self._video.encode(self._picture))

    def _write_sound(self, *, until: int) -> None:
        while self._samples + FRAME_SAMPLES <= until:
            data = self._tone.frame(self._samples - self._second_began)
            for plane in self._sound.planes:
                plane.update(data)
            self._sound.pts = self._samples
            self._sound.time_base = Fraction(1, SAMPLE_RATE)
            self._container.mux(self._audio.encode(self._sound))
            self._samples += FRAME_SAMPLES


def _reason(error: Exception) -> str:
    """Return what went wrong without the address, which holds the stream key."""
    return str(getattr(error, "strerror", None) or type(error).__name__)


def _add_video(container: OutputContainer) -> VideoStream:
    stream = container.add_stream("libx264", rate=FRAME_RATE, options=_X264)
    stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    context = stream.codec_context
    context.colorspace = context.color_primaries = context.color_trc = _BT709
    context.color_range = _LIMITED_RANGE
    return stream


def _add_audio(container: OutputContainer) -> AudioStream:
    return container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options={"b": "96k", "aac_coder": "fast"})


def _make_picture(artwork: Artwork) -> av.VideoFrame:
    picture = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
    for plane, data in zip(picture.planes, artwork.planes, strict=True):
        assert plane.line_size * plane.height == len(data), "the card's widths need no padding"
        plane.update(data)
    return picture
