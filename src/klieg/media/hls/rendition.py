"""One media playlist's live state: units in; playlists, init and part bytes out."""

from collections.abc import Sequence
from typing import Protocol

from klieg.media.hls.archive import Archive
from klieg.media.hls.bitrate import measure_average, measure_peak
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.events import CuttingEvent, InitReady, PartReady, SegmentReady
from klieg.media.hls.cutting.frame_pace import declared_frame
from klieg.media.hls.cutting.segmenter import Segmenter
from klieg.media.hls.grid import TICKS_PER_SECOND, PartGrid
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.media_playlist import MediaPlaylist, PlaylistPieces, part_target_s
from klieg.media.hls.multivariant_playlist import VariantDescription
from klieg.media.hls.rendition_report import RenditionReport
from klieg.media.hls.segment import Segment
from klieg.media.hls.window import SegmentWindow
from klieg.media.track import Track, VideoTrack
from klieg.media.unit import Unit

__all__ = ["HlsConfig", "HlsRendition", "RenditionReport", "VariantDescription"]


class Cutter(Protocol):
    """What makes parts and segments of units: it decides where, or follows one that does."""

    @property
    def grid(self) -> PartGrid | None:
        """The part grid, None before the first part."""

    @property
    def tracks(self) -> tuple[Track, ...]:
        """What the current initialization segment describes, video first."""

    @property
    def frame(self) -> float:
        """Measured duration of a video frame in grid ticks."""

    @property
    def dropped_units(self) -> int:
        """Units that no part could take."""

    def receive_unit(self, unit: Unit, wallclock: float) -> list[CuttingEvent]:
        """Take the next unit in order of arrival."""

    def receive_discontinuity(self) -> list[CuttingEvent]:
        """Finish what is there; the next unit starts another timeline."""

    def receive_end(self) -> list[CuttingEvent]:
        """Finish what is there."""


class HlsRendition:
    """Packages one rendition. Pure: no clock, no I/O; wallclock is an argument.

    Units of at most one video and one audio track, in order of arrival. Nothing a publisher sends makes it raise.

    Attributes:
        name: Name of the rendition.
        config: Its timing.
        version: Grows each time something new can be fetched; what was rendered for a version stays true for it.
        ended: Whether ``receive_end`` was called: nothing follows.
        decided: What the last call made, for renditions that follow this one.
    """

    def __init__(self, name: str, config: HlsConfig, cutter: Cutter | None = None) -> None:
        self.name = name
        self.config = config
        self.version = 0
        self.ended = False
        self.decided: list[CuttingEvent] = []
        self._cutter: Cutter = Segmenter(config) if cutter is None else cutter
        self._window = SegmentWindow(config)
        self._inits: dict[int, bytes] = {}
        self._independent = True
        self._to_store: list[Segment] = []

    @property
    def available(self) -> bool:
        """Whether players may choose it."""
        return self.playable

    def receive_unit(self, unit: Unit, wallclock: float) -> bool:
        """Take the next unit; return True when something new can be fetched, so ``version`` grew."""
        assert not self.ended, "nothing follows the end"
        return self._apply(self._cutter.receive_unit(unit, wallclock))

    def receive_discontinuity(self) -> bool:
        """Finish what is there because the publisher is gone; the next unit starts a new timeline."""
        assert not self.ended, "nothing follows the end"
        return self._apply(self._cutter.receive_discontinuity())

    def receive_end(self) -> bool:
        """Finish what is there and end the playlist."""
        if self.ended:
            return False
        self._apply(self._cutter.receive_end())
        self.ended = True
        self.version += 1
        return True

    def _apply(self, events: list[CuttingEvent]) -> bool:
        self.decided = events
        changed = False
        for event in events:
            match event:
                case InitReady(number, payload):
                    self._inits[number] = payload
                case PartReady(segment, part, cut):
                    if part.index == 0:
                        self._window.receive_segment(segment, breaks=cut.breaks)
                        self._independent = self._independent and bool(segment.independent)
                    changed = changed or (self.config.parts and (not part.gap or self.playable))
                case SegmentReady(segment):
                    self._window.receive_end_of_segment(segment)
                    if self.config.archive_s and not segment.empty:
                        self._to_store.append(segment)
                    self._forget_inits()
                    changed = changed or not segment.gap or self.playable
        self.version += changed
        return changed

    def take_to_store(self) -> list[Segment]:
        """Return, once, the whole segments whose media is to be written to the store, for ``receive_stored``."""
        taken, self._to_store = self._to_store, []
        return taken

    def receive_stored(self, msn: int) -> None:
        """Learn that the media of a segment is in the store under its name."""
        self._window.receive_stored(msn)

    @property
    def archive(self) -> Archive:
        """The segments that are listed and not in memory."""
        return self._window.archive

    @property
    def lost_count(self) -> int:
        """Segments that left memory too early for the store: nothing before them can be played."""
        return self._window.lost_count

    def _forget_inits(self) -> None:
        oldest = self._window.oldest_init
        for number in [number for number in self._inits if number < oldest]:
            del self._inits[number]

    @property
    def playable(self) -> bool:
        """Whether a player that comes now finds media in the playlist."""
        return any(not segment.gap and (self.config.parts or segment.complete) for segment in self._window.listed)

    @property
    def edge(self) -> LiveEdge:
        """How far the rendition has come, for ``blocking_reload``."""
        grid = self._cutter.grid
        target = part_target_s(grid) if grid is not None and self.config.parts else None
        if not self.playable:
            return LiveEdge(-1, -1, complete=True, ended=self.ended, part_target_s=target)
        last = self._window.listed[-1]
        if self.config.parts:
            return LiveEdge(last.msn, len(last.parts) - 1, last.complete, self.ended, target, last.parts[-1].number + 1)
        return LiveEdge(last.msn - (not last.complete), -1, complete=True, ended=self.ended, part_target_s=None)

    @property
    def position(self) -> tuple[int, int]:
        """Last segment and last part that can be fetched, each -1 before the first."""
        edge = self.edge
        return edge.msn, edge.part

    @property
    def reported_position(self) -> tuple[int, int | None]:
        """What the playlists of other renditions report: last segment, last part; None where no parts are published.

        hls.js takes a LAST-PART of 0 for none and asks for that of its own playlist, which may be two seconds away; so
        the first part of a segment is reported as the last one of the segment before.
        """
        edge = self.edge
        if not self.config.parts:
            return edge.msn, None
        before = self._window.find(edge.msn - 1)
        if edge.part == 0 and before is not None:
            return before.msn, len(before.parts) - 1
        return edge.msn, edge.part

    @property
    def dropped_units(self) -> int:
        """Units that no part could take, for example before the first keyframe."""
        return self._cutter.dropped_units

    @property
    def size_bytes(self) -> int:
        """Memory the held parts take."""
        return self._window.size_bytes

    def variant(self) -> VariantDescription:
        """Describe the rendition as it is now; asked for once it is playable."""
        tracks = self._cutter.tracks
        assert tracks, "a playable rendition has tracks"
        video = next((track for track in tracks if isinstance(track, VideoTrack)), None)
        average = measure_average(self._window.listed)
        frame = (declared_frame(video) or self._cutter.frame) if video else None
        return VariantDescription(
            name=self.name,
            codecs=",".join(track.codec_string for track in tracks),
            width=video.width if video else None,
            height=video.height if video else None,
            frame_rate=TICKS_PER_SECOND / frame if frame else None,
            bandwidth=max(average, measure_peak(self._window.listed, self.config.target_duration_s)),
            average_bandwidth=average,
            independent=self._independent,
        )

    def media_playlist(self, *, skip: bool = False, reports: Sequence[RenditionReport] = ()) -> str:
        """Return the text of ``playlist_pieces``."""
        return self.playlist_pieces(skip=skip, reports=reports).join()

    def playlist_pieces(self, *, skip: bool = False, reports: Sequence[RenditionReport] = ()) -> PlaylistPieces:
        """Return the media playlist of this version, with ``skip`` as a delta update; asked for once playable.

        ``reports`` are the positions of the broadcast's other renditions.
        """
        grid = self._cutter.grid
        assert grid is not None, "a playable rendition has a grid"
        playlist = MediaPlaylist(self.config, grid, self._window, self._independent)
        return playlist.pieces(self.edge, skip=skip, reports=reports)

    def init(self, number: int) -> bytes | None:
        """Return the initialization segment ``init-<number>.mp4``, None when it is not held."""
        return self._inits.get(number)

    def segment(self, msn: int) -> Sequence[bytes] | None:
        """Return the bytes of ``segment-<msn>.m4s`` as those of its parts, None when it is not held or not whole."""
        segment = self._window.find(msn)
        return [part.payload for part in segment.parts] if segment is not None and segment.complete else None

    def part(self, number: int) -> bytes | None:
        """Return the bytes of ``part-<number>.m4s``, None when it is not held."""
        part = self._window.find_part(number)
        return part.payload if part is not None else None
