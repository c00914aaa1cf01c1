"""The rules are in tests/conformance/hls, also over random streams; here the decisions one by one."""

from dataclasses import replace

import pytest

from fakes.mp4_reader import read_fragments
from fakes.scripted_stream import AUDIO, VIDEO, Arrival, Script
from klieg.media.codecs.aac_silence import silent_frame
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.events import CuttingEvent, InitReady, PartReady, SegmentReady
from klieg.media.hls.cutting.segmenter import LEADING_GAP_CELLS, MAX_PART_UNITS, Segmenter
from klieg.media.unit import Unit

FRAME_MS = 33.4


class Fed:
    """A segmenter with what it said, and after which unit."""

    def __init__(self, config: HlsConfig | None = None) -> None:
        self.segmenter = Segmenter(config or HlsConfig())
        self.events: list[tuple[CuttingEvent, float]] = []

    def feed(self, arrivals: list[Arrival]) -> "Fed":
        for unit, wallclock in arrivals:
            self.events += [(event, wallclock) for event in self.segmenter.receive_unit(unit, wallclock)]
        return self

    @property
    def parts(self) -> list[PartReady]:
        return [event for event, _ in self.events if isinstance(event, PartReady) and not event.part.gap]

    @property
    def segments(self) -> list[SegmentReady]:
        return [event for event, _ in self.events if isinstance(event, SegmentReady) and not event.segment.gap]

    @property
    def inits(self) -> list[InitReady]:
        return [event for event, _ in self.events if isinstance(event, InitReady)]

    def part_delays(self, start: float) -> list[float]:
        """How long after its last picture began each part was there, in milliseconds."""
        delays = []
        end = start
        for event, wallclock in self.events:
            if isinstance(event, PartReady) and not event.part.gap:
                end += event.part.ticks / 90_000
                delays.append((wallclock - end) * 1000)
        return delays


def test_a_steady_part_is_there_when_its_last_frame_comes() -> None:
    """The last frame comes one frame before the end of the part; the one after it need not be waited for."""
    script = Script(seconds=4)
    delays = Fed().feed(script.arrivals()).part_delays(script.wallclock)
    assert all(delay <= -FRAME_MS + 2 for delay in delays), delays


def test_while_frames_are_irregular_the_next_one_ends_a_part() -> None:
    script = Script(seconds=4, wobble_ms=(0, 30, -10, 25, 3), stamps_in_ms=False)
    fed = Fed().feed(script.arrivals())
    assert not any(event.part.ticks != 18_000 for event in fed.parts[:9])
    assert max(fed.part_delays(script.wallclock)) < 60


def test_events_come_in_order() -> None:
    fed = Fed().feed(Script(seconds=2.1).arrivals())
    kinds = [type(event).__name__ for event, _ in fed.events]
    gap = [*["PartReady"] * LEADING_GAP_CELLS, "SegmentReady"]
    assert kinds == ["InitReady", *gap, *["PartReady"] * 10, "SegmentReady"]
    assert [event.part.index for event in fed.parts] == list(range(10))
    assert fed.segments[0].segment.independent


def test_audio_that_runs_ahead_waits_for_its_part() -> None:
    fed = Fed().feed(Script(seconds=3, audio_lag_s=-0.3).arrivals())
    for event in fed.parts[2:]:
        fragment = read_fragments(event.part.payload)[0]
        assert 1 in fragment.samples
        video, audio = fragment.samples[1], fragment.samples[2]
        assert abs(video[0].presentation_time / 90_000 - audio[0].presentation_time / 48_000) < 0.1


def test_video_that_pauses_is_waited_for_one_part_longer_than_audio_leads() -> None:
    script = Script(seconds=4, pauses=[(1.0, 3.0)], gop_frames=200)
    fed = Fed().feed(script.arrivals())
    assert max(fed.part_delays(script.wallclock)) == pytest.approx(200, abs=60)


def test_the_first_part_waits_for_no_segment() -> None:
    script = Script(seconds=1, wallclock=0.0)
    delay = Fed().feed(script.arrivals()).part_delays(script.wallclock)[0]
    assert delay < 0


def test_audio_that_stays_away_is_replaced_by_silence() -> None:
    """Players need data of all tracks; the real audio is taken in again where the silence ends."""
    script = Script(seconds=8, audio_pauses=[(2.5, 5.5)])
    fed = Fed().feed(script.arrivals())
    assert len(fed.inits) == 1
    heard = [read_fragments(event.part.payload)[0].samples.get(2, []) for event in fed.parts]
    ends = [(samples[-1].decode_time + samples[-1].duration) / 48_000 for samples in heard if samples]
    silent = sum(sample.payload == silent_frame(AUDIO.configuration) for samples in heard for sample in samples)
    assert silent == pytest.approx(3 * 48_000 / 1024, abs=12)
    for index, event in enumerate(fed.parts):
        if heard[index]:
            shown = (event.part.number - 1) * 0.2
            assert shown - (heard[index][-1].presentation_time / 48_000) < 0.5
    assert ends == sorted(ends)
    assert fed.segmenter.dropped_units < 20, "what came while silence had taken its place"


def test_audio_that_comes_late_is_not_replaced() -> None:
    fed = Fed().feed(Script(seconds=8, audio_lag_s=0.4).arrivals())
    assert silent_frame(AUDIO.configuration) not in [
        sample.payload for event in fed.parts for sample in read_fragments(event.part.payload)[0].samples.get(2, [])
    ]


def test_media_outlasts_its_last_segment_when_the_publisher_is_lost() -> None:
    fed = Fed().feed(Script(seconds=1.3).arrivals())
    fed.events += [(event, 0.0) for event in fed.segmenter.receive_discontinuity()]
    segment = fed.segments[-1].segment
    samples = [read_fragments(part.payload)[0].samples for part in segment.parts]
    declared = segment.ticks / 90_000
    audio = samples[-1][2][-1]
    assert (audio.presentation_time + audio.duration) / 48_000 > declared + 0.01


def test_video_that_stays_away_is_waited_for() -> None:
    script = Script(seconds=16, gop_frames=60, pauses=[(2.1, 12.0)])
    fed = Fed().feed(script.arrivals())
    assert len(fed.inits) == 1
    assert [event.segment.independent for event in fed.segments] == [True, True, False, False, True]


def test_video_joins_an_audio_only_broadcast_at_a_keyframe() -> None:
    audio = Script(seconds=3, video=False).arrivals()
    both = Script(seconds=3, start_s=103).arrivals()
    late = [arrival for arrival in both if not (arrival[0].track.kind == "video" and arrival[0].dts < 103.5 * 90_000)]
    fed = Fed().feed(audio).feed(late)
    assert len(fed.inits) == 2
    assert fed.segmenter.dropped_units == 45, "pictures before the next keyframe"
    opened = [event for event in fed.parts if event.segment.init == 1]
    assert opened[0].segment.discontinuity
    assert opened[0].part.independent


def test_changed_audio_alone_needs_no_keyframe() -> None:
    fed = Fed().feed(Script(seconds=3, video=False).arrivals())
    mono = replace(AUDIO, channels=1)
    fed.feed(Script(seconds=3, start_s=103, video=False, audio_track=mono).arrivals())
    assert [init.number for init in fed.inits] == [0, 1]
    assert fed.segmenter.tracks == (mono,)
    assert fed.segmenter.dropped_units == 0


def test_frames_of_other_parameters_wait_for_their_keyframe() -> None:
    fed = Fed().feed(Script(seconds=2.5, audio=False).arrivals())
    track = replace(VIDEO, width=640)
    frame = Unit(track, 103 * 90_000, 103 * 90_000, False, b"delta")
    assert fed.segmenter.receive_unit(frame, 0.0) == []
    assert fed.segmenter.dropped_units == 1
    key = replace(frame, keyframe=True)
    events = fed.segmenter.receive_unit(key, 0.0)
    assert isinstance(events[-1], InitReady)


def test_the_same_parameters_in_another_object_change_nothing() -> None:
    fed = Fed().feed(Script(seconds=2.5).arrivals())
    fed.feed(Script(seconds=3, start_s=102.5, video_track=replace(VIDEO), audio_track=replace(AUDIO)).arrivals())
    assert len(fed.inits) == 1


def test_a_part_of_time_that_stands_still_is_bounded() -> None:
    fed = Fed(HlsConfig(segment_min_s=4))
    fed.feed(Script(seconds=1).arrivals())
    stuck = Unit(replace(VIDEO), 101 * 90_000, 101 * 90_000, False, b"x")
    silent = Unit(AUDIO, 101 * 48_000, 101 * 48_000, True, b"x")
    for _ in range(MAX_PART_UNITS + 50):
        fed.segmenter.receive_unit(stuck, 0.0)
        fed.segmenter.receive_unit(silent, 0.0)
    assert 80 < fed.segmenter.dropped_units <= 110


def test_a_reconnect_before_anything_was_packaged_is_no_break() -> None:
    segmenter = Segmenter(HlsConfig())
    assert segmenter.receive_discontinuity() == []
    segmenter.receive_unit(Script().arrivals()[0][0], 0.0)
    assert segmenter.receive_discontinuity() == []
    assert segmenter.dropped_units == 1
    fed = Fed().feed(Script(seconds=1).arrivals())
    assert not fed.parts[0].segment.discontinuity


def test_the_end_packages_what_the_opening_held_back() -> None:
    segmenter = Segmenter(HlsConfig())
    unit = Script(audio=False).arrivals()[0][0]
    assert segmenter.receive_unit(unit, 5.0) == []
    init, *_, part, segment = segmenter.receive_end()
    assert isinstance(init, InitReady)
    assert isinstance(part, PartReady)
    assert isinstance(segment, SegmentReady)
    assert 0 < part.part.ticks <= 3000


def test_the_end_of_nothing_is_nothing() -> None:
    segmenter = Segmenter(HlsConfig())
    assert segmenter.receive_end() == []
    delta = Script(audio=False).arrivals()[1][0]
    segmenter = Segmenter(HlsConfig())
    segmenter.receive_unit(delta, 0.0)
    assert segmenter.receive_end() == []
    assert segmenter.dropped_units == 1


def test_the_end_takes_audio_that_ran_ahead() -> None:
    fed = Fed().feed(Script(seconds=2, audio_lag_s=-0.5).arrivals())
    last = fed.segmenter.receive_end()
    assert isinstance(last[-1], SegmentReady)
    assert fed.segmenter.dropped_units == 0


def test_units_before_the_start_of_a_timeline_are_dropped() -> None:
    fed = Fed().feed(Script(seconds=1).arrivals())
    early = Unit(AUDIO, round(99.9 * 48_000), round(99.9 * 48_000), True, b"early")
    fed.segmenter.receive_unit(early, 0.0)
    assert fed.segmenter.dropped_units == 1


def test_a_session_with_parts_begins_with_a_gap() -> None:
    """It belongs before the media: dates and Media Sequence Numbers go on from it, and nothing breaks after it."""
    fed = Fed().feed(Script(seconds=2.1).arrivals())
    segments = [event.segment for event, _ in fed.events if isinstance(event, SegmentReady)]
    assert [(segment.gap, segment.msn, segment.discontinuity) for segment in segments] == [
        (True, 0, False),
        (False, 1, False),
    ]
    assert [part.ticks for part in segments[0].parts] == [18_000, 18_000]
    assert segments[1].wallclock - segments[0].wallclock == pytest.approx(0.4)
    assert read_fragments(segments[0].parts[0].payload)[0].samples == {}


def test_a_session_without_parts_has_no_gap() -> None:
    fed = Fed(HlsConfig(parts=False)).feed(Script(seconds=2.1).arrivals())
    assert [event.segment.msn for event in fed.segments] == [0]
    assert not any(event.part.gap for event, _ in fed.events if isinstance(event, PartReady))


def test_a_publisher_that_comes_back_starts_another_timeline() -> None:
    fed = Fed().feed(Script(seconds=3).arrivals())
    closed = fed.segmenter.receive_discontinuity()
    assert isinstance(closed[-1], SegmentReady)
    assert fed.segmenter.receive_discontinuity() == []
    fed.feed(Script(seconds=3, start_s=7).arrivals())
    back = fed.parts[-1].segment
    assert fed.parts[len(fed.parts) - 10].segment.discontinuity
    assert len(fed.inits) == 1
    assert back.init == 0


def test_a_clock_that_jumps_starts_another_timeline() -> None:
    fed = Fed().feed(Script(seconds=3).arrivals()).feed(Script(seconds=3, start_s=9000).arrivals())
    assert [event.segment.discontinuity for event in fed.segments] == [False, False, True]


def test_a_long_gop_is_cut_where_the_target_duration_ends() -> None:
    fed = Fed().feed(Script(seconds=9, gop_frames=400).arrivals())
    assert [(event.segment.ticks, event.segment.independent) for event in fed.segments] == [
        (360_000, True),
        (360_000, False),
    ]


def test_audio_alone_is_cut_after_the_least_length() -> None:
    fed = Fed().feed(Script(seconds=5, video=False).arrivals())
    assert all(event.segment.independent for event in fed.segments)
    assert {event.segment.ticks for event in fed.segments} == {134_400 // 1920 * 1920}


def test_the_end_of_audio_alone_takes_the_last_frame() -> None:
    fed = Fed().feed(Script(seconds=0.6, video=False).arrivals())
    events = fed.segmenter.receive_end()
    assert isinstance(events[-1], SegmentReady)
    assert fed.segmenter.dropped_units == 0


def test_whole_cells_without_anything_are_taken_out() -> None:
    """The keyframe after four seconds now comes 1.2 s into its segment, too early to end it."""
    fed = Fed().feed(Script(seconds=6.5, audio=False, pauses=[(2.5, 3.5)]).arrivals())
    assert all(read_fragments(event.part.payload)[0].samples for event in fed.parts)
    assert [event.segment.ticks for event in fed.segments] == [180_000, 360_000 - 4 * 18_000]
    assert fed.parts[-1].segment.wallclock - fed.segments[1].segment.wallclock == pytest.approx(4)


def test_a_keyframe_after_a_pause_leaves_no_empty_part_before_it() -> None:
    fed = Fed().feed(Script(seconds=6, audio=False, pauses=[(1.5, 2.05)], gop_frames=31).arrivals())
    assert all(read_fragments(event.part.payload)[0].samples for event in fed.parts)


def test_a_pause_of_both_tracks_is_taken_out_of_both() -> None:
    script = Script(seconds=6, pauses=[(1.0, 3.0)], audio_pauses=[(0.95, 3.05)])
    fed = Fed().feed(script.arrivals())
    last = read_fragments(fed.parts[-1].part.payload)[0]
    assert last.samples[1][-1].presentation_time / 90_000 == pytest.approx(
        last.samples[2][-1].presentation_time / 48_000, abs=0.1
    )


def test_the_last_part_of_a_segment_waits_for_its_sound() -> None:
    """Where segments have a usual length; a buffer that ends early keeps hls.js in a segment it switched into."""
    script = Script(seconds=7, stamps_in_ms=False)
    fed = Fed().feed(script.arrivals())
    delays = fed.part_delays(script.wallclock)
    last = [index for index, event in enumerate(fed.parts) if event.part.index == 9]
    assert [round(delays[index]) for index in last] == [-33, 0, 0]
    for index in last[1:]:
        event = fed.parts[index]
        samples = read_fragments(event.part.payload)[0].samples
        cut = event.cut.start + event.part.ticks
        assert samples[1][-1].presentation_time + samples[1][-1].duration == cut + event.cut.overlap
        assert (samples[2][-1].presentation_time + 1024) / 48_000 >= cut / 90_000 - 0.0001
