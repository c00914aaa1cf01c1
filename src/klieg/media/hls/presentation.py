"""All renditions of one broadcast: units of any track in, aligned renditions out (RFC 8216bis, 6.2.4)."""

from collections import deque
from collections.abc import Callable

from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.events import CuttingEvent, InitReady
from klieg.media.hls.cutting.segmenter import Segmenter
from klieg.media.hls.following_rendition import FollowingRendition
from klieg.media.hls.rendition import HlsRendition
from klieg.media.hls.rendition_name import SOURCE, name_rendition
from klieg.media.track import MAIN_VIDEO, AudioCodec, Track, TrackId, VideoTrack
from klieg.media.unit import Unit

MAX_FURTHER_RENDITIONS = 16
"""Video tracks beyond these are not packaged."""

_REMEMBERED_SEGMENTS = 3
"""Cuts of the newest segments are kept for renditions that begin late: a ladder takes a second or two to start."""


class Presentation:
    """Packages a broadcast. Pure: no clock, no I/O. Nothing a publisher or a worker sends makes it raise.

    The main video and the AAC audio, whichever track has it, make the leading rendition; each other video track makes
    a further one that follows its cuts and carries the same sound. Opus is for other readers.

    Attributes:
        leader: The leading rendition.
    """

    def __init__(self, config: HlsConfig) -> None:
        self._segmenter = Segmenter(config)
        self.leader = HlsRendition(SOURCE, config, self._segmenter)
        self._config = config
        self._further: dict[TrackId, FollowingRendition] = {}
        self._ranks: dict[TrackId, tuple[float, ...]] = {}
        self._recent: deque[CuttingEvent] = deque()

    @property
    def renditions(self) -> list[HlsRendition]:
        """Every rendition there ever was: the leading one, then by size of picture and frame rate as they began."""
        further = sorted(self._further, key=lambda track_id: self._ranks[track_id])
        return [self.leader, *(self._further[track_id] for track_id in further)]

    def receive_unit(self, unit: Unit, wallclock: float) -> list[HlsRendition]:
        """Take the next unit; return the renditions of which something new can be fetched."""
        track = unit.track
        if isinstance(track, VideoTrack) and track.id != MAIN_VIDEO:
            rendition = self._further.get(track.id) or self._begin(track)
            return [rendition] if rendition is not None and rendition.receive_unit(unit, wallclock) else []
        if not isinstance(track, VideoTrack) and track.codec is not AudioCodec.AAC:
            self._segmenter.expect_audio()
            return []
        changed: list[HlsRendition] = [self.leader] if self.leader.receive_unit(unit, wallclock) else []
        if self.leader.decided:
            changed += self._follow()
        return changed

    def receive_discontinuity(self) -> list[HlsRendition]:
        """Finish what is there because the publisher is gone; the next unit starts a new timeline."""
        return self._receive_all(HlsRendition.receive_discontinuity)

    def receive_end(self) -> list[HlsRendition]:
        """Finish what is there and end the playlists."""
        return self._receive_all(HlsRendition.receive_end)

    def receive_track_end(self, track_id: TrackId) -> HlsRendition | None:
        """Learn that a track ended, perhaps for good; return its rendition, which cannot be chosen any more."""
        rendition = self._further.get(track_id)
        if rendition is not None:
            rendition.receive_track_end()
        return rendition

    def _receive_all(self, receive: Callable[[HlsRendition], bool]) -> list[HlsRendition]:
        changed = {self.leader: None} if receive(self.leader) else {}
        changed |= dict.fromkeys(self._follow())
        changed |= {rendition: None for rendition in self._further.values() if receive(rendition)}
        return list(changed)

    def _follow(self) -> list[HlsRendition]:
        decided = self.leader.decided
        self._remember(decided)
        return [rendition for rendition in self._further.values() if rendition.receive_cuts(decided)]

    def _remember(self, decided: list[CuttingEvent]) -> None:
        for event in decided:
            if isinstance(event, InitReady):
                continue
            self._recent.append(event)
            oldest = event.segment.msn - _REMEMBERED_SEGMENTS
            while self._recent and not isinstance(self._recent[0], InitReady) and self._recent[0].segment.msn <= oldest:
                self._recent.popleft()

    def _begin(self, track: Track) -> FollowingRendition | None:
        if len(self._further) >= MAX_FURTHER_RENDITIONS or not isinstance(track, VideoTrack):
            return None
        taken = {SOURCE, *(rendition.name for rendition in self._further.values())}
        rendition = FollowingRendition(name_rendition(track, taken), self._config)
        self._further[track.id] = rendition
        self._ranks[track.id] = (-track.width * track.height, -(track.frame_rate or 0), track.id)
        rendition.receive_cuts(self._recent)
        return rendition
