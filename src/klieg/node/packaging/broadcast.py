"""A packaged broadcast: the reader that turns a broadcast's units into HLS renditions."""

from collections.abc import Callable

from klieg.kernel.clock import Clock
from klieg.media.hls.presentation import Presentation
from klieg.media.hls.rendition import HlsRendition
from klieg.media.track import TrackId
from klieg.media.unit import Unit
from klieg.node.packaging.rendition import Later, PackagedRendition


class PackagedBroadcast:
    """All renditions of one broadcast. An inline reader: packaging a unit takes microseconds, so it keeps no queue.

    Args:
        presentation: The engine.
        clock: Wallclock for program date time.
        on_playable: Called once, when the first media can be fetched.
        later: See :class:`klieg.node.packaging.rendition.PackagedRendition`.
        on_change: Called with each rendition of which something new can be fetched.

    Attributes:
        renditions: Every rendition there ever was, by name: the leading one first, then best first.
        version: Grows each time something new of any rendition can be fetched.
        playable_at: Monotonic time at which the first media could be fetched, None before.
    """

    def __init__(
        self,
        presentation: Presentation,
        clock: Clock,
        *,
        on_playable: Callable[[], None],
        later: Later,
        on_change: Callable[[HlsRendition], None] | None = None,
    ) -> None:
        self.version = 0
        self.playable_at: float | None = None
        self.renditions: dict[str, PackagedRendition] = {}
        self._presentation = presentation
        self._clock = clock
        self._later = later
        self._on_playable = on_playable
        self._on_change = on_change
        self._know(presentation.leader)

    @property
    def leader(self) -> PackagedRendition:
        """The leading rendition."""
        return self.renditions[self._presentation.leader.name]

    @property
    def available(self) -> list[PackagedRendition]:
        """The renditions that players may choose, best first."""
        return [packaged for packaged in self.renditions.values() if packaged.available]

    def has_played_for(self, seconds: float) -> bool:
        """Whether the first media could be fetched that long ago."""
        return self.playable_at is not None and self._clock.now() - self.playable_at >= seconds

    def offer(self, unit: Unit) -> None:
        """Package one unit."""
        changed = self._presentation.receive_unit(unit, self._clock.wallclock())
        if changed:
            self._change(changed)

    def offer_discontinuity(self) -> None:
        """Cut here: the next unit starts a new timeline."""
        self._change(self._presentation.receive_discontinuity())

    def offer_track_end(self, track_id: TrackId) -> None:
        """Take the track's rendition out of the choice."""
        rendition = self._presentation.receive_track_end(track_id)
        if rendition is not None:
            self._change([rendition])

    def offer_end(self) -> None:
        """Flush, and end the playlists."""
        self._change(self._presentation.receive_end())

    def _know(self, rendition: HlsRendition) -> None:
        self.renditions[rendition.name] = PackagedRendition(rendition, self._clock, later=self._later)

    def _change(self, changed: list[HlsRendition]) -> None:
        if len(self.renditions) < len(self._presentation.renditions):
            self._learn_renditions()
        self.version += 1
        if self.playable_at is None and self._presentation.leader.playable:
            self.playable_at = self._clock.now()
            self._on_playable()
        for rendition in changed:
            packaged = self.renditions[rendition.name]
            if self._on_change is not None:
                self._on_change(rendition)
            if rendition.playable and not rendition.available:
                packaged.note_unavailable()
            else:
                packaged.note_changed()

    def _learn_renditions(self) -> None:
        """Take new renditions in, in their place."""
        known, self.renditions = self.renditions, {}
        for rendition in self._presentation.renditions:
            packaged = known.get(rendition.name)
            self.renditions[rendition.name] = packaged or PackagedRendition(rendition, self._clock, later=self._later)
