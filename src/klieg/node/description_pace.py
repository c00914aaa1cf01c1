"""The pace at which control hears what an encoder is: some encoders describe themselves with every frame."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from klieg.node.broadcast import Broadcast
from klieg.node.registry import CallLater, Timer

if TYPE_CHECKING:
    from klieg.kernel.ids import StreamSessionId

INTERVAL_S = 1.0
"""Least time between two descriptions of one stream session."""


class DescriptionPace:
    """Lets one description a second through, and never loses the newest.

    Args:
        tell: Tells what a broadcast's encoder is now.
        call_later: Where the timers come from.
    """

    def __init__(self, tell: Callable[[Broadcast], None], call_later: CallLater) -> None:
        self._tell = tell
        self._call_later = call_later
        self._resting: dict[StreamSessionId, Timer] = {}
        self._changed: set[StreamSessionId] = set()

    def note(self, broadcast: Broadcast) -> None:
        """The description changed: tell it, now or at the end of the interval."""
        if broadcast.session_id in self._resting:
            self._changed.add(broadcast.session_id)
            return
        self._tell(broadcast)
        self._resting[broadcast.session_id] = self._call_later(INTERVAL_S, lambda: self._go_on(broadcast))

    def forget(self, broadcast: Broadcast) -> None:
        """No description of this broadcast is of interest any more."""
        self._changed.discard(broadcast.session_id)
        timer = self._resting.pop(broadcast.session_id, None)
        if timer is not None:
            timer.cancel()

    def _go_on(self, broadcast: Broadcast) -> None:
        del self._resting[broadcast.session_id]
        if broadcast.session_id in self._changed:
            self._changed.discard(broadcast.session_id)
            self.note(broadcast)
