from klieg.media.hls.part import Part
from klieg.media.hls.segment import Segment, map_line, segment_uri


def segment() -> Segment:
    parts = [Part(3, 0, 30, 18_000, True, b"abc"), Part(3, 1, 31, 18_000, False, b"de")]
    return Segment(msn=3, init=1, new_init=True, discontinuity=True, wallclock=0.5, independent=True, parts=parts)


def test_a_growing_segment_lists_its_parts() -> None:
    assert segment().lines(parts=True) == (
        "#EXT-X-DISCONTINUITY\n"
        '#EXT-X-MAP:URI="init-1.mp4"\n'
        "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:00.500Z\n"
        '#EXT-X-PART:DURATION=0.20000,URI="part-30.m4s",INDEPENDENT=YES\n'
        '#EXT-X-PART:DURATION=0.20000,URI="part-31.m4s"\n'
    )


def test_a_complete_segment_ends_with_its_uri() -> None:
    whole = segment()
    whole.complete, whole.discontinuity, whole.new_init = True, False, False
    assert whole.lines(parts=False) == (
        "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:00.500Z\n#EXTINF:0.40000,\nsegment-3.m4s\n"
    )
    assert whole.lines(parts=True).count("#EXT-X-PART:") == 2


def test_lines_are_rendered_again_until_the_segment_is_complete_and_then_kept() -> None:
    grows = segment()
    before = grows.lines(parts=True)
    grows.parts.append(Part(3, 2, 32, 9000, False, b""))
    assert grows.lines(parts=True) != before
    grows.complete = True
    assert grows.lines(parts=True) is grows.lines(parts=True)


def test_sums_over_parts() -> None:
    assert (segment().ticks, segment().size_bytes) == (36_000, 5)


def test_uris() -> None:
    assert segment_uri(12) == "segment-12.m4s"
    assert map_line(0) == '#EXT-X-MAP:URI="init-0.mp4"\n'


def test_a_gap_is_marked_before_its_uri() -> None:
    gap = segment()
    gap.complete = gap.gap = True
    assert gap.lines(parts=False).endswith("#EXT-X-GAP\n#EXTINF:0.40000,\nsegment-3.m4s\n")
