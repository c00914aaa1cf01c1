"""Rule group 8: EXT-X-PROGRAM-DATE-TIME, sequences, discontinuities and the end (RFC 8216bis, 4.4.3, 4.4.4, 6.2.2)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fakes.hls_rules import check_media_playlist, check_succession
from fakes.hls_watcher import Watcher
from fakes.scripted_stream import AUDIO, VIDEO, WALLCLOCK, Script
from klieg.media.hls.rendition import HlsConfig


def test_4_4_4_6_the_first_date_is_when_the_first_unit_came() -> None:
    watcher = Watcher().feed(Script(seconds=5).arrivals())
    first, second = watcher.segments[:2]
    assert first.date_time is not None
    assert first.date_time.timestamp() == WALLCLOCK
    assert second.date_time == first.date_time + timedelta(seconds=2)


def test_dates_follow_the_media_clock_and_not_the_network() -> None:
    """Units that come in bursts change no date."""
    arrivals = [(unit, WALLCLOCK + index // 100 * 3) for index, (unit, _) in enumerate(Script(seconds=9).arrivals())]
    watcher = Watcher().feed(arrivals)
    watcher.check_clock(1 / 30)


def test_4_4_4_3_a_reconnect_is_a_discontinuity_with_a_date_of_its_own() -> None:
    watcher = Watcher().feed(Script(seconds=3).arrivals()).lose_publisher()
    again = Script(seconds=3, start_s=7, wallclock=WALLCLOCK + 10, video_track=VIDEO)
    watcher.feed(again.arrivals())
    lost, back = watcher.segments[1:3]
    assert (lost.discontinuity, back.discontinuity) == (False, True)
    assert back.date_time is not None
    assert back.date_time.timestamp() == WALLCLOCK + 10
    assert back.map_uri == lost.map_uri, "the same parameters need no other initialization segment"
    watcher.end().check_media()


def test_dates_are_monotone_even_when_the_wallclock_is_not() -> None:
    watcher = Watcher().feed(Script(seconds=3).arrivals()).lose_publisher()
    watcher.feed(Script(seconds=3, wallclock=WALLCLOCK - 3600).arrivals())
    lost, back = watcher.segments[1:3]
    assert lost.date_time is not None
    assert back.date_time is not None
    assert (back.date_time - lost.date_time).total_seconds() == pytest.approx(float(lost.duration or 0), abs=0.001)


def test_4_4_3_3_discontinuities_are_counted_when_they_leave_the_playlist() -> None:
    watcher = Watcher(HlsConfig(window_s=12))
    for life in range(6):
        watcher.feed(Script(seconds=6.1, start_s=50 * life, frame_bytes=life + 20).arrivals()).lose_publisher()
    assert watcher.playlist.discontinuity_sequence >= 3
    numbers = [segment.discontinuity_sequence for segment in watcher.segments]
    assert numbers == sorted(numbers)
    assert numbers[-1] == 5, "five reconnects, whatever of them is still listed"


def test_changed_video_parameters_start_a_segment_with_another_map() -> None:
    watcher = Watcher().feed(Script(seconds=2.5).arrivals())
    changed = replace(VIDEO, width=640, height=360, configuration=b"other")
    watcher.feed(Script(seconds=3, start_s=102.5, video_track=changed).arrivals()).end()
    maps = [segment.map_uri for segment in watcher.segments]
    assert (maps[0], maps[-1]) == ("init-0.mp4", "init-1.mp4")
    assert [segment.discontinuity for segment in watcher.segments].count(True) == 1
    init = watcher.rendition.init(1)
    assert init is not None
    assert b"other" in init
    assert watcher.rendition.init(2) is None
    watcher.check_media()


def test_changed_audio_parameters_wait_for_the_next_keyframe() -> None:
    watcher = Watcher().feed(Script(seconds=2.5).arrivals())
    mono = replace(AUDIO, channels=1, configuration=b"\x11\x88")
    watcher.feed(Script(seconds=4, start_s=102.5, gop_frames=30, audio_track=mono).arrivals()).end()
    breaks = [segment for segment in watcher.segments if segment.discontinuity]
    assert len(breaks) == 1
    assert breaks[0].parts[0].independent
    watcher.check_media()


def test_a_clock_that_jumps_is_a_discontinuity() -> None:
    for start_s in (5.0, 5000.0):
        watcher = Watcher().feed(Script(seconds=3).arrivals())
        watcher.feed(Script(seconds=3, start_s=start_s).arrivals()).end()
        assert [segment.discontinuity for segment in watcher.segments] == [False, False, True, False]
        watcher.check_media()


def test_4_4_3_4_the_end_is_said_once() -> None:
    watcher = Watcher().feed(Script(seconds=3).arrivals()).end()
    assert watcher.playlist.ended
    assert not watcher.rendition.receive_end()
    assert watcher.rendition.media_playlist().count("#EXT-X-ENDLIST") == 1


def test_what_was_live_is_what_remains() -> None:
    """The ended playlist lists the segments of the live one, with the same lines and bytes."""
    watcher = Watcher().feed(Script(seconds=9).arrivals())
    live = watcher.playlist.whole
    bytes_live = [watcher.rendition.segment(segment.msn) for segment in live]
    watcher.end()
    assert watcher.playlist.segments[: len(live)] == live
    assert [watcher.rendition.segment(segment.msn) for segment in live] == bytes_live


def test_the_checker_sees_breaks_of_the_timeline() -> None:
    playlist = Watcher().feed(Script(seconds=9).arrivals()).playlist
    third = playlist.segments[2]
    assert third.date_time is not None
    third.date_time += timedelta(seconds=1)
    assert [sentence[:2] for sentence in check_media_playlist(playlist)] == ["8:", "8:"]
    for broken in (
        replace(playlist, media_sequence=-1),
        replace(playlist, discontinuity_sequence=-1),
        replace(playlist, segments=playlist.segments[:-1]),
        replace(playlist, segments=[replace(playlist.segments[0], uri="other.m4s"), *playlist.segments[1:]]),
    ):
        assert check_succession(playlist, broken)[0].startswith("8:")
    ended = replace(playlist, ended=True)
    assert any("ENDLIST" in sentence for sentence in check_succession(ended, playlist))
