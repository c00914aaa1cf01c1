from fakes.scripted_stream import AUDIO
from klieg.media.hls.audio_queue import AudioQueue
from klieg.media.unit import Unit


def queue(*starts: int) -> AudioQueue:
    made = AudioQueue()
    for start in starts:
        made.receive_unit(Unit(AUDIO, start, start, True, b"%d" % start), 100, start * 90_000 // 48_000)
    return made


def test_what_starts_before_the_end_of_a_part_goes_into_it() -> None:
    made = queue(0, 1024, 2048)
    run = made.take(AUDIO, 3840)
    assert run is not None
    assert (run.decode_time, run.duration, run.offsets, run.payloads) == (100, 1024, [0, 0], [b"0", b"1024"])
    assert len(made) == 1
    assert made.take(AUDIO, 3840) is None
    rest = made.take(AUDIO, None)
    assert rest is not None
    assert (rest.decode_time, rest.payloads) == (100 + 2048, [b"2048"])
    assert made.end == 100 + 3 * 1024


def test_lost_frames_move_presentation_times_and_not_decode_times() -> None:
    made = queue(0, 10_240)
    first = made.take(AUDIO, 1000)
    second = made.take(AUDIO, None)
    assert first is not None
    assert second is not None
    assert (second.decode_time, second.offsets) == (100 + 1024, [9216])


def test_samples_within_a_span_are_found() -> None:
    made = queue(0, 10_240)
    assert made.starts_within(0, 1)
    assert not made.starts_within(1, 19_200)
    assert made.starts_within(19_200, 19_201)


def test_samples_after_a_pause_move_to_where_it_began() -> None:
    made = queue(0, 10_240)
    made.move_later(9000, 9000, 4800)
    run = made.take(AUDIO, None)
    assert run is not None
    assert run.offsets == [0, 10_240 - 4800 - 1024]
    assert not made.starts_within(0, 100_000)
