"""What the boxes hold is checked in tests/conformance/fmp4."""

from dataclasses import replace

import pytest

from fakes.mp4_reader import read_boxes
from fakes.scripted_stream import AUDIO, VIDEO
from klieg.media.containers.fmp4.init import write_init
from klieg.media.track import VideoCodec


@pytest.mark.parametrize("codec", list(VideoCodec))
def test_each_video_codec_has_its_sample_entry(codec: VideoCodec) -> None:
    written = write_init([replace(VIDEO, codec=codec), AUDIO])
    assert codec.value.encode() in written
    assert [box.kind for box in read_boxes(written)] == ["ftyp", "moov"]


def test_rates_beyond_16_bits_are_left_to_the_configuration() -> None:
    assert write_init([replace(AUDIO, sample_rate=96_000)]) == write_init([replace(AUDIO, sample_rate=0)])


def test_no_track_is_our_mistake() -> None:
    with pytest.raises(AssertionError):
        write_init([])
