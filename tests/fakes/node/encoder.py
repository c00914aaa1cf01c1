"""Encoders for tests: media made once a run, published by the real ffmpeg or PyAV over RTMP."""

import asyncio
import contextlib
import shutil
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

FFMPEG = shutil.which("ffmpeg") or "/usr/bin/ffmpeg"
FRAME_RATE = 30
GOP_FRAMES = 60
SECONDS = 12
SIZE = "1280x720"

_VIDEO_IN = ["-f", "lavfi", "-i", f"testsrc2=size={SIZE}:rate={FRAME_RATE}:duration={SECONDS}"]
_AUDIO_IN = ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={SECONDS}"]
_VIDEO_OUT = [
    *("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-bf", "2", "-b:v", "1200k"),
    *("-g", str(GOP_FRAMES), "-keyint_min", str(GOP_FRAMES), "-sc_threshold", "0", "-pix_fmt", "yuv420p"),
]
_AUDIO_OUT = ["-c:a", "aac", "-b:a", "96k", "-ac", "2"]
_RECIPES = {
    "both": [*_VIDEO_IN, *_AUDIO_IN, *_VIDEO_OUT, *_AUDIO_OUT],
    "video": [*_VIDEO_IN, *_VIDEO_OUT],
    "audio": [*_AUDIO_IN, *_AUDIO_OUT],
    "large": [
        *("-f", "lavfi", "-i", "testsrc2=size=2048x1152:rate=10:duration=4", *_AUDIO_IN, "-t", "4"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "1M", "-g", "10", "-pix_fmt", "yuv420p", *_AUDIO_OUT),
    ],
    "other codec": [*_VIDEO_IN, "-t", "4", "-c:v", "flv1", "-b:v", "500k"],
}


def make_flv(folder: Path, recipe: str = "both") -> Path:
    """Return an FLV file of 12 s: 720p30, keyframe every 2 s, B-frames, AAC; made at the first call.

    ``recipe``: ``both``, ``video``, ``audio``, ``large`` (1152 lines) or ``other codec``.
    """
    made = folder / f"{recipe.replace(' ', '-')}.flv"
    if not made.exists():
        draft = made.with_suffix(".draft.flv")
        command = [FFMPEG, "-v", "error", "-y", *_RECIPES[recipe], "-f", "flv", str(draft)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=100)
        draft.rename(made)
    return made


def make_ladder(folder: Path) -> Path:
    """Return a Matroska file of 12 s with two pictures, 720p30 and 360p30, whose keyframes are aligned, and AAC."""
    made = folder / "ladder.mkv"
    if not made.exists():
        draft = made.with_suffix(".draft.mkv")
        maps = ["-filter_complex", "[0:v]split[a][b];[b]scale=640:360[c]", "-map", "[a]", "-map", "[c]", "-map", "1:a"]
        command = [FFMPEG, "-v", "error", "-y", *_VIDEO_IN, *_AUDIO_IN, *maps, *_VIDEO_OUT, *_AUDIO_OUT, str(draft)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=100)
        draft.rename(made)
    return made


@dataclass
class Ffmpeg:
    """A running ffmpeg that publishes."""

    process: asyncio.subprocess.Process

    async def finish(self, timeout_s: float = 60) -> str:
        """Wait until it ends by itself; return what it printed."""
        async with asyncio.timeout(timeout_s):
            _, errors = await self.process.communicate()
        return errors.decode(errors="replace")

    async def say_goodbye(self) -> str:
        """Let it end as by the key q: trailer and deleteStream are sent."""
        assert self.process.stdin is not None, "it was started with a pipe"
        self.process.stdin.write(b"q")
        return await self.finish()

    async def kill(self) -> None:
        """End it as by kill -9: nothing more is sent."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


async def start_ffmpeg(source: Path, url: str, *options: str) -> Ffmpeg:
    """Publish ``source`` in a loop at its own pace without coding it again, as ``-c copy`` does."""
    command = [FFMPEG, "-v", "info", "-re", "-stream_loop", "-1", "-i", str(source), "-c", "copy", *options]
    process = await asyncio.create_subprocess_exec(
        *command,
        *("-f", "flv", url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    return Ffmpeg(process)


@contextlib.asynccontextmanager
async def publishing(source: Path, url: str, *options: str) -> AsyncIterator[Ffmpeg]:
    """Publish by ffmpeg for the length of the context; killed at its end if it still runs."""
    ffmpeg = await start_ffmpeg(source, url, *options)
    try:
        yield ffmpeg
    finally:
        await ffmpeg.kill()


@contextlib.contextmanager
def publishing_by_pyav(source: Path, url: str) -> Iterator[threading.Event]:
    """Publish by PyAV (newer FFmpeg libraries than Debian's) from a thread; the event is set when it ended early."""
    stop, failed = threading.Event(), threading.Event()
    thread = threading.Thread(target=_remux, args=(source, url, stop, failed), daemon=True)
    thread.start()
    try:
        yield failed
    finally:
        stop.set()
        thread.join(20)


def _remux(source: Path, url: str, stop: threading.Event, failed: threading.Event) -> None:
    import av
    from av.error import FFmpegError

    try:
        with av.open(str(source)) as media, av.open(url, "w", format="flv") as publish:
            streams = {stream.index: publish.add_stream_from_template(stream) for stream in media.streams}
            start: float | None = None
            for packet in media.demux():
                if packet.dts is None or packet.time_base is None:
                    continue
                stamp = float(packet.dts * packet.time_base)
                start = time.monotonic() - stamp if start is None else start
                if stop.wait(max(0.0, start + stamp - time.monotonic())):
                    break
                packet.stream = streams[packet.stream.index]
                publish.mux(packet)
    except FFmpegError:
        failed.set()
