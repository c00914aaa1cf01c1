from fakes.scripted_stream import VIDEO
from klieg.media.hls.cutting.video_queue import DECODE_LEAD, VideoQueue
from klieg.media.unit import Unit


def frame(dts: int, *, pts: int | None = None, key: bool = False) -> Unit:
    return Unit(VIDEO, dts if pts is None else pts, dts, key, b"%d" % dts)


def queue(*units: Unit) -> VideoQueue:
    made = VideoQueue()
    for unit in units:
        made.receive_unit(unit, DECODE_LEAD)
    return made


def test_a_run_holds_what_was_queued() -> None:
    made = queue(frame(0, pts=6000, key=True), frame(3000))
    assert made.starts_with_keyframe
    assert len(made) == 2
    run = made.take(VIDEO, 6000)
    assert run is not None
    assert (run.decode_time, run.durations, run.keyframes) == (0, [3000, 3000], [True, False])
    assert run.offsets == [6000 + DECODE_LEAD, DECODE_LEAD]
    assert run.payloads == [b"0", b"3000"]
    assert len(made) == 0


def test_the_next_run_starts_where_the_last_ended() -> None:
    made = queue(frame(0))
    made.take(VIDEO, 3000)
    made.receive_unit(frame(3090), DECODE_LEAD)
    made.receive_unit(frame(6000), DECODE_LEAD)
    run = made.take(VIDEO, 9000)
    assert run is not None
    assert (run.decode_time, run.durations) == (3000, [3000, 3000])
    assert run.offsets == [DECODE_LEAD + 90, DECODE_LEAD], "presentation is what the publisher said"


def test_frames_that_stand_still_still_have_a_duration() -> None:
    run = queue(frame(500), frame(500), frame(400)).take(VIDEO, 0)
    assert run is not None
    assert run.durations == [1, 1, 1]
    assert run.decode_time + run.offsets[0] == 500 + DECODE_LEAD


def test_an_empty_queue_gives_no_run() -> None:
    made = VideoQueue()
    assert made.take(VIDEO, 100) is None
    assert made.end is None
    assert not made.starts_with_keyframe


def test_decode_times_lead() -> None:
    assert VideoQueue.decode_time(frame(9000), 0) == 9000 - DECODE_LEAD
    made = queue(frame(9000))
    assert made.last == 9000
