"""A further rendition of a broadcast: its own pictures, cut where the leading rendition was cut."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from klieg.media.containers.fmp4.part import TrackRun, VideoRun
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.events import Cut, CuttingEvent, InitReady, PartReady, SegmentReady
from klieg.media.hls.cutting.frame_pace import DEFAULT_FRAME_RATE, FramePace, declared_frame
from klieg.media.hls.cutting.part_writer import PartWriter
from klieg.media.hls.cutting.video_queue import VideoQueue
from klieg.media.hls.grid import TICKS_PER_SECOND, PartGrid
from klieg.media.timebase import rescale
from klieg.media.track import MAIN_VIDEO, Track, VideoTrack
from klieg.media.unit import Unit

MAX_WAITING_UNITS = 512
"""Units that may wait for the leading rendition; beyond that the oldest go, up to the next keyframe."""

PATIENCE = TICKS_PER_SECOND
"""How much longer than usual a part may stay away before it is a gap: players have stalled by then."""

_ROUNDING = TICKS_PER_SECOND // 1000
"""Encoders' stamps may be whole milliseconds."""

_LAG_MEMORY_PARTS = 64


class Follower:
    """Cuts one further rendition. No clock.

    Frames are compared with cuts by presentation time, so renditions may reorder frames differently. A part is made
    when the frame after its last is there, or is foretold, or when it stayed away for too long. What is missing is a
    gap, which lasts until a keyframe; so every part of the leading rendition has its equal here, from the segment on in
    which the first keyframe falls. Sound is that of the leading rendition, sample for sample.

    The picture is described as track 1 whichever track it is: players keep their decoders over a switch.

    Attributes:
        grid: The part grid of the session; None before the first cut.
        open: Whether there are pictures now. Not so before the first keyframe, in a gap and after the track's end.
        dropped_units: Units that no part could take.
    """

    def __init__(self, config: HlsConfig) -> None:
        self.grid: PartGrid | None = None
        self.open = False
        self.dropped_units = 0
        self._jump = config.target_duration_s * TICKS_PER_SECOND
        self._writer = PartWriter()
        self._writer.held_back = True
        self._begun = False
        self._pace = FramePace(TICKS_PER_SECOND / DEFAULT_FRAME_RATE)
        self._video = VideoQueue()
        self._track: Track | None = None
        self._lead = 0
        self._units: deque[tuple[int, Unit]] = deque()
        self._decided: deque[PartReady | SegmentReady] = deque()
        self._decided_until = 0
        self._lag = 0.0
        self._timeline = -1
        self._awaits_units = True
        self._ending = False
        self._ended = False

    @property
    def tracks(self) -> tuple[Track, ...]:
        """What the current initialization segment describes, video first."""
        return self._writer.tracks

    @property
    def frame(self) -> float:
        """Measured duration of a video frame in grid ticks."""
        return self._pace.frame

    def receive_unit(self, unit: Unit, wallclock: float) -> list[CuttingEvent]:
        """Take the next unit in order of arrival."""
        del wallclock  # dates are those of the leading rendition
        self._awaits_units = True
        time = rescale(unit.dts, unit.track.timescale, TICKS_PER_SECOND)
        if unit.keyframe:
            self._lead = rescale(unit.pts, unit.track.timescale, TICKS_PER_SECOND) - time
        self._pace.receive_frame(time)
        self._units.append((time + self._lead, unit))
        if len(self._units) > MAX_WAITING_UNITS:
            self._drop_oldest()
        self._follow()
        return self._writer.drain()

    def receive_cuts(self, decided: Sequence[CuttingEvent]) -> list[CuttingEvent]:
        """Learn what the leading rendition made."""
        for event in decided:
            if isinstance(event, InitReady):
                continue
            if isinstance(event, PartReady):
                self.grid = event.cut.grid
                self._decided_until = event.cut.start + event.part.ticks
            self._decided.append(event)
        self._follow()
        return self._writer.drain()

    def receive_track_end(self) -> list[CuttingEvent]:
        """Make gaps from here on, unless the track comes back."""
        self._give_up_waiting()
        self.open = False
        return self._writer.drain()

    def receive_discontinuity(self) -> list[CuttingEvent]:
        """Finish what was decided; the next unit belongs to another timeline."""
        self._give_up_waiting()
        self._awaits_units = True
        return self._writer.drain()

    def receive_end(self) -> list[CuttingEvent]:
        """Finish what was decided, as far as there are pictures; a gap at the end would be of use to nobody."""
        self._ending = self.open
        self._give_up_waiting()
        return self._writer.drain()

    def _give_up_waiting(self) -> None:
        self._awaits_units = False
        self._follow()
        self.dropped_units += len(self._units)
        self._units.clear()

    def _drop_oldest(self) -> None:
        self.open = False
        self._units.popleft()
        self.dropped_units += 1
        while self._units and not self._units[0][1].keyframe:
            self._units.popleft()
            self.dropped_units += 1

    # Following

    def _follow(self) -> None:
        while self._decided:
            event = self._decided[0]
            if isinstance(event, PartReady):
                if not self._is_ready(event):
                    return
                if not self._ended:
                    self._cut_part(event)
            elif self._begun and self._writer.segment.parts and not self._writer.segment.complete:
                self._writer.end_segment()
            self._decided.popleft()

    @property
    def _tolerance(self) -> float:
        assert self.grid is not None, "known since the first cut"
        return min(self._pace.frame, self.grid.cell) / 2 + _ROUNDING

    def _is_ready(self, event: PartReady) -> bool:
        """Return whether all that belongs to a part is there, or is not waited for any longer."""
        if not self._awaits_units:
            return True
        start, end = _span(event)
        if self._units:
            last = self._units[-1][0] + self._tolerance
            foretold = self.open and self._pace.steady and last + self._pace.frame >= end
            if last >= end or foretold or last < start - self._jump:
                return True
        waited = self._decided_until - (event.cut.start + event.part.ticks)
        return waited > (self._lag + PATIENCE if self.open else self._jump)

    def _cut_part(self, event: PartReady) -> None:
        cut, part = event.cut, event.part
        if part.index == 0:
            self._begun = True
            self._writer.begin_segment(part.msn, discontinuity=event.segment.discontinuity)
            self._writer.segment.wallclock = event.segment.wallclock
        if not self._begun:
            return
        if cut.timeline != self._timeline:
            self._begin_timeline(event)
        self._take_units(event)
        if self.open and (part.index == 0 or self._writer.held_back):
            self._writer.describe(self._described(cut))
        self._write_part(event)
        if self.open and self._writer.held_back:
            self._writer.release()

    def _begin_timeline(self, event: PartReady) -> None:
        self._timeline = event.cut.timeline
        self.open = False
        self._video = VideoQueue()
        start, _ = _span(event)
        while self._units and abs(self._units[0][0] - start) > self._jump:
            self._units.popleft()
            self.dropped_units += 1

    def _described(self, cut: Cut) -> tuple[Track, ...]:
        assert isinstance(self._track, VideoTrack), "a follower gets video only"
        video = replace(self._track, id=MAIN_VIDEO)
        return (video,) if cut.audio is None else (video, cut.audio)

    # Pictures

    def _take_units(self, event: PartReady) -> None:
        """Queue the frames that belong to a part; late ones too, since what follows needs them."""
        start, end = _span(event)
        while self._units:
            time, unit = self._units[0]
            if time + self._tolerance >= end or time < start - self._jump:
                return
            self._units.popleft()
            if unit.track is not self._track:
                self.open = self.open and unit.track == self._track
            if not self.open:
                self._open_at(unit, event, late=time + self._tolerance < start)
            if self.open:
                self._video.receive_unit(unit, rescale(event.cut.shift, TICKS_PER_SECOND, unit.track.timescale))
            else:
                self.dropped_units += 1

    def _open_at(self, unit: Unit, event: PartReady, *, late: bool) -> None:
        """Let pictures begin at this frame if it can be decoded and described."""
        if not unit.keyframe or late or event.part.gap:
            return
        before, self._track = self._track, unit.track
        begins = event.part.index == 0 or self._writer.held_back
        if self._described(event.cut) != self.tracks and (len(self._video) or not begins):
            self._track = before  # a segment has one initialization segment
            return
        self.open = True
        declared = declared_frame(unit.track) if isinstance(unit.track, VideoTrack) else None
        if unit.track != before and declared is not None:
            self._pace = FramePace(declared)
        if not len(self._video):
            self._video = VideoQueue()

    def _write_part(self, event: PartReady) -> None:
        cut, part, writer = event.cut, event.part, self._writer
        sound = [] if cut.sound is None else [cut.sound]
        independent = self._video.starts_with_keyframe
        if len(self._video):
            self._lag = max(self._decided_until - cut.start - part.ticks, self._lag * (1 - 1 / _LAG_MEMORY_PARTS))
            runs: list[TrackRun] = [self._take_pictures(event), *sound]
            if not writer.segment.parts:
                writer.segment.independent = independent
            writer.write_part(cut, runs, number=part.number, ticks=part.ticks, independent=independent)
        elif self.open and sound and not (cut.pictures and self._is_hole):
            if not writer.segment.parts:
                writer.segment.independent = False
            writer.write_part(cut, sound, number=part.number, ticks=part.ticks, independent=False)
        elif self._ending:
            self._ended = True
        else:
            self.open = False
            writer.write_gap(cut, number=part.number, ticks=part.ticks)

    @property
    def _is_hole(self) -> bool:
        """Whether frames are missing, and not just rare: what comes next can be decoded without them."""
        return not self._units or self._units[0][1].keyframe

    def _take_pictures(self, event: PartReady) -> VideoRun:
        track = self.tracks[0]
        assert isinstance(track, VideoTrack), "the picture is described first"
        end = self._video.last + rescale(round(self._pace.frame), TICKS_PER_SECOND, track.timescale)
        if self._units:
            part_start, part_end = _span(event)
            time, unit = self._units[0]
            if part_start < time < part_end + self._pace.frame + self._tolerance:
                end = VideoQueue.decode_time(unit, rescale(event.cut.shift, TICKS_PER_SECOND, track.timescale))
        if event.cut.overlap:
            self._video.extend_last(rescale(event.cut.overlap, TICKS_PER_SECOND, track.timescale))
        run = self._video.take(track, end)
        assert run is not None, "asked only where there are pictures"
        return run


def _span(event: PartReady) -> tuple[int, int]:
    """Return from when until when, by presentation time on the publisher's clock, frames belong to a part."""
    start = event.cut.start - event.cut.shift + event.cut.lead
    return start, start + event.part.ticks
