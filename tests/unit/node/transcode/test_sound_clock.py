"""Where decoded sound goes."""

from klieg.node.transcode.sound_clock import MAX_SILENCE, RATE, TOLERANCE, Placement, SoundClock

FRAME = 960


def test_sound_that_follows_on_is_left_in_place_however_its_stamps_are_rounded() -> None:
    clock = SoundClock()
    assert clock.place(48_000, FRAME) == Placement(begins=True)
    for number, wobble in enumerate((0, 24, -24, TOLERANCE, -TOLERANCE), 1):
        assert clock.place(48_000 + number * FRAME + wobble, FRAME) == Placement()
    assert clock.position == 48_000 + 6 * FRAME


def test_a_hole_is_silence_and_a_long_one_a_new_beginning() -> None:
    clock = SoundClock()
    clock.place(0, FRAME)
    assert clock.place(3 * FRAME, FRAME) == Placement(silence=2 * FRAME)
    assert clock.place(4 * FRAME + MAX_SILENCE, FRAME) == Placement(silence=MAX_SILENCE)
    assert clock.place(10 * RATE, FRAME) == Placement(begins=True)
    assert clock.position == 10 * RATE + FRAME


def test_sound_that_comes_again_is_left_out() -> None:
    clock = SoundClock()
    clock.place(RATE, RATE)
    assert clock.place(RATE, FRAME) == Placement(skip=FRAME)
    assert clock.place(2 * RATE - 600, FRAME) == Placement(skip=600)
    assert clock.position == 2 * RATE + 360
