"""What the card is painted with: plain bytes, drawn in a process of its own.

Drawing needs Pillow and 30 MB for half a second; the process that publishes for days keeps only the result.
"""

import marshal
import subprocess
import sys
from typing import NamedTuple, Self


class Planes(NamedTuple):
    """A picture in planar YUV 4:2:0, rows without padding."""

    luma: bytes
    blue: bytes
    red: bytes


class Artwork(NamedTuple):
    """The card's still picture and its sprites, each a list of luma rows."""

    planes: Planes
    glyphs: dict[str, list[bytes]]
    disc: list[bytes]
    track: list[bytes]

    def to_bytes(self) -> bytes:
        """Return what :meth:`from_bytes` takes."""
        return marshal.dumps((tuple(self.planes), self.glyphs, self.disc, self.track))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Take back what :meth:`to_bytes` gave, within one version of Python."""
        planes, glyphs, disc, track = marshal.loads(data)  # noqa: S302 - written by our own process
        return cls(Planes(*planes), glyphs, disc, track)


def draw_artwork(channel: str) -> Artwork:
    """Draw in another process and return the result."""
    command = (sys.executable, "-m", "klieg.demo.draw", channel)
    drawn = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)  # noqa: S603 - ours
    return Artwork.from_bytes(drawn.stdout)
