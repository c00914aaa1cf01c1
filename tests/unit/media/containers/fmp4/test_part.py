"""What the boxes hold is checked in tests/conformance/fmp4."""

import pytest

from fakes.mp4_reader import read_fragments
from klieg.media.containers.fmp4.part import AudioRun, VideoRun, write_part
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO


def test_samples_of_both_tracks_come_back() -> None:
    video = VideoRun(MAIN_VIDEO, 900, [3000], [0], [True], [b"frame"])
    audio = AudioRun(MAIN_AUDIO, 480, 1024, [0, 3], [b"one", b"two"])
    samples = read_fragments(write_part(1, [video, audio]))[0].samples
    assert [sample.payload for sample in samples[1]] == [b"frame"]
    assert [(sample.decode_time, sample.presentation_time) for sample in samples[2]] == [(480, 480), (1504, 1507)]


def test_composition_offsets_are_left_out_where_audio_needs_none() -> None:
    without = write_part(1, [AudioRun(MAIN_AUDIO, 0, 1024, [0, 0], [b"one", b"two"])])
    with_offsets = write_part(1, [AudioRun(MAIN_AUDIO, 0, 1024, [0, 1], [b"one", b"two"])])
    assert len(with_offsets) == len(without) + 8


def test_lists_of_different_lengths_are_our_mistake() -> None:
    with pytest.raises(ValueError, match="argument 4"):
        write_part(1, [VideoRun(MAIN_VIDEO, 0, [3000], [0, 0], [True], [b"frame"])])
