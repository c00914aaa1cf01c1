"""Rule group 7: EXT-X-RENDITION-REPORT (RFC 8216bis, 4.4.5.4).

That every rendition of a broadcast is reported in every other is the node's to test: it knows them all.
"""

from fakes.hls_playlist import read_media_playlist
from fakes.hls_watcher import Watcher
from fakes.scripted_stream import VIDEO, Script
from klieg.media.hls.rendition import HlsConfig, RenditionReport


def test_reports_are_not_behind_what_a_fetch_returns() -> None:
    first = Watcher().feed(Script(seconds=4.5).arrivals())
    second = Watcher().feed(Script(seconds=4.5).arrivals())
    msn, part = second.rendition.position
    report = RenditionReport("../720p/playlist.m3u8", msn, part)
    listed = read_media_playlist(first.rendition.media_playlist(reports=[report])).reports
    assert listed == [{"URI": "../720p/playlist.m3u8", "LAST-MSN": "3", "LAST-PART": "1"}]
    assert second.playlist.last == (3, 1)


def test_a_rendition_without_parts_reports_its_last_segment() -> None:
    watcher = Watcher(HlsConfig(parts=False)).feed(Script(seconds=4.5).arrivals())
    report = RenditionReport("../audio/playlist.m3u8", watcher.rendition.position[0], None)
    listed = read_media_playlist(watcher.rendition.media_playlist(reports=[report])).reports
    assert listed == [{"URI": "../audio/playlist.m3u8", "LAST-MSN": "1"}]


def test_renditions_of_the_same_frames_are_aligned() -> None:
    """6.2.4: same Media Sequence Numbers, part indices, durations and timestamps, whatever the size of the picture."""
    one = Watcher().feed(Script(seconds=9).arrivals())
    small = Script(seconds=9, frame_bytes=30, video_track=VIDEO)
    other = Watcher().feed(small.arrivals())
    assert one.playlist == other.playlist
    times = [
        [fragment.samples[1][0].presentation_time for _, fragment in watcher.fragments] for watcher in (one, other)
    ]
    assert times[0] == times[1]
