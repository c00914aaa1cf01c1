from fakes.mp4_reader import read_fragments
from fakes.scripted_stream import AUDIO, VIDEO
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.cutting.events import Cut, InitReady, PartReady, SegmentReady
from klieg.media.hls.cutting.part_writer import PartWriter
from klieg.media.hls.grid import PartGrid

CUT = Cut(PartGrid.choose(HlsConfig(), 3000), 0, 0, 0, 0, 0, None, None, pictures=False)


def test_tracks_are_described_once() -> None:
    writer = PartWriter()
    assert writer.describe((VIDEO,))
    assert not writer.describe((VIDEO,))
    assert writer.describe((VIDEO, AUDIO))
    assert [event.number for event in writer.drain() if isinstance(event, InitReady)] == [0, 1]
    assert (writer.segment.init, writer.segment.new_init) == (1, True)
    writer.begin_segment(5)
    assert (writer.segment.msn, writer.segment.init, writer.segment.new_init) == (5, 1, False)


def test_a_part_without_media_makes_its_segment_a_gap() -> None:
    writer = PartWriter()
    writer.write_part(CUT, [], number=7, ticks=18_000, independent=True)
    writer.write_gap(CUT, number=8, ticks=9000)
    writer.end_segment()
    first, second, whole = writer.drain()
    assert isinstance(first, PartReady)
    assert isinstance(second, PartReady)
    assert isinstance(whole, SegmentReady)
    assert [(part.index, part.number, part.ticks, part.gap) for part in whole.segment.parts] == [
        (0, 7, 18_000, False),
        (1, 8, 9000, True),
    ]
    assert (whole.segment.gap, whole.segment.empty, whole.segment.complete) == (True, False, True)
    assert read_fragments(second.part.payload)[0].samples == {}


def test_what_is_held_back_is_told_when_it_is_released() -> None:
    writer = PartWriter()
    writer.held_back = True
    writer.write_gap(CUT, number=0, ticks=18_000)
    writer.end_segment()
    writer.begin_segment(1)
    writer.write_gap(CUT, number=1, ticks=18_000)
    writer.write_part(CUT, [], number=2, ticks=18_000, independent=True)
    assert writer.drain() == []
    writer.release()
    told = [event.part.number for event in writer.drain() if isinstance(event, PartReady)]
    assert told == [1, 2], "the segment before is of no use"


def test_a_segment_announces_one_place_to_enter() -> None:
    writer = PartWriter()
    for number, keyframe in enumerate([False, True, False, True]):
        writer.write_part(CUT, [], number=number, ticks=18_000, independent=keyframe)
    assert [part.independent for part in writer.segment.parts] == [False, True, False, False]
    writer.end_segment()
    writer.begin_segment(1)
    writer.write_part(CUT, [], number=4, ticks=18_000, independent=True)
    assert writer.segment.parts[0].independent
