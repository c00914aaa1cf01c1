"""Which of several pictures a viewer's line can carry, judged by the bit rates it says it can receive (REMB).

A receiver estimates at most about one and a half times what arrives, so a better picture can only be tried. A try that
fails doubles the time to the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from klieg.media.track import TrackId

HEADROOM = 0.9
"""An estimate below this share of the picture's rate means that the line is full."""
ROOM = 1.3
"""An estimate above this many times the picture's rate means that the line is not full."""
DOWN_AFTER_S = 1.5
UP_AFTER_S = 8.0
UP_MOST_S = 120.0
TRIAL_S = 10.0


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture one can have, and its bits a second as measured."""

    track_id: TrackId
    bitrate: float


class LayerChoice:
    """One viewer's choice. ``now`` is monotonic seconds.

    Attributes:
        estimate: Bits a second the viewer can receive, as it said last; None before it said anything.
    """

    def __init__(self) -> None:
        self.estimate: float | None = None
        self._short_since: float | None = None
        self._room_since: float | None = None
        self._up_after_s = UP_AFTER_S
        self._tried_at: float | None = None

    def choose(self, current: TrackId, layers: Sequence[Layer], now: float) -> TrackId:
        """Return the picture to send.

        Args:
            current: The one that is sent now.
            layers: All there are, best first.
            now: Monotonic seconds.
        """
        at = next((index for index, layer in enumerate(layers) if layer.track_id == current), None)
        if at is None:
            return layers[0].track_id if layers else current
        if self.estimate is None or layers[at].bitrate <= 0:
            return current
        if self.estimate < HEADROOM * layers[at].bitrate:
            return layers[self._consider_down(at, layers, now)].track_id
        self._short_since = None
        if self._tried_at is not None and now - self._tried_at >= TRIAL_S:
            self._tried_at, self._up_after_s = None, UP_AFTER_S
        if at > 0 and self.estimate > ROOM * layers[at].bitrate:
            return layers[self._consider_up(at, now)].track_id
        self._room_since = None
        return current

    def _consider_down(self, at: int, layers: Sequence[Layer], now: float) -> int:
        self._room_since = None
        self._short_since = now if self._short_since is None else self._short_since
        if now - self._short_since < DOWN_AFTER_S or at + 1 == len(layers):
            return at
        if self._tried_at is not None:
            self._up_after_s = min(2 * self._up_after_s, UP_MOST_S)
        self._short_since = self._tried_at = None
        assert self.estimate is not None, "only an estimate leads here"
        fitting = (index for index in range(at + 1, len(layers)) if layers[index].bitrate <= self.estimate)
        return next(fitting, len(layers) - 1)

    def _consider_up(self, at: int, now: float) -> int:
        self._room_since = now if self._room_since is None else self._room_since
        if now - self._room_since < self._up_after_s:
            return at
        self._room_since = None
        self._tried_at = now
        return at - 1
