"""The rules are in tests/conformance/hls; here the exact text."""

from klieg.media.hls.config import HlsConfig
from klieg.media.hls.grid import PartGrid
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.media_playlist import MediaPlaylist, part_target_s
from klieg.media.hls.part import Part
from klieg.media.hls.rendition_report import RenditionReport
from klieg.media.hls.segment import Segment
from klieg.media.hls.window import SegmentWindow

GRID = PartGrid(cell=18_000, max_cells=20, segment_min=135_000)
EDGE = LiveEdge(1, 0, complete=False, ended=False, part_target_s=0.2, next_part=2)


def window(config: HlsConfig) -> SegmentWindow:
    made = SegmentWindow(config)
    first = Segment(0, 0, new_init=True, discontinuity=False, parts=[Part(0, 0, 0, 18_000, True, b"")])
    made.receive_segment(first)
    first.complete = True
    made.receive_end_of_segment(first)
    made.receive_segment(
        Segment(1, 0, new_init=False, discontinuity=False, wallclock=0.2, parts=[Part(1, 0, 1, 18_000, True, b"")])
    )
    return made


def render(config: HlsConfig, *, edge: LiveEdge = EDGE, independent: bool = True, skip: bool = False) -> str:
    reports = [RenditionReport("../a/playlist.m3u8", 1, 0)]
    return MediaPlaylist(config, GRID, window(config), independent).render(edge, skip=skip, reports=reports)


def test_low_latency() -> None:
    assert render(HlsConfig()) == (
        "#EXTM3U\n"
        "#EXT-X-VERSION:9\n"
        "#EXT-X-TARGETDURATION:4\n"
        "#EXT-X-PART-INF:PART-TARGET=0.20000\n"
        "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,HOLD-BACK=12.0,PART-HOLD-BACK=0.60000\n"
        "#EXT-X-MEDIA-SEQUENCE:0\n"
        "#EXT-X-DISCONTINUITY-SEQUENCE:0\n"
        "#EXT-X-INDEPENDENT-SEGMENTS\n"
        '#EXT-X-MAP:URI="init-0.mp4"\n'
        "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:00.000Z\n"
        '#EXT-X-PART:DURATION=0.20000,URI="part-0.m4s",INDEPENDENT=YES\n'
        "#EXTINF:0.20000,\n"
        "segment-0.m4s\n"
        "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:00.200Z\n"
        '#EXT-X-PART:DURATION=0.20000,URI="part-1.m4s",INDEPENDENT=YES\n'
        '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-2.m4s"\n'
        '#EXT-X-RENDITION-REPORT:URI="../a/playlist.m3u8",LAST-MSN=1,LAST-PART=0\n'
    )


def test_normal_latency_lists_whole_segments_only() -> None:
    text = render(HlsConfig(parts=False))
    assert "PART" not in text.replace("LAST-PART", "")
    assert "segment-0.m4s" in text
    assert "00.200Z" not in text


def test_the_end() -> None:
    text = render(HlsConfig(), edge=LiveEdge(1, 0, complete=True, ended=True, part_target_s=0.2))
    assert "#EXT-X-ENDLIST\n" in text
    assert "PRELOAD-HINT" not in text


def test_the_promise_of_independent_segments_can_be_absent() -> None:
    assert "INDEPENDENT-SEGMENTS" not in render(HlsConfig(), independent=False)


def test_old_segments_are_skipped_and_the_map_of_the_first_is_repeated() -> None:
    config = HlsConfig(target_duration_s=1, window_s=8)
    made = SegmentWindow(config)
    for msn in range(12):
        segment = Segment(msn, 0, new_init=msn == 0, discontinuity=False, parts=[Part(msn, 0, msn, 90_000, True, b"")])
        made.receive_segment(segment)
        segment.complete = True
        made.receive_end_of_segment(segment)
    playlist = MediaPlaylist(config, GRID, made, independent=True)
    edge = LiveEdge(11, 0, complete=True, ended=False, part_target_s=0.2)
    full, delta = (playlist.render(edge, skip=skip, reports=()) for skip in (False, True))
    assert full.count("#EXTINF") == 8
    assert full.count("#EXT-X-MAP") == 1
    assert full.count("#EXT-X-PART:") == 3, "three target durations"
    assert "#EXT-X-SKIP:SKIPPED-SEGMENTS=2\n" in delta
    assert delta.count("#EXTINF") == 6
    assert "#EXT-X-MAP" not in delta


def test_an_empty_playlist_is_one_too() -> None:
    config = HlsConfig(parts=False)
    playlist = MediaPlaylist(config, GRID, SegmentWindow(config), independent=True)
    edge = LiveEdge(-1, -1, complete=True, ended=False, part_target_s=None)
    assert playlist.render(edge, skip=True, reports=()).endswith("#EXT-X-INDEPENDENT-SEGMENTS\n")


def test_the_part_target_is_what_the_playlist_says() -> None:
    assert part_target_s(GRID) == 0.2
    assert part_target_s(PartGrid(18_769, 19, 135_000)) == 0.20854
