import pytest

from fakes.node.parts import audio_unit, video_unit
from klieg.node.ingest.picture_gate import AUDIO_ONLY_GRACE_MS, MAX_HELD_UNITS, AudioOnlyError, PictureGate


def test_sound_is_held_until_the_picture_and_then_comes_first() -> None:
    gate = PictureGate()
    sound = [audio_unit(number) for number in range(5)]
    assert [gate.receive_unit(unit) for unit in sound] == [[]] * 5
    assert not gate.is_open
    picture = video_unit(0)
    assert gate.receive_unit(picture) == [*sound, picture]
    assert gate.is_open


def test_sound_alone_is_refused_after_the_grace() -> None:
    gate = PictureGate()
    frames_of_grace = AUDIO_ONLY_GRACE_MS * 48 // 1024
    for number in range(frames_of_grace + 1):
        gate.receive_unit(audio_unit(number))
    with pytest.raises(AudioOnlyError):
        gate.receive_unit(audio_unit(frames_of_grace + 1))


def test_sound_whose_time_stands_still_is_refused_as_well() -> None:
    gate = PictureGate()
    for _ in range(MAX_HELD_UNITS - 1):
        gate.receive_unit(audio_unit(0))
    with pytest.raises(AudioOnlyError):
        gate.receive_unit(audio_unit(0))
