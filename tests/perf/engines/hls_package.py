"""What HLS packaging costs: ``python tests/perf/engines/hls_package.py [--seconds N]``.

Feeds a made stream of 2.6 Mb/s (30 pictures and 47 audio frames a second, a keyframe of eight pictures' size each two
seconds, audio interleaved, stamps in whole milliseconds) through ``HlsRendition`` as a node does: both playlists, full
and delta, are rendered once for each version. Process time only; media is made before the clock starts.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from fakes.scripted_stream import Arrival, Script
from klieg.media.hls.rendition import HlsConfig, HlsRendition

BITRATE = 2_600_000
AUDIO_BITRATE = 128_000
FRAMES_PER_SECOND = 30
KEYFRAME_WEIGHT = 8
GOP_FRAMES = 60


@dataclass(frozen=True, slots=True)
class Cost:
    """Process seconds for so many seconds of media, with and without playlists."""

    packaging_s: float
    playlists_s: float
    versions: int
    media_s: float
    held_bytes: int

    @property
    def core_percent(self) -> float:
        """Share of one core a stream takes."""
        return 100 * (self.packaging_s + self.playlists_s) / self.media_s


def made_stream(seconds: int) -> list[Arrival]:
    """Return the units of a stream of ``BITRATE``."""
    weight = (GOP_FRAMES + KEYFRAME_WEIGHT - 1) / GOP_FRAMES
    frame_bytes = round((BITRATE - AUDIO_BITRATE) / 8 / FRAMES_PER_SECOND / weight)
    return Script(seconds=seconds, gop_frames=GOP_FRAMES, frame_bytes=frame_bytes).arrivals()


def measure(seconds: int) -> Cost:
    """Package a stream and say what it cost."""
    arrivals = made_stream(seconds)
    rendition = HlsRendition("source", HlsConfig())
    playlists = 0.0
    start = time.process_time()
    for unit, wallclock in arrivals:
        if rendition.receive_unit(unit, wallclock):
            before = time.process_time()
            rendition.media_playlist()
            rendition.media_playlist(skip=True)
            playlists += time.process_time() - before
    spent = time.process_time() - start
    return Cost(spent - playlists, playlists, rendition.version, seconds, rendition.size_bytes)


def main(arguments: list[str] | None = None) -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=300, help="seconds of media")
    seconds = parser.parse_args(arguments).seconds
    costs = sorted((measure(seconds) for _ in range(3)), key=lambda cost: cost.core_percent)
    cost = costs[1]
    print(f"{seconds} s of {BITRATE / 1e6:.1f} Mb/s, median of three runs")
    rows = [
        ("packaging, % of a core", 100 * cost.packaging_s / cost.media_s),
        ("both playlists at every version, % of a core", 100 * cost.playlists_s / cost.media_s),
        ("together, % of a core", cost.core_percent),
        ("spread of the three runs, % of a core", costs[2].core_percent - costs[0].core_percent),
        ("versions a second", cost.versions / cost.media_s),
        ("memory held, MB", cost.held_bytes / 1e6),
    ]
    for name, value in rows:
        print(f"{name:46} {value:8.3f}")


if __name__ == "__main__":
    main()
