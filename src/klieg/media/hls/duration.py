"""Durations as playlists print them: seconds with five decimals."""

from klieg.media.hls.grid import TICKS_PER_SECOND

UNITS_PER_SECOND = 100_000
"""What is printed is a whole number of these, so printed parts add up to their printed segment."""


def to_units(ticks: int) -> int:
    """Return grid ticks as printed units, half rounded up."""
    return (2 * ticks * UNITS_PER_SECOND + TICKS_PER_SECOND) // (2 * TICKS_PER_SECOND)


def format_units(units: int) -> str:
    """Return printed units as decimal seconds."""
    return f"{units // UNITS_PER_SECOND}.{units % UNITS_PER_SECOND:05d}"
