"""The file every publisher replays: 720p30 H.264 at 2.5 Mb/s, 2 s closed GOP, and AAC at 128 kb/s, as FLV.

Sixteen seconds hold whole GOPs (8) and whole AAC frames (750), so the file repeats without a seam.
"""

import hashlib
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

PERIOD_MS = 16_000
TOTAL_KBPS = 2_628
_AUDIO, _VIDEO, _SCRIPT = 8, 9, 18
_COMMAND = (
    "-f lavfi -i testsrc2=size=1280x720:rate=30,noise=alls=14:allf=t -f lavfi -i sine=frequency=440:sample_rate=48000 "
    "-t 16 -c:v libx264 -preset veryfast -profile:v high -bf 2 -g 60 -keyint_min 60 -sc_threshold 0 -pix_fmt yuv420p "
    "-b:v 2500k -maxrate 2500k -bufsize 2500k -c:a aac -ac 2 -b:a 128k -f flv"
)


@dataclass(frozen=True)
class FlvTag:
    """One tag: message type (8 audio, 9 video, 18 script), milliseconds, body."""

    kind: int
    timestamp_ms: int
    body: bytes

    @property
    def is_configuration(self) -> bool:
        """Whether this is a sequence header: sent once, before the media."""
        return self.kind in {_AUDIO, _VIDEO} and len(self.body) > 1 and self.body[1] == 0

    @property
    def is_script(self) -> bool:
        """Whether this is metadata."""
        return self.kind == _SCRIPT


def make_flv() -> Path:
    """Return the file, made by ffmpeg once per machine and recipe."""
    name = hashlib.sha256(_COMMAND.encode()).hexdigest()[:12]
    path = Path(tempfile.gettempdir()) / f"klieg-perf-{name}.flv"
    if not path.exists():
        draft = path.with_suffix(".part")
        command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", *_COMMAND.split(), str(draft)]
        subprocess.run(command, check=True)
        draft.rename(path)
    return path


def read_tags(path: Path) -> list[FlvTag]:
    """Return the tags that begin within one period, in file order."""
    data = path.read_bytes()
    position = int.from_bytes(data[5:9]) + 4
    tags = []
    while position + 11 <= len(data):
        size = int.from_bytes(data[position + 1 : position + 4])
        timestamp = int.from_bytes(data[position + 4 : position + 7]) | data[position + 7] << 24
        body = data[position + 11 : position + 11 + size]
        if timestamp < PERIOD_MS:
            tags.append(FlvTag(data[position], timestamp, body))
        position += 11 + size + 4
    return tags
