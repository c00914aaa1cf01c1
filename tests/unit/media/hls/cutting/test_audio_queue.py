from dataclasses import replace

from fakes.scripted_stream import AUDIO
from klieg.media.codecs.aac_silence import silent_frame
from klieg.media.hls.cutting.audio_queue import AudioQueue
from klieg.media.unit import Unit


def queue(*starts: int) -> AudioQueue:
    made = AudioQueue(AUDIO)
    for start in starts:
        made.receive_unit(Unit(AUDIO, start, start, True, b"%d" % start), 100, start * 90_000 // 48_000)
    return made


def test_what_starts_before_the_end_of_a_part_goes_into_it() -> None:
    made = queue(0, 1024, 2048)
    run = made.take(3840)
    assert run is not None
    assert (run.decode_time, run.duration, run.offsets, run.payloads) == (100, 1024, [0, 0], [b"0", b"1024"])
    assert len(made) == 1
    assert made.take(3840) is None
    rest = made.take(None)
    assert rest is not None
    assert (rest.decode_time, rest.payloads) == (100 + 2048, [b"2048"])
    assert made.end == 100 + 3 * 1024


def test_lost_frames_move_presentation_times_and_not_decode_times() -> None:
    made = queue(0, 10_240)
    first = made.take(1000)
    second = made.take(None)
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
    made.move_later(9000, 9000)
    run = made.take(None)
    assert run is not None
    assert run.offsets == [0, 10_240 - 4800 - 1024]
    assert not made.starts_within(0, 100_000)


def test_silence_follows_the_last_sample_in_whole_frames() -> None:
    made = queue(0)
    made.fill_with_silence(1920 * 3 + 1900)
    run = made.take(None)
    assert run is not None
    assert (len(run.payloads), run.offsets) == (3, [0, 0, 0])
    assert run.payloads[1] == run.payloads[2] == silent_frame(AUDIO.configuration)
    assert made.heard == 3 * 1920


def test_what_comes_after_silence_took_its_place_is_refused() -> None:
    made = queue(0)
    made.fill_with_silence(1920 * 3)
    late, next_one = (Unit(AUDIO, start, start, True, b"late") for start in (2048, 3072))
    assert not made.receive_unit(late, 0, 3840)
    assert made.receive_unit(next_one, 0, 5760)


def test_before_the_first_sample_nothing_is_silent() -> None:
    made = AudioQueue(AUDIO)
    made.fill_with_silence(100_000)
    assert len(made) == 0
    assert made.heard is None


def test_layouts_without_known_silence_are_not_filled() -> None:
    made = AudioQueue(replace(AUDIO, configuration=b""))
    made.receive_unit(Unit(AUDIO, 0, 0, True, b"x"), 0, 0)
    made.fill_with_silence(100_000)
    assert len(made) == 1


def test_without_a_track_there_is_nothing() -> None:
    made = AudioQueue(None)
    made.move_later(0, 100)
    assert made.take(None) is None
