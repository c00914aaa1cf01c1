"""Rule group 3: which parts are listed and how long segments are (RFC 8216bis, 4.4.3.1, 4.4.4.1, 6.2.1)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fakes.hls_rules import check_media_playlist, check_succession
from fakes.hls_watcher import Watcher
from fakes.scripted_stream import Script
from klieg.media.hls.rendition import HlsConfig


@pytest.mark.parametrize("gop_frames", [30, 60, 75, 119, 120, 121, 150, 600])
def test_4_4_3_1_segments_round_to_the_target_duration_at_most(gop_frames: int) -> None:
    watcher = Watcher().feed(Script(seconds=12, gop_frames=gop_frames, audio=False).arrivals()).end()
    assert all(duration <= Decimal("4.1") for duration in watcher.durations.values())


def test_a_gop_of_the_target_duration_is_not_cut_in_two() -> None:
    """120 frames of NTSC video last 4.004 s: the keyframe comes after the target duration, and is waited for."""
    rate = 30_000 / 1001
    watcher = Watcher().feed(Script(seconds=13, frame_rate=rate, gop_frames=120, stamps_in_ms=False).arrivals())
    assert [str(duration) for duration in watcher.durations.values()] == ["4.00400"] * 3
    assert watcher.playlist.independent_segments


def test_segments_start_at_the_first_keyframe_after_the_least_length() -> None:
    watcher = Watcher(HlsConfig(segment_min_s=1.5)).feed(Script(seconds=8, gop_frames=30).arrivals())
    assert set(map(str, watcher.durations.values())) == {"2.00000"}


def test_6_2_1_target_durations_stay_when_the_frame_rate_changes() -> None:
    """A publisher that comes back with 24 frames a second is packaged in parts of the first target."""
    watcher = Watcher().feed(Script(seconds=5).arrivals()).lose_publisher()
    before = watcher.playlist
    watcher.feed(Script(seconds=5, frame_rate=24.0, gop_frames=48, start_s=200).arrivals()).end()
    assert watcher.playlist.part_target == before.part_target == Decimal("0.20000")


def test_4_4_4_9_parts_leave_the_playlist_after_three_target_durations() -> None:
    watcher = Watcher().feed(Script(seconds=30).arrivals())
    listed = [bool(segment.parts) for segment in watcher.segments]
    assert listed == sorted(listed)
    assert 6 <= sum(listed) <= 8, "12 s of segments of 2 s"


def test_the_window_lists_no_more_than_it_should() -> None:
    watcher = Watcher(HlsConfig(window_s=20)).feed(Script(seconds=60, frame_bytes=20).arrivals())
    listed = sum((segment.duration or Decimal(0) for segment in watcher.segments), Decimal(0))
    assert 20 <= listed <= 24
    assert watcher.playlist.media_sequence > 0


def test_6_2_2_a_segment_that_left_the_playlist_is_still_served_for_a_while() -> None:
    watcher = Watcher(HlsConfig(window_s=20)).feed(Script(seconds=60, frame_bytes=20).arrivals())
    oldest = watcher.playlist.media_sequence
    assert watcher.rendition.segment(oldest - 1) is not None
    assert watcher.rendition.segment(oldest - 7) is None, "memory is freed in the end"


def test_the_checker_sees_long_segments_missing_parts_and_changed_targets() -> None:
    playlist = Watcher().feed(Script(seconds=5).arrivals()).playlist
    first = playlist.segments[0]
    other = replace(playlist, target_duration=1, part_target=Decimal("0.2001"))
    assert [sentence[:2] for sentence in check_succession(playlist, other)] == ["3:", "3:"]
    first.parts.clear()
    assert any(sentence.startswith("3:") for sentence in check_media_playlist(playlist))
    assert any("rounds above" in sentence for sentence in check_media_playlist(other))
