"""Rule group 6: playlist delta updates (RFC 8216bis, 4.4.5.2, 6.2.5.1, 6.3.7)."""

from fakes.hls_playlist import read_media_playlist
from fakes.hls_rules import check_delta
from fakes.hls_watcher import Watcher
from fakes.scripted_stream import Script
from klieg.media.hls.blocking_reload import Serve, decide
from klieg.media.hls.rendition import HlsConfig

LONG = Script(seconds=40.1, frame_bytes=20)


def test_skipped_segments_are_those_before_the_skip_boundary() -> None:
    """24 s of 40 s must stay: 8 segments of 2 s go."""
    watcher = Watcher().feed(LONG.arrivals())
    delta = read_media_playlist(watcher.rendition.media_playlist(skip=True))
    assert delta.skipped == 8
    assert delta.version >= 9
    assert delta.media_sequence == watcher.playlist.media_sequence
    assert len(delta.segments) + delta.skipped == len(watcher.playlist.segments)


def test_delta_and_previous_make_the_full_playlist_over_breaks() -> None:
    """The watcher compares at every version; this stream has a break and another initialization segment."""
    watcher = Watcher().feed(LONG.arrivals()).lose_publisher()
    watcher.feed(Script(seconds=40, start_s=900, video=False).arrivals()).end()
    delta = read_media_playlist(watcher.rendition.media_playlist(skip=True))
    assert delta.skipped
    assert watcher.segments[-1].map_uri == "init-1.mp4"


def test_a_short_playlist_is_sent_whole() -> None:
    watcher = Watcher().feed(Script(seconds=20).arrivals())
    assert watcher.rendition.media_playlist(skip=True) == watcher.rendition.media_playlist()


def test_both_values_of_the_directive_ask_for_a_delta_update() -> None:
    edge = Watcher().feed(Script(seconds=3).arrivals()).rendition.edge
    assert decide("_HLS_skip=YES", edge) == Serve(skip=True)
    assert decide("_HLS_skip=v2", edge) == Serve(skip=True)


def test_normal_latency_skips_too() -> None:
    watcher = Watcher(HlsConfig(parts=False)).feed(LONG.arrivals())
    delta = read_media_playlist(watcher.rendition.media_playlist(skip=True))
    assert delta.skipped


def test_the_checker_sees_a_wrong_count_and_too_much_skipped() -> None:
    watcher = Watcher().feed(LONG.arrivals())
    before, full = watcher.playlists[-2], watcher.playlist
    text = watcher.rendition.media_playlist(skip=True)
    delta = read_media_playlist(text)
    assert not check_delta(before, read_media_playlist(text), full)
    delta.segments = delta.segments[3:]
    delta.skipped = (delta.skipped or 0) + 3
    assert check_delta(before, delta, full)[0].startswith("6:")
