"""How long to wait before a process that died is started again."""

from dataclasses import dataclass

FIRST_DELAY_S = 0.1
LONGEST_DELAY_S = 10.0
STEADY_AFTER_S = 20.0
"""A process that ran this long was well: its next death starts from the first delay again."""


@dataclass
class Backoff:
    """Doubles from 0.1 s to 10 s while a process keeps dying young."""

    _next_s: float = FIRST_DELAY_S

    def delay_after(self, ran_s: float) -> float:
        """Return seconds to wait after a run of ``ran_s`` seconds."""
        if ran_s >= STEADY_AFTER_S:
            self._next_s = FIRST_DELAY_S
        delay = self._next_s
        self._next_s = min(self._next_s * 2, LONGEST_DELAY_S)
        return delay
