"""Identifiers: typed strings, sortable by creation time, safe in URLs."""

import secrets
from typing import NewType

ChannelId = NewType("ChannelId", str)
StreamSessionId = NewType("StreamSessionId", str)
PlaybackSessionId = NewType("PlaybackSessionId", str)
ViewerId = NewType("ViewerId", str)
NodeId = NewType("NodeId", str)
BootId = NewType("BootId", str)
FactId = NewType("FactId", str)

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_TIME_DIGITS = 9
_RANDOM_DIGITS = 13


def new_id(prefix: str, wallclock: float) -> str:
    """Return ``<prefix>_<time><random>``: 45 bits of milliseconds, then 65 random bits, in lower-case base 32.

    Args:
        prefix: Two to four letters that name the kind of thing.
        wallclock: Seconds since the Unix epoch.
    """
    return f"{prefix}_{_base32(int(wallclock * 1000), _TIME_DIGITS)}{_base32(secrets.randbits(65), _RANDOM_DIGITS)}"


def _base32(value: int, digits: int) -> str:
    return "".join(_ALPHABET[(value >> (5 * i)) & 31] for i in reversed(range(digits)))
