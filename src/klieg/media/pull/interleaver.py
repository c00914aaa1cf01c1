"""Units of several tracks in the order of their times: containers may put a second of one behind one of another."""

from collections import deque

from klieg.media.unit import Unit


class Interleaver:
    """Holds units back until those of the other track are as far.

    Args:
        track_count: How many tracks there are.
        max_wait_s: Of media time, held at most: a track further behind is not waited for until it has caught up.
    """

    def __init__(self, track_count: int, max_wait_s: float) -> None:
        self._track_count = track_count
        self._max_wait_s = max_wait_s
        self._held: dict[int, deque[Unit]] = {}
        self._reached: dict[int, float] = {}

    def receive_unit(self, unit: Unit) -> list[Unit]:
        """Take the next unit of a track; return those whose turn it is."""
        track_id = unit.track.id
        self._held.setdefault(track_id, deque()).append(unit)
        self._reached[track_id] = seconds(unit)
        newest = max(self._reached.values())
        horizon = newest - self._max_wait_s
        if len(self._reached) == self._track_count:
            horizon = min((at for at in self._reached.values() if at >= horizon), default=newest)
        return self._release(horizon)

    def flush(self) -> list[Unit]:
        """Return what is held, at the end."""
        return self._release(max(self._reached.values(), default=0.0))

    def _release(self, horizon: float) -> list[Unit]:
        released: list[Unit] = []
        while waiting := [queue for queue in self._held.values() if queue]:
            queue = min(waiting, key=lambda held: seconds(held[0]))
            if seconds(queue[0]) > horizon:
                break
            released.append(queue.popleft())
        return released


def seconds(unit: Unit) -> float:
    """Return when a unit is due, in seconds of media time."""
    return unit.dts / unit.track.timescale
