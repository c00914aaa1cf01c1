from fakes.scripted_stream import AUDIO, Script
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.events import PartReady
from klieg.media.hls.cutting.segmenter import Segmenter


def test_a_cut_says_where_on_the_publisher_s_clock_a_part_begins() -> None:
    """The publisher's first keyframe, at 100 s, is decoded two frames before it is shown."""
    segmenter = Segmenter(HlsConfig())
    events = [
        event for unit, at in Script(b_frames=1, seconds=3).arrivals() for event in segmenter.receive_unit(unit, at)
    ]
    parts = [event for event in events if isinstance(event, PartReady) and not event.part.gap]
    cut = parts[0].cut
    assert cut.start - cut.shift == 100 * 90_000
    assert cut.lead in {2970, 3060}
    assert (cut.audio, cut.pictures, cut.timeline, cut.breaks) == (AUDIO, True, 0, 0)
    assert [event.cut.start for event in parts[1:]] == [event.cut.start + event.part.ticks for event in parts[:-1]]
