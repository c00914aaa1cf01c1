"""The alignment over random streams is in tests/conformance/hls; here the decisions one by one."""

from dataclasses import replace

from fakes.hls_gallery import Rung
from fakes.mp4_reader import read_fragments
from fakes.scripted_stream import Arrival, Script
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.events import CuttingEvent, InitReady, PartReady
from klieg.media.hls.cutting.follower import MAX_WAITING_UNITS, Follower
from klieg.media.hls.cutting.segmenter import Segmenter


class Pair:
    """A leading rendition and one that follows, fed in order of arrival."""

    def __init__(self) -> None:
        self.leader = Segmenter(HlsConfig())
        self.follower = Follower(HlsConfig())
        self.events: list[tuple[CuttingEvent, float]] = []

    def feed(self, main: list[Arrival], further: list[Arrival]) -> "Pair":
        arrivals = [(at, unit, True) for unit, at in main] + [(at, unit, False) for unit, at in further]
        for at, unit, leads in sorted(arrivals, key=lambda arrival: arrival[0]):
            if leads:
                made = self.follower.receive_cuts(self.leader.receive_unit(unit, at))
            else:
                made = self.follower.receive_unit(unit, at)
            self.events += [(event, at) for event in made]
        return self

    @property
    def parts(self) -> list[PartReady]:
        return [event for event, _ in self.events if isinstance(event, PartReady)]


def test_a_part_is_there_when_its_last_frame_is() -> None:
    script = Script(seconds=6)
    pair = Pair().feed(script.arrivals(), Rung(lag_s=0.2).derive(script.arrivals()))
    delays = []
    for event, at in pair.events:
        if isinstance(event, PartReady):
            end = (event.part.number - 1) * 0.2
            delays.append(at - script.wallclock - end)
    assert max(delays[3:]) < 0.2, "the lag, less one frame that is foretold"


def test_units_that_come_before_the_decision_wait_for_it() -> None:
    script = Script(seconds=4)
    pair = Pair().feed(script.arrivals(), Rung(lag_s=-0.1).derive(script.arrivals()))
    assert [event.part.number for event in pair.parts] == list(range(2, 21))
    assert pair.follower.dropped_units == 0


def test_the_picture_is_track_1_and_the_sound_the_leading_rendition_s() -> None:
    script = Script(seconds=3)
    pair = Pair().feed(script.arrivals(), Rung().derive(script.arrivals()))
    assert [track.id for track in pair.follower.tracks] == [1, 2]
    assert all(set(read_fragments(event.part.payload)[0].samples) == {1, 2} for event in pair.parts)


def test_missing_media_is_a_gap_until_a_keyframe() -> None:
    script = Script(seconds=12)
    pair = Pair().feed(script.arrivals(), Rung(holes=[(3.1, 3.4)]).derive(script.arrivals()))
    gaps = [event.part.number for event in pair.parts if event.part.gap]
    assert gaps == list(range(18, 22)), "from the first part without a frame to the keyframe at 4 s"
    assert pair.parts[20].part.independent
    assert pair.follower.open


def test_a_track_that_stays_away_is_given_up_after_a_second() -> None:
    script = Script(seconds=6)
    pair = Pair().feed(script.arrivals(), Rung(holes=[(3.0, 9)]).derive(script.arrivals()))
    first = next(at for event, at in pair.events if isinstance(event, PartReady) and event.part.gap)
    assert 1.0 < first - script.wallclock - 3.2 < 1.8
    assert not pair.follower.open


def test_a_track_that_ended_is_not_waited_for_and_may_come_back() -> None:
    arrivals = Script(seconds=12).arrivals()
    rung = Rung().derive(arrivals)
    half = [arrival for arrival in arrivals if arrival[1] < arrivals[0][1] + 5]
    pair = Pair().feed(half, [arrival for arrival in rung if arrival[1] < half[-1][1]])
    pair.events += [(event, 0.0) for event in pair.follower.receive_track_end()]
    assert [event.part.gap for event in pair.parts][-1]
    rest = arrivals[len(half) :]
    pair.feed(rest, [arrival for arrival in rung if arrival[1] > half[-1][1] + 2])
    assert pair.follower.open
    numbers = [event.part.number for event in pair.parts]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_other_parameters_are_taken_in_where_a_segment_begins() -> None:
    script = Script(seconds=8)
    rung = Rung().derive(script.arrivals())
    changed = [
        (replace(unit, track=replace(unit.track, codec_string="avc1.640033")) if unit.pts >= 104 * 90_000 else unit, at)
        for unit, at in rung
    ]
    pair = Pair().feed(script.arrivals(), changed)
    assert [event.number for event, _ in pair.events if isinstance(event, InitReady)] == [0, 1]
    assert not any(event.part.gap for event in pair.parts)
    assert [event.segment.init for event in pair.parts if event.part.index == 0] == [0, 0, 1, 1]


def test_units_that_nobody_decides_about_are_bounded() -> None:
    script = Script(seconds=60, frame_bytes=1)
    pair = Pair().feed([], Rung().derive(script.arrivals()))
    assert pair.follower.dropped_units >= 1800 - MAX_WAITING_UNITS


def test_a_publisher_that_comes_back_needs_a_keyframe() -> None:
    script = Script(seconds=3)
    pair = Pair().feed(script.arrivals(), Rung(lag_s=0.0).derive(script.arrivals()))
    pair.follower.receive_cuts(pair.leader.receive_discontinuity())
    pair.follower.receive_discontinuity()
    later = replace(script, start_s=200, wallclock=script.wallclock + 10)
    pair.feed(later.arrivals(), Rung(lag_s=0.0).derive(later.arrivals())[1:])
    back = [event for event in pair.parts if event.segment.discontinuity]
    assert back
    assert all(event.part.gap for event in back)
    assert pair.follower.open, "at the keyframe after two seconds"
