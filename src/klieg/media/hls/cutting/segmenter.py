"""Where parts and segments are cut: units of the leading rendition in, its parts and segments and the cuts out."""

from collections import deque

from klieg.media.containers.fmp4.part import AudioRun
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.audio_queue import AudioQueue
from klieg.media.hls.cutting.events import Cut, CuttingEvent
from klieg.media.hls.cutting.frame_pace import FramePace, audio_frame, declared_frame
from klieg.media.hls.cutting.opening import Opening
from klieg.media.hls.cutting.part_writer import PartWriter
from klieg.media.hls.cutting.timeline import Timeline
from klieg.media.hls.cutting.video_queue import DECODE_LEAD, VideoQueue
from klieg.media.hls.grid import TICKS_PER_SECOND, PartGrid
from klieg.media.hls.segment import Segment
from klieg.media.timebase import rescale
from klieg.media.track import AudioTrack, Track, VideoTrack
from klieg.media.unit import Unit

MAX_PART_UNITS = 4096
"""Units of one track that may wait for their part; when media time stands still, what comes beyond is dropped."""

_SILENCE_AFTER = TICKS_PER_SECOND // 4
"""How much longer than usual audio may stay away before silence takes its place; less than players hold back."""

_BREAK_OVERLAP = TICKS_PER_SECOND // 25
"""By how much media outlasts its last segment when the timeline breaks.

Players put the first sample after a break where the segment before it ends by its declared duration. Audio starts up to
one of its frames later than video, and at a hole of a few milliseconds hls.js seeks and loads a whole segment (2 s).
"""

_JOIN_OVERLAP = TICKS_PER_SECOND // 500
"""By how much pictures outlast a part that a keyframe follows.

hls.js looks for what comes next where its buffer ends. In a segment that it entered by a switch, a buffer that ends a
moment before the segment does keeps it there until the segment's parts leave the playlist.
"""

_LEAST_PART = TICKS_PER_SECOND // 1000
"""Shortest duration a last part can declare, for frames that stand still."""

_LAG_MEMORY_UNITS = 64
_MAX_LAG = TICKS_PER_SECOND

LEADING_GAP_CELLS = 2
"""Length of the gap with which a session with parts begins.

One is where hls.js compares two sums for equality; three let it start nearer to the edge than PART-HOLD-BACK.
"""


class Segmenter:
    """Cuts one rendition. No clock: wallclock comes with the units.

    A video unit belongs to the cell of the part grid into which its decoding time falls, give or take half a frame, so
    stamps in whole milliseconds do not move frames between parts. A part is finished when the frame after its last
    arrives or, while frames are steady, is foretold; audio goes along as far as it has come. When video pauses, audio
    alone fills parts. When nothing comes, the whole cells of the pause are taken out of media time: a part without
    samples stops hls.js for good, and nobody could have played the pause before it was over. Dates keep counting it.

    Attributes:
        grid: The part grid, chosen at the first start and kept for ever; None before.
        frame: Measured duration of a video frame in grid ticks.
        dropped_units: Units that no part could take: before a keyframe, or beyond ``MAX_PART_UNITS``.
    """

    def __init__(self, config: HlsConfig) -> None:
        self.grid: PartGrid | None = None
        self.dropped_units = 0
        self._config = config
        self._jump = config.target_duration_s * TICKS_PER_SECOND
        self._writer = PartWriter()
        self._opening: Opening | None = None
        self._timeline = Timeline(zero=0, base=DECODE_LEAD, wallclock=0.0)
        self._earliest_wallclock = 0.0
        self._pace = FramePace(1)
        self._video = VideoQueue()
        self._audio = AudioQueue(None)
        self._latest_audio_track: AudioTrack | None = None
        self._latest = {"video": 0, "audio": 0}
        self._audio_lead = 0.0
        self._audio_lag = 0.0
        self._audio_expected = False
        self._origin = DECODE_LEAD
        self._next_number = 0
        self._timelines = -1
        self._breaks = 0
        self._lead = 0
        self._overlap = 0
        self._parts_before = 0
        self._open()

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
        self._take_all([(unit, wallclock)])
        return self._writer.drain()

    def expect_audio(self) -> None:
        """Learn that audio is on its way, though it takes longer than an encoder's own."""
        self._audio_expected = True
        if self._opening is not None:
            self._opening.expect_audio()

    def receive_discontinuity(self) -> list[CuttingEvent]:
        """Finish what is there; the next unit starts another timeline."""
        if self._opening is None:
            self._break_timeline()
        else:
            self.dropped_units += self._opening.received
            self._open()
        return self._writer.drain()

    def receive_end(self) -> list[CuttingEvent]:
        """Finish what is there."""
        while self._opening is not None and self._opening.tracks:
            self._take_all(self._start(self._opening))
        if self._opening is None:
            self._flush()
        else:
            self.dropped_units += self._opening.received
        return self._writer.drain()

    @property
    def _segment(self) -> Segment:
        return self._writer.segment

    @property
    def _cell_end(self) -> int:
        assert self.grid is not None, "chosen before the first unit is taken"
        return self._origin + (len(self._segment.parts) + 1) * self.grid.cell

    @property
    def _video_track(self) -> VideoTrack | None:
        return next((track for track in self.tracks if isinstance(track, VideoTrack)), None)

    @property
    def _tolerance(self) -> float:
        assert self.grid is not None, "chosen before the first unit is taken"
        return min(self._pace.frame, self.grid.cell) / 2

    # Timelines

    def _open(self) -> None:
        kinds = {track.kind for track in self.tracks} or {"video", "audio"}
        span = round(self._config.part_target_s * TICKS_PER_SECOND)
        self._opening = Opening(kinds, measure_span=span, max_span=self._jump)
        if self._audio_expected:
            self._opening.expect_audio()

    def _start(self, opening: Opening) -> list[tuple[Unit, float]]:
        """Start the timeline an opening decided on; return the units it held back."""
        self._opening = None
        self._pace = FramePace(opening.frame)
        self.grid = self.grid or PartGrid.choose(self._config, opening.frame)
        wallclock = max(opening.wallclock, self._earliest_wallclock)
        self._timeline = Timeline(zero=opening.zero, base=self._origin, wallclock=wallclock)
        self._latest = dict.fromkeys(self._latest, self._origin)
        self._audio_lead = self._audio_lag = 0.0
        audio = opening.tracks[-1]
        self._latest_audio_track = audio if isinstance(audio, AudioTrack) else None
        self._timelines += 1
        self._segment.discontinuity = self._next_number > 0
        self._describe(opening.tracks)
        self._audio = AudioQueue(self._latest_audio_track)
        if self._segment.msn == 0 and self._config.parts:
            self._lead_with_gap(self.grid)
        arrivals = opening.arrivals
        self.dropped_units += opening.received - len(arrivals)
        return arrivals

    def _lead_with_gap(self, grid: PartGrid) -> None:
        """Let the session begin with a segment without media, so that the first part can be played at once.

        hls.js refuses a playlist without a whole segment and loads parts only after a segment with parts. It showed
        its first picture when the first segment had ended, 3.2 s after the first part; with the gap after 0.4 s. The
        gap leaves the playlist when the first segment with media is whole.
        """
        cells = min(LEADING_GAP_CELLS, grid.max_cells)
        start = self._origin - cells * grid.cell
        self._segment.wallclock = self._timeline.wallclock(start)
        for index in range(cells):
            cut = self._make_cut(start + index * grid.cell, sound=None, pictures=False)
            self._writer.write_gap(cut, number=self._take_number(), ticks=grid.cell)
        self._writer.end_segment()
        self._writer.begin_segment(self._segment.msn + 1)

    def _break_timeline(self) -> None:
        if self._video_track is not None:
            self._overlap = _BREAK_OVERLAP
            self._audio.fill_with_silence(self._latest["video"] + round(self._pace.frame) + _BREAK_OVERLAP)
        self._flush()
        self._overlap = 0
        ends = [self._origin]
        if self._video.end is not None and self._video_track is not None:
            ends.append(rescale(self._video.end, self._video_track.timescale, TICKS_PER_SECOND) + DECODE_LEAD)
        if self._audio.end is not None and self._audio.track is not None:
            ends.append(rescale(self._audio.end, self._audio.track.timescale, TICKS_PER_SECOND))
        self._earliest_wallclock = self._timeline.wallclock(self._origin)
        self._origin = max(ends)
        self._video, self._audio = VideoQueue(), AudioQueue(self._audio.track)
        self._open()

    def _ticks(self, unit: Unit) -> int:
        return self._timeline.grid_ticks(unit.dts, unit.track.timescale)

    def _jumps(self, unit: Unit) -> bool:
        return abs(self._ticks(unit) - max(self._latest.values())) > self._jump

    def _flush(self) -> None:
        if len(self._video):
            end = self._latest["video"] + round(self._pace.frame)
        elif len(self._audio):
            end = self._latest["audio"] + round(self._pace.frame)
        else:
            self._end_segment()
            return
        self._finish_last_part(end, next_video=None, audio_until=None)

    # Units

    def _take_all(self, arrivals: list[tuple[Unit, float]]) -> None:
        waiting = deque(arrivals)
        while waiting:
            unit, wallclock = waiting.popleft()
            if self._opening is None and self._jumps(unit):
                self._break_timeline()
            if self._opening is None:
                self._take(unit)
            elif self._opening.receive_unit(unit, wallclock):
                waiting.extendleft(reversed(self._start(self._opening)))

    def _take(self, unit: Unit) -> None:
        ticks = self._ticks(unit)
        if ticks < self._timeline.start:
            self.dropped_units += 1
        elif unit.track.kind == "video":
            self._latest["video"] = max(self._latest["video"], ticks)
            self._take_video(unit, ticks)
        else:
            self._latest["audio"] = max(self._latest["audio"], ticks)
            self._take_audio(unit, ticks)

    def _take_video(self, unit: Unit, ticks: int) -> None:
        wanted = self._wanted(unit.track) if unit.keyframe else self.tracks
        if unit.track not in wanted:
            self.dropped_units += 1  # after a change of parameters only a keyframe can be decoded
            return
        self._pace.receive_frame(rescale(unit.dts, unit.track.timescale, TICKS_PER_SECOND))
        self._audio_lead = _decayed(self._audio_lead, self._latest["audio"] - ticks)
        ticks = self._advance(ticks, unit)
        if wanted != self.tracks:
            self._finish_last_part(ticks, next_video=unit, audio_until=ticks)
            self._change_tracks(wanted)
        elif unit.keyframe and self._may_cut(ticks):
            self._finish_last_part(ticks, next_video=unit, audio_until=ticks)
        ticks = self._ticks(unit)
        if unit.keyframe:
            self._lead = rescale(unit.pts - unit.dts, unit.track.timescale, TICKS_PER_SECOND)
        if len(self._video) >= MAX_PART_UNITS:
            self.dropped_units += 1
            return
        if self._segment.independent is None:
            self._segment.independent = unit.keyframe
        self._video.receive_unit(unit, self._timeline.shift(unit.track.timescale))
        if (
            self._pace.steady
            and not self._ends_segment
            and ticks + self._pace.frame + self._tolerance >= self._cell_end
        ):
            self._close_cell(None)

    def _take_audio(self, unit: Unit, ticks: int) -> None:
        assert isinstance(unit.track, AudioTrack), "an audio unit has an audio track"
        self._latest_audio_track = unit.track
        alone = self._video_track is None
        if unit.track != self._audio.track and alone:
            self._finish_last_part(ticks, next_video=None, audio_until=ticks)
            self._change_tracks((unit.track,))
            ticks = self._ticks(unit)
        self._audio_lag = _decayed(self._audio_lag, self._latest["video"] - ticks)
        if unit.track != self._audio.track or len(self._audio) >= MAX_PART_UNITS:
            self.dropped_units += 1  # beside video the next keyframe takes a new track in
            return
        if alone:
            ticks = self._advance(ticks, None)
        self.dropped_units += not self._audio.receive_unit(unit, self._timeline.shift(unit.track.timescale), ticks)
        if alone:
            self._advance(ticks + round(self._pace.frame), None)
        else:
            self._pass_paused_video(ticks)

    def _pass_paused_video(self, ticks: int) -> None:
        """Close cells with audio alone once audio is a whole cell further than it usually runs before video."""
        assert self.grid is not None, "chosen before the first unit is taken"
        passed = ticks - self.grid.cell - round(self._audio_lead)
        passed -= self._remove_pause(passed)
        while passed >= self._cell_end:
            self._close_cell(None)

    def _wanted(self, video: Track) -> tuple[Track, ...]:
        """Return the tracks to describe from this keyframe on."""
        return (video,) if self._latest_audio_track is None else (video, self._latest_audio_track)

    def _fill_silence(self) -> None:
        """Let silence take the place of audio that stays away, because browsers play only where all tracks have data.

        A track that left the initialization segment instead would be a fatal error in hls.js.
        """
        heard, until = self._audio.heard, min(self._latest["video"], self._cell_end) - round(self._audio_lag)
        if self._video_track is not None and heard is not None and until - heard > _SILENCE_AFTER:
            self._audio.fill_with_silence(until)

    # Cuts

    def _may_cut(self, ticks: int) -> bool:
        assert self.grid is not None, "chosen before the first unit is taken"
        if not self._segment.parts and not len(self._video):
            return False
        return not self._segment.independent or ticks - self._origin + self._tolerance >= self.grid.segment_min

    @property
    def _ends_segment(self) -> bool:
        """Whether this part is the last of its segment, as far as can be told from the one before.

        Such a part is not foretold where there is sound: what goes with its last frame has not come by then, and a
        buffer that ends early keeps hls.js from going on (see ``_JOIN_OVERLAP``).
        """
        return self._audio.track is not None and len(self._segment.parts) + 1 == self._parts_before

    def _advance(self, ticks: int, next_video: Unit | None) -> int:
        """Close the cells that end before a unit at ``ticks``; return its time without the pause before it."""
        ticks -= self._remove_pause(ticks + round(self._tolerance))
        while ticks + self._tolerance >= self._cell_end:
            self._close_cell(next_video)
        return ticks

    def _remove_pause(self, until: int) -> int:
        """Take the cells that end before ``until`` and got no sample out of media time; return how long they last."""
        assert self.grid is not None, "chosen before the first unit is taken"
        cell, removed = self.grid.cell, 0
        end = self._cell_end
        occupied = len(self._video) > 0 or self._audio.starts_within(0, end)
        while until - removed >= end:
            if occupied:
                end += cell
            else:
                removed += cell
                self._remove(cell, end - cell)
            occupied = self._audio.starts_within(end - cell, end)
        return removed

    def _remove(self, ticks: int, start: int) -> None:
        self._timeline.remove(start, ticks)
        self._audio.move_later(start, ticks)
        self._latest = {kind: latest - ticks if latest >= start else latest for kind, latest in self._latest.items()}

    def _close_cell(self, next_video: Unit | None) -> None:
        assert self.grid is not None, "chosen before the first unit is taken"
        self._fill_silence()
        self._close_part(self.grid.cell, next_video, audio_until=self._cell_end)
        count = len(self._segment.parts)
        long_enough = count * self.grid.cell + self._tolerance >= self.grid.segment_min
        if count >= self.grid.max_cells or (long_enough and self._video_track is None):
            self._end_segment()

    def _finish_last_part(self, end: int, *, next_video: Unit | None, audio_until: int | None) -> None:
        """End the segment at ``end``, inside the current cell; audio that starts later waits for the next segment."""
        assert self.grid is not None, "chosen before the first unit is taken"
        start = self._cell_end - self.grid.cell
        rest = end - start
        waiting = len(self._video) > 0 or (audio_until is None and len(self._audio) > 0)
        if rest > self._tolerance and not waiting and not self._audio.starts_within(0, end):
            self._remove(rest, start)
        elif waiting or rest > self._tolerance:
            self._close_part(min(max(rest, _LEAST_PART), self.grid.cell), next_video, audio_until=audio_until)
        self._end_segment()

    def _close_part(self, ticks: int, next_video: Unit | None, *, audio_until: int | None) -> None:
        segment = self._segment
        independent = self._video.starts_with_keyframe or self._video_track is None
        start = self._origin + segment.ticks
        pictures = None
        overlap = self._overlap
        if next_video is not None and next_video.keyframe and not overlap:
            overlap = _JOIN_OVERLAP
        if self._video_track is not None and len(self._video):
            self._video.extend_last(rescale(overlap, TICKS_PER_SECOND, self._video_track.timescale))
            pictures = self._video.take(self._video_track, self._video_end(self._video_track, next_video))
        sound = self._audio.take(audio_until)
        if not segment.parts:
            segment.wallclock = self._timeline.wallclock(self._origin)
            segment.independent = independent
        self._writer.write_part(
            self._make_cut(start, sound=sound, pictures=pictures is not None, overlap=overlap),
            [run for run in (pictures, sound) if run is not None],
            number=self._take_number(),
            ticks=ticks,
            independent=independent,
        )

    def _make_cut(self, start: int, *, sound: AudioRun | None, pictures: bool, overlap: int = 0) -> Cut:
        assert self.grid is not None, "chosen before the first part"
        return Cut(
            grid=self.grid,
            start=start,
            shift=self._timeline.shift_at(start),
            lead=self._lead,
            timeline=self._timelines,
            breaks=self._breaks,
            audio=self._audio.track,
            sound=sound,
            pictures=pictures,
            overlap=overlap,
        )

    def _take_number(self) -> int:
        number, self._next_number = self._next_number, self._next_number + 1
        return number

    def _video_end(self, track: VideoTrack, next_video: Unit | None) -> int:
        if next_video is not None:
            return self._video.decode_time(next_video, self._timeline.shift(next_video.track.timescale))
        return self._video.last + rescale(round(self._pace.frame), TICKS_PER_SECOND, track.timescale)

    def _end_segment(self) -> None:
        segment = self._segment
        if not segment.parts:
            return
        self._writer.end_segment()
        self._parts_before = len(segment.parts)
        self._origin += segment.ticks
        self._breaks += segment.discontinuity
        self._writer.begin_segment(segment.msn + 1)

    # Initialization segments

    def _change_tracks(self, tracks: tuple[Track, ...]) -> None:
        before_video = self._video_track
        self._describe(tracks)
        video = self._video_track
        audio = next((track for track in tracks if isinstance(track, AudioTrack)), None)
        if video != before_video:
            self._video = VideoQueue()
            self._pace = FramePace(declared_frame(video) or self._pace.frame) if video else self._pace
        if audio != self._audio.track:
            self.dropped_units += len(self._audio)
            self._audio = AudioQueue(audio)
        if video is None and audio is not None:
            self._pace = FramePace(audio_frame(audio))

    def _describe(self, tracks: tuple[Track, ...]) -> None:
        if self._writer.describe(tracks) and self._segment.msn > 0:
            self._segment.discontinuity = True


def _decayed(usual: float, now: int) -> float:
    """Return how far one track runs before the other: the most of late, forgotten slowly."""
    return max(min(now, _MAX_LAG), usual * (1 - 1 / _LAG_MEMORY_UNITS))
