"""The two clocks that are not media time: ``now`` (monotonic seconds) and ``wallclock`` (UTC seconds)."""

import time
from typing import Protocol


class Clock(Protocol):
    """Where shells read time. Engines and rules take it as an argument instead."""

    def now(self) -> float:
        """Return monotonic seconds; only differences mean anything."""
        ...

    def wallclock(self) -> float:
        """Return seconds since the Unix epoch, UTC."""
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> float:
        """Return monotonic seconds."""
        return time.monotonic()

    def wallclock(self) -> float:
        """Return seconds since the Unix epoch."""
        return time.time()
