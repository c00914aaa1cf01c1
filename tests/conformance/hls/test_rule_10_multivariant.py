"""Rule group 10: the multivariant playlist (RFC 8216bis, 4.4.6). Group 9, caching, needs HTTP: the node tests it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fakes.hls_playlist import read_attributes
from fakes.hls_rules import check_multivariant, measure_peak_bits
from fakes.hls_watcher import Watcher
from fakes.mp4_reader import read_boxes
from fakes.scripted_stream import VIDEO, Script
from klieg.media.hls.multivariant_playlist import render


def stream_inf(watcher: Watcher) -> dict[str, str]:
    lines = render([watcher.rendition.variant()], prefix="st-1/").split("\n")
    (line,) = [line for line in lines if line.startswith("#EXT-X-STREAM-INF:")]
    assert lines[lines.index(line) + 1] == "st-1/source/playlist.m3u8"
    return read_attributes(line.partition(":")[2])


def measured_peak(watcher: Watcher) -> float:
    sizes = dict.fromkeys(watcher.durations, 0)
    for (msn, _), payload in watcher.parts.items():
        if msn in sizes:
            sizes[msn] += len(payload)
    return measure_peak_bits([(sizes[msn], watcher.durations[msn]) for msn in sizes], 4)


def test_codecs_match_the_initialization_segment() -> None:
    """RFC 6381: the three bytes after the version of avcC."""
    watcher = Watcher().feed(Script(seconds=3).arrivals())
    init = watcher.rendition.init(0)
    assert init is not None
    stsd = read_boxes(init)[1].all("trak/mdia/minf/stbl/stsd")[0]
    avcc = read_boxes(read_boxes(stsd.body[8:])[0].body[78:])[0]
    assert stream_inf(watcher)["CODECS"] == f"avc1.{avcc.body[1:4].hex()},mp4a.40.2"


@pytest.mark.parametrize(("rate", "stated"), [(30.0, "30.000"), (30_000 / 1001, "29.970"), (24.0, "24.000")])
def test_frame_rate_has_three_decimals(rate: float, stated: str) -> None:
    watcher = Watcher().feed(Script(seconds=3, frame_rate=rate).arrivals())
    assert stream_inf(watcher)["FRAME-RATE"] == stated
    measured = Watcher().feed(Script(seconds=3, frame_rate=rate, declares_rate=False).arrivals())
    assert float(stream_inf(measured)["FRAME-RATE"]) == pytest.approx(float(stated), rel=0.02)


def test_resolution_is_the_displayed_one() -> None:
    track = replace(VIDEO, width=1080, height=1920)
    assert stream_inf(Watcher().feed(Script(seconds=1, video_track=track).arrivals()))["RESOLUTION"] == "1080x1920"


def test_audio_only_says_neither_resolution_nor_frame_rate() -> None:
    attributes = stream_inf(Watcher().feed(Script(seconds=3, video=False).arrivals()))
    assert attributes["CODECS"] == "mp4a.40.2"
    assert not {"RESOLUTION", "FRAME-RATE"} & set(attributes)


@pytest.mark.parametrize("gop_frames", [30, 60, 100, 240])
def test_4_4_6_2_bandwidth_is_the_measured_peak(gop_frames: int) -> None:
    watcher = Watcher().feed(Script(seconds=20, gop_frames=gop_frames).arrivals())
    text = render([watcher.rendition.variant()])
    assert not check_multivariant(text, peak_bits=measured_peak(watcher))


def test_bandwidth_follows_a_peak() -> None:
    watcher = Watcher().feed(Script(seconds=8).arrivals())
    calm = int(stream_inf(watcher)["BANDWIDTH"])
    watcher.feed(Script(seconds=8, start_s=108, frame_bytes=4000).arrivals())
    assert int(stream_inf(watcher)["BANDWIDTH"]) > 5 * calm
    assert not check_multivariant(render([watcher.rendition.variant()]), peak_bits=measured_peak(watcher))


def test_bandwidth_before_the_first_segment_is_not_below_what_follows() -> None:
    """The first part holds a keyframe, so what it measures bounds the stream from above, by no more than that part."""
    first = Watcher().feed(Script(seconds=0.3).arrivals())
    stated = int(stream_inf(first)["BANDWIDTH"])
    later = Watcher().feed(Script(seconds=20).arrivals())
    part = len(first.parts[1, 0]) * 8 / 0.2
    assert measured_peak(later) <= stated <= part + 1000


def test_independent_segments_is_said_only_while_it_is_true() -> None:
    assert "#EXT-X-INDEPENDENT-SEGMENTS\n" in render([Watcher().feed(Script(seconds=5).arrivals()).rendition.variant()])
    forced = Watcher().feed(Script(seconds=5, gop_frames=300).arrivals())
    assert "#EXT-X-INDEPENDENT-SEGMENTS" not in render([forced.rendition.variant()])


def test_no_captions_are_announced() -> None:
    """4.4.6.2: where one variant says NONE, all do."""
    for script in (Script(seconds=1), Script(seconds=1, video=False)):
        assert stream_inf(Watcher().feed(script.arrivals()))["CLOSED-CAPTIONS"] == "NONE"


def test_variants_keep_their_order() -> None:
    variant = Watcher().feed(Script(seconds=3).arrivals()).rendition.variant()
    text = render([replace(variant, name="b"), replace(variant, name="a")])
    assert [line for line in text.split("\n") if line.endswith("m3u8")] == ["b/playlist.m3u8", "a/playlist.m3u8"]


def test_the_checker_sees_wrong_variants() -> None:
    good = render([Watcher().feed(Script(seconds=3).arrivals()).rendition.variant()])
    for attribute in ("BANDWIDTH", "CODECS", "RESOLUTION", "FRAME-RATE"):
        assert check_multivariant(good.replace(f"{attribute}=", f"X-{attribute}=", 1))
    assert check_multivariant(good, peak_bits=1e9)
    assert check_multivariant(good, peak_bits=1.0)
    assert measure_peak_bits([(1000, Decimal(2)), (3000, Decimal(2))], 4) == 12_000
