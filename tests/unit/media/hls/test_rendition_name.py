from dataclasses import replace

from fakes.scripted_stream import VIDEO
from klieg.media.hls.rendition_name import name_rendition


def test_the_shorter_edge_and_the_rate_make_the_name() -> None:
    assert name_rendition(VIDEO, ()) == "720p30"
    assert name_rendition(replace(VIDEO, width=720, height=1280, frame_rate=59.94), ()) == "720p60"
    assert name_rendition(replace(VIDEO, frame_rate=None), ()) == "720p"


def test_names_are_unique() -> None:
    assert name_rendition(VIDEO, {"720p30"}) == "720p30-2"
    assert name_rendition(VIDEO, {"720p30", "720p30-2"}) == "720p30-3"
