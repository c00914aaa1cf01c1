"""The rules are in tests/conformance/hls; here what the class promises its caller."""

import pytest

from fakes.scripted_stream import AUDIO, VIDEO, Script
from klieg.media.hls.rendition import HlsConfig, HlsRendition, RenditionReport


def fed(script: Script, config: HlsConfig | None = None) -> HlsRendition:
    rendition = HlsRendition("source", config or HlsConfig())
    for unit, wallclock in script.arrivals():
        rendition.receive_unit(unit, wallclock)
    return rendition


def test_before_the_first_part_nothing_is_playable() -> None:
    rendition = fed(Script(seconds=0.1))
    assert not rendition.playable
    assert (rendition.version, rendition.position) == (0, (-1, -1))
    assert (rendition.segment(1), rendition.part(2)) == (None, None)


def test_the_first_part_makes_it_playable() -> None:
    rendition = fed(Script(seconds=0.25))
    assert rendition.playable
    assert (rendition.version, rendition.position) == (1, (1, 0))
    assert "part-2.m4s" in rendition.media_playlist()
    assert rendition.part(2) is not None
    assert rendition.segment(1) is None, "it still grows"


def test_normal_latency_is_playable_with_the_first_segment() -> None:
    config = HlsConfig(parts=False)
    assert not fed(Script(seconds=1.9), config).playable
    rendition = fed(Script(seconds=2.3), config)
    assert (rendition.playable, rendition.version, rendition.position) == (True, 1, (0, -1))
    assert (rendition.edge.complete, rendition.edge.part_target_s) == (True, None)


def test_the_version_grows_exactly_when_something_can_be_fetched() -> None:
    rendition = HlsRendition("source", HlsConfig())
    for unit, wallclock in Script(seconds=5).arrivals():
        before = (rendition.version, rendition.position, rendition.edge.complete)
        changed = rendition.receive_unit(unit, wallclock)
        after = (rendition.version, rendition.position, rendition.edge.complete)
        assert changed == (after[0] > before[0]) == (after[1:] != before[1:])


def test_a_variant_before_and_after_the_first_segment() -> None:
    early = fed(Script(seconds=0.3)).variant()
    assert (early.name, early.codecs) == ("source", f"{VIDEO.codec_string},{AUDIO.codec_string}")
    assert (early.width, early.height, early.frame_rate) == (1280, 720, 30.0)
    late = fed(Script(seconds=5)).variant()
    assert early.bandwidth >= late.bandwidth >= late.average_bandwidth > 0


def test_audio_only_has_no_picture_to_describe() -> None:
    variant = fed(Script(seconds=2, video=False)).variant()
    assert (variant.width, variant.height, variant.frame_rate) == (None, None, None)


def test_reports_of_other_renditions_are_listed() -> None:
    text = fed(Script(seconds=1)).media_playlist(reports=[RenditionReport("../b/playlist.m3u8", 3, 1)])
    assert text.endswith('#EXT-X-RENDITION-REPORT:URI="../b/playlist.m3u8",LAST-MSN=3,LAST-PART=1\n')


def test_parts_that_are_not_there() -> None:
    rendition = fed(Script(seconds=1))
    assert rendition.part(99) is None
    assert rendition.init(9) is None


def test_the_end_comes_once() -> None:
    rendition = fed(Script(seconds=1))
    version = rendition.version
    assert rendition.receive_end()
    assert rendition.ended
    assert rendition.version > version
    assert not rendition.receive_end()
    with pytest.raises(AssertionError):
        rendition.receive_unit(Script().arrivals()[0][0], 0.0)
    with pytest.raises(AssertionError):
        rendition.receive_discontinuity()


def test_a_lost_publisher_leaves_a_whole_segment() -> None:
    rendition = fed(Script(seconds=1))
    assert rendition.receive_discontinuity()
    assert rendition.segment(1) is not None
    assert not rendition.receive_discontinuity(), "nothing more is there to finish"


def test_initialization_segments_go_with_the_segments_that_need_them() -> None:
    rendition = HlsRendition("source", HlsConfig(window_s=12))
    for life in range(5):
        for unit, wallclock in Script(seconds=8, start_s=100 * life, audio=bool(life % 2), frame_bytes=9).arrivals():
            rendition.receive_unit(unit, wallclock)
        rendition.receive_discontinuity()
    assert rendition.init(0) is None
    assert rendition.init(4) is not None


def test_memory_is_bounded_by_the_window() -> None:
    sizes = [fed(Script(seconds=seconds), HlsConfig(window_s=12)).size_bytes for seconds in (30, 60)]
    assert sizes[1] == pytest.approx(sizes[0], rel=0.1)


def test_units_that_no_part_takes_are_counted() -> None:
    rendition = HlsRendition("source", HlsConfig())
    for unit, wallclock in Script(seconds=3, gop_frames=30).arrivals()[3:]:
        rendition.receive_unit(unit, wallclock)
    assert rendition.dropped_units == 74
