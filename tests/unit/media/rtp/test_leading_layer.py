from dataclasses import replace

from fakes.rtp.sender import VIDEO, video_track
from klieg.media.rtp.leading_layer import PAUSED_AFTER_S, LeadingLayer
from klieg.media.rtp.source import VideoSource
from klieg.media.rtp.timeline import SessionTimeline, SourceClock
from klieg.media.track import FURTHER_VIDEO, MAIN_VIDEO, TrackId
from klieg.media.unit import Unit

LATE = PAUSED_AFTER_S + 0.5
SECOND, THIRD = TrackId(FURTHER_VIDEO + 1), TrackId(FURTHER_VIDEO + 2)


def _layers() -> list[VideoSource]:
    clock = SourceClock(SessionTimeline(0.0), 90_000, is_reference=True)
    return [
        VideoSource(ssrc, VIDEO, clock, 0.0, track_id=track_id, keyframe_interval_s=60.0)
        for ssrc, track_id in enumerate((MAIN_VIDEO, SECOND, THIRD))
    ]


def _unit(source: VideoSource, pts: int, *, keyframe: bool = False) -> Unit:
    return Unit(replace(video_track(), id=source.track_id), pts, pts, keyframe, b"")


def _written(
    leading: LeadingLayer, layers: list[VideoSource], place: int, *units: tuple[int, bool], now: float = 0.0
) -> list[tuple[int, int]]:
    """Give units of a layer; return track and time of what is written."""
    source = layers[place]
    source.heard_at = now
    given = [_unit(source, pts, keyframe=keyframe) for pts, keyframe in units]
    return [(unit.track.id, unit.pts) for unit in leading.receive_units(source, given, layers, now)]


def test_while_the_main_layer_is_sent_each_is_its_own() -> None:
    leading, layers = LeadingLayer(), _layers()
    assert _written(leading, layers, 0, (0, True)) == [(MAIN_VIDEO, 0)]
    assert _written(leading, layers, 1, (0, True)) == [(SECOND, 0)]
    leading.poll(layers, 0.0)
    assert leading.stand_in is None


def test_the_best_layer_that_is_sent_stands_in_from_its_keyframe_on() -> None:
    leading, layers = LeadingLayer(), _layers()
    _written(leading, layers, 0, (0, True))
    for place in (1, 2):
        layers[place].heard_at = LATE
    assert _written(leading, layers, 2, (9000, True), now=LATE) == [(THIRD, 9000)]
    assert _written(leading, layers, 1, (9000, False), now=LATE) == [(SECOND, 9000)]
    leading.poll(layers, LATE)
    assert [layer.keyframes.poll(LATE, broken=False) for layer in layers] == [False, True, False]
    assert _written(leading, layers, 1, (12_000, True), now=LATE) == [(SECOND, 12_000), (MAIN_VIDEO, 12_000)]
    assert _written(leading, layers, 1, (15_000, False), now=LATE) == [(SECOND, 15_000), (MAIN_VIDEO, 15_000)]
    leading.poll(layers, LATE)
    assert leading.stand_in == SECOND


def test_at_the_beginning_the_main_layer_is_waited_for() -> None:
    leading, layers = LeadingLayer(), _layers()[1:]
    assert _written(leading, layers, 0, (0, True)) == [(SECOND, 0)]
    assert _written(leading, layers, 0, (9000, True), now=LATE) == [(SECOND, 9000), (MAIN_VIDEO, 9000)]


def test_the_stand_in_is_stood_in_for_too() -> None:
    leading, layers = LeadingLayer(), _layers()
    _written(leading, layers, 0, (0, True))
    _written(leading, layers, 1, (0, True), now=LATE)
    assert leading.stand_in == SECOND
    _written(leading, layers, 2, (9000, True), now=2 * LATE)
    assert leading.stand_in == THIRD
    assert _written(leading, layers, 1, (12_000, False), now=2 * LATE) == [(SECOND, 12_000)]


def test_the_main_layer_returns_with_a_keyframe_and_time_goes_on() -> None:
    leading, layers = LeadingLayer(), _layers()
    _written(leading, layers, 0, (0, True))
    _written(leading, layers, 1, (9000, True), now=LATE)
    assert _written(leading, layers, 0, (9000, False), now=LATE) == []
    assert layers[0].keyframes.poll(LATE, broken=False)
    assert _written(leading, layers, 0, (8990, True), (12_000, False), now=LATE) == [
        (MAIN_VIDEO, 9001),
        (MAIN_VIDEO, 12_000),
    ]
    assert leading.stand_in is None


def test_copies_have_one_track_object_as_long_as_the_layer_has() -> None:
    leading, layers = LeadingLayer(), _layers()
    source = layers[1]
    _written(leading, layers, 1, (0, False))
    source.heard_at = LATE
    first, second = _unit(source, 0, keyframe=True), _unit(source, 3000)
    second.track = first.track
    copies = [
        unit for unit in leading.receive_units(source, [first, second], layers, LATE) if unit.track.id == MAIN_VIDEO
    ]
    assert len(copies) == 2
    assert copies[0].track is copies[1].track
