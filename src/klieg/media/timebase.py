"""Media time: integer ticks of a track's timescale. Never seconds as floats inside the media plane."""

from typing import NewType

Ticks = NewType("Ticks", int)

VIDEO_TIMESCALE = 90_000
"""Ticks per second of every video track, as in MPEG: exact for 24, 25, 30, 50, 60 and their NTSC cousins."""


def rescale(ticks: int, from_timescale: int, to_timescale: int) -> int:
    """Return ``ticks`` of one timescale as the nearest ticks of another (half rounds up)."""
    return (2 * ticks * to_timescale + from_timescale) // (2 * from_timescale)
