"""Encoders as people have them: ffmpeg and PyAV, publishing a picture with a running clock and a tone."""

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

END_LIMIT_S = 20.0
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p")


@dataclass(frozen=True)
class Picture:
    """What is sent."""

    width: int = 640
    height: int = 360
    frame_rate: int = 30
    keyframe_s: int = 1
    kbps: int = 700
    sound: bool = True


class Encoder:
    """An encoder process that publishes until it is stopped."""

    def __init__(self, command: list[str], log_path: Path) -> None:
        self.log_path = log_path
        with log_path.open("ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)

    def say_goodbye(self) -> None:
        """End as a person would: the encoder finishes and unpublishes."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(END_LIMIT_S)

    def die(self) -> None:
        """End as a power cut would: the process is gone, the kernel closes its socket."""
        self.process.kill()
        self.process.wait(END_LIMIT_S)

    def freeze(self) -> None:
        """Send nothing more while the connection stays open."""
        self.process.send_signal(signal.SIGSTOP)

    def wait(self) -> int:
        """Wait until it ends by itself; return its exit code."""
        return self.process.wait(END_LIMIT_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.die()
        if self.process.stdin is not None:
            self.process.stdin.close()

    def log(self) -> str:
        """Return what it has said."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")


def publish_with_ffmpeg(url: str, log_path: Path, picture: Picture | None = None) -> Encoder:
    """Publish with the ffmpeg of the system."""
    picture = picture or Picture()
    size = f"testsrc2=size={picture.width}x{picture.height}:rate={picture.frame_rate}"
    gop = str(picture.frame_rate * picture.keyframe_s)
    sound_in = ["-f", "lavfi", "-i", "sine=frequency=330"] if picture.sound else []
    sound_out = ["-c:a", "aac", "-b:a", "64k"] if picture.sound else []
    rate = ("-b:v", f"{picture.kbps}k", "-g", gop, "-keyint_min", gop, "-sc_threshold", "0")
    command = ["ffmpeg", "-hide_banner", "-loglevel", "info", "-nostats", "-re", "-f", "lavfi", "-i", size, *sound_in]
    return Encoder([*command, *X264, *rate, *sound_out, "-f", "flv", url], log_path)


def publish_with_pyav(url: str, log_path: Path) -> Encoder:
    """Publish with PyAV, whose FFmpeg is some major versions newer than the system's."""
    return Encoder([sys.executable, str(Path(__file__).with_name("pyav_encoder.py")), url], log_path)
