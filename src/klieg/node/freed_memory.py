"""Gives the memory of dropped broadcasts back to the system.

Parts are tens of kilobytes each, between smaller things that live longer, so the C library keeps their pages when they
are freed: a node whose streams come and go would look as if it grew for ever.
"""

import ctypes
from collections.abc import Callable

from klieg.node.broadcast import Broadcast
from klieg.node.registry import CallLater

DELAY_S = 1.0
"""Broadcasts that are dropped within this time are given back together: it takes milliseconds for each."""

_C_LIBRARY = ctypes.CDLL(None)


def trim() -> None:
    """Let the C library return free pages; one that cannot (any but glibc) keeps them."""
    release = getattr(_C_LIBRARY, "malloc_trim", None)
    if release is not None:
        release(0)


class FreedMemory:
    """Trims once, a moment after broadcasts are dropped.

    Args:
        call_later: Where the timer comes from.
        trim: What returns the memory.
    """

    def __init__(self, call_later: CallLater, trim: Callable[[], None] = trim) -> None:
        self._call_later = call_later
        self._trim = trim
        self._is_waiting = False

    def note_dropped(self, broadcast: Broadcast) -> None:
        """A broadcast can no longer be fetched; its media are freed when this returns to the loop."""
        del broadcast
        if not self._is_waiting:
            self._is_waiting = True
            self._call_later(DELAY_S, self._give_back)

    def _give_back(self) -> None:
        self._is_waiting = False
        self._trim()
