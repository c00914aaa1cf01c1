"""A row of black and white blocks that carries the wallclock, so that a program that sees the picture can tell its age.

Geometry, in the card's 1280x720 (scale it with the picture): 48 blocks of 24x40 from x=64, y=656, without gaps.
Read the middle of each block and compare with the mean of blocks 0 and 1.

======  ==============================================================
block   meaning
======  ==============================================================
0       always white
1       always black
2-43    milliseconds since the Unix epoch, 42 bits, most significant first, white is 1
44-47   CRC-4 of those 42 bits (polynomial x^4 + x + 1, starting from 0), most significant first
======  ==============================================================
"""

from collections.abc import Sequence

LEFT = 64
TOP = 656
BLOCK_WIDTH = 24
BLOCK_HEIGHT = 40
BLOCKS = 48

_TIME_BITS = 42
_CRC_BITS = 4
_CRC_POLYNOMIAL = 0b10011
_LEAST_CONTRAST = 40
"""Luma steps between white and black below which the strip is not there."""


def encode(wallclock_ms: int) -> list[bool]:
    """Return the 48 blocks for a time, white is true."""
    assert 0 <= wallclock_ms < 1 << _TIME_BITS, "a time between 1970 and 2109"
    bits = wallclock_ms << _CRC_BITS | _crc4(wallclock_ms)
    return [True, False, *(bool(bits >> shift & 1) for shift in reversed(range(_TIME_BITS + _CRC_BITS)))]


def decode(luma: Sequence[float]) -> int | None:
    """Return the milliseconds that 48 samples of brightness carry, or None when they carry none."""
    assert len(luma) == BLOCKS, "one sample a block"
    white, black = luma[0], luma[1]
    if white - black < _LEAST_CONTRAST:
        return None
    threshold = (white + black) / 2
    bits = 0
    for sample in luma[2:]:
        bits = bits << 1 | (sample > threshold)
    wallclock_ms = bits >> _CRC_BITS
    return wallclock_ms if _crc4(wallclock_ms) == bits & (1 << _CRC_BITS) - 1 else None


def render_row(wallclock_ms: int, *, white: int, black: int) -> bytes:
    """Return one row of the strip's luma, 1152 bytes; the strip repeats it 40 times."""
    return b"".join(bytes([white if block else black]) * BLOCK_WIDTH for block in encode(wallclock_ms))


def _crc4(value: int) -> int:
    remainder = value << _CRC_BITS
    for shift in reversed(range(_CRC_BITS, _TIME_BITS + _CRC_BITS)):
        if remainder >> shift & 1:
            remainder ^= _CRC_POLYNOMIAL << (shift - _CRC_BITS)
    return remainder
