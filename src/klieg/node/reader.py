"""A reader: whoever wants a broadcast's units (the packager now; recorders, transcoders and forwarders alike)."""

from typing import Protocol

from klieg.media.track import TrackId
from klieg.media.unit import Unit


class Reader(Protocol):
    """Takes the units of one broadcast as they arrive. Called from the publisher's turn of the loop.

    A reader never makes the publisher wait: every method returns at once and awaits nothing. One that finishes its
    work inline and cheaply (the packager) may do so. One that works at its own pace keeps a bounded queue of its own;
    when that is full it drops units up to the next keyframe, counts them, and logs the first drop only.
    A reader that raises is broken: the broadcast logs it once, detaches it and goes on.
    """

    def offer(self, unit: Unit) -> None:
        """Take one unit. It is shared with other readers: never change it."""

    def offer_discontinuity(self) -> None:
        """Learn that the publisher was lost and is back: the next unit starts a new timeline."""

    def offer_track_end(self, track_id: TrackId) -> None:
        """Learn that no unit of one track will follow; should it come back after all, it begins with a keyframe."""

    def offer_end(self) -> None:
        """Learn that no unit will follow, ever."""
