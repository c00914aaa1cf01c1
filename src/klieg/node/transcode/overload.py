"""Overload: when a ladder that lags behind its source gives up a rung, and when it may have it back. Pure."""

from collections import deque
from enum import Enum, auto

BEHIND_S = 2.0
"""Lag above which a ladder is in trouble, unless it is catching up."""
OBSERVED_S = 4.0
"""How long there must be trouble before anything is given up."""
CATCHING_UP = 0.2
"""Seconds of lag that must go in a second to count as catching up."""
WELL_BEHIND_S = 0.7
"""Lag below which there may be room for another rung."""
WELL_FOR_S = 30.0
"""How long it must stay there before a rung comes back; doubled each time that turns out to have been too early."""
WELL_FOR_MOST_S = 960.0


class Verdict(Enum):
    """What to do."""

    KEEP = auto()
    SHED = auto()
    RESTORE = auto()


class Overload:
    """Judges one ladder by its lag.

    Attributes:
        shed: How many rungs are given up.
    """

    def __init__(self) -> None:
        self.shed = 0
        self._observed: deque[tuple[float, float]] = deque()
        self._well_since: float | None = None
        self._well_for_s = WELL_FOR_S
        self._restored_at: float | None = None

    def receive_measurement(self, behind_s: float, now: float, *, rungs: int) -> Verdict:
        """Judge by one more measurement; ``rungs`` are on the air now. A verdict counts as carried out."""
        observed = self._observed
        if behind_s <= BEHIND_S:
            observed.clear()
        observed.append((now, behind_s))
        while len(observed) > 1 and observed[1][0] <= now - OBSERVED_S:
            observed.popleft()
        if behind_s > WELL_BEHIND_S:
            self._well_since = None
        elif self._well_since is None:
            self._well_since = now
        if rungs > 0 and behind_s > BEHIND_S and self._is_getting_nowhere(behind_s, now):
            return self._give_up(now)
        if self.shed and self._well_since is not None and now - self._well_since >= self._well_for_s:
            self.shed -= 1
            self._restored_at = now
            self._well_since = None
            return Verdict.RESTORE
        return Verdict.KEEP

    def _is_getting_nowhere(self, behind_s: float, now: float) -> bool:
        began, behind_then_s = self._observed[0]
        return now - began >= OBSERVED_S and behind_s > behind_then_s - CATCHING_UP * (now - began)

    def _give_up(self, now: float) -> Verdict:
        if self._restored_at is not None and now - self._restored_at < self._well_for_s:
            self._well_for_s = min(2 * self._well_for_s, WELL_FOR_MOST_S)
        self.shed += 1
        self._observed.clear()
        return Verdict.SHED
