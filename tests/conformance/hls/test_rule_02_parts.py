"""Rule group 2: Partial Segments (RFC 8216bis, 4.4.4.9)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from fakes.hls_rules import check_media_playlist
from fakes.hls_watcher import Watcher
from fakes.mp4_reader import read_fragments
from fakes.scripted_stream import Script
from klieg.media.hls.rendition import HlsConfig


def part_durations(watcher: Watcher) -> list[list[str]]:
    return [[str(part.duration) for part in segment.parts] for segment in watcher.segments]


def test_parts_of_a_steady_stream_last_the_target() -> None:
    watcher = Watcher().feed(Script(seconds=4.1).arrivals())
    assert part_durations(watcher) == [["0.20000"] * 10, ["0.20000"] * 10]


def test_a_keyframe_inside_a_cell_shortens_only_the_last_part() -> None:
    """A GOP of 1.6 s and a bit: the last part of a segment holds the rest."""
    watcher = Watcher().feed(Script(seconds=5, gop_frames=50, stamps_in_ms=False).arrivals())
    assert part_durations(watcher)[0] == ["0.20000"] * 8 + ["0.06667"]


def test_variable_frame_rate_changes_no_part_duration() -> None:
    """A pause of 0.5 s in the pictures: audio alone fills the parts in between."""
    watcher = Watcher().feed(Script(seconds=5, pauses=[(0.9, 1.4)], gop_frames=120).arrivals())
    assert part_durations(watcher)[0][:10] == ["0.20000"] * 10
    pictures = [1 in fragment.samples for _, fragment in watcher.fragments]
    assert False in pictures[:10]


def test_no_part_is_empty_when_nothing_comes() -> None:
    """Nothing can be published while nothing comes, and a part without samples stops hls.js for good.

    The whole parts of the pause are taken out of media time. The dates of the next segment count them again.
    """
    script = Script(seconds=5, audio=False, pauses=[(1.0, 2.1)], gop_frames=60)
    watcher = Watcher(pauses=True).feed(script.arrivals())
    assert all(fragment.samples for _, fragment in watcher.fragments)
    first, second = watcher.segments[:2]
    assert str(first.duration) == "3.00000", "four seconds to the keyframe, less five parts"
    assert first.date_time is not None
    assert second.date_time == first.date_time + timedelta(seconds=4)
    watcher.end().check_media()


def test_no_part_is_empty_when_both_tracks_pause() -> None:
    script = Script(seconds=6, pauses=[(1.0, 3.0)], audio_pauses=[(0.95, 3.05)])
    watcher = Watcher(pauses=True).feed(script.arrivals()).end()
    watcher.check_media()
    assert all(fragment.samples for _, fragment in watcher.fragments)


def test_4_4_4_9_the_first_part_of_a_segment_with_a_keyframe_is_independent() -> None:
    """One place to enter a segment (docs/adr/0020), though it has more keyframes; never a part without one."""
    watcher = Watcher().feed(Script(seconds=6, gop_frames=15).arrivals())
    independent = {(msn, index) for msn, index, part in watcher.playlist.parts if part.independent}
    syncs = {key for key in watcher.parts if read_fragments(watcher.parts[key])[0].samples[1][0].sync}
    assert independent == {(msn, index) for msn, index in syncs if index == 0}
    assert len(syncs) > len(independent), "also inside segments"


def test_segments_of_sound_alone_are_entered_at_their_start() -> None:
    watcher = Watcher().feed(Script(seconds=4, video=False).arrivals())
    parts = watcher.playlist.parts
    assert [part.independent for _, _, part in parts] == [index == 0 for _, index, _ in parts]


def test_a_long_gop_is_cut_without_a_keyframe_and_says_so() -> None:
    watcher = Watcher().feed(Script(seconds=8, gop_frames=300).arrivals())
    first, second = watcher.segments[:2]
    assert first.parts[0].independent
    assert not any(part.independent for part in second.parts)
    assert not watcher.playlist.independent_segments


def test_3_1_parts_concatenate_to_their_segment() -> None:
    """The watcher compares bytes for every segment it sees; here the served parts are named."""
    watcher = Watcher().feed(Script(seconds=5).arrivals())
    segment = watcher.rendition.segment(1)
    assert segment is not None
    numbers = [int(part.uri.split("-")[1].removesuffix(".m4s")) for msn, _, part in watcher.playlist.parts if msn == 1]
    assert [watcher.rendition.part(number) for number in numbers] == list(segment)


def test_parts_of_normal_latency_are_inside_the_segment() -> None:
    watcher = Watcher(HlsConfig(parts=False)).feed(Script(seconds=5).arrivals())
    segment = watcher.rendition.segment(0)
    assert segment is not None
    assert len(read_fragments(b"".join(segment))) == 10


def test_the_checker_sees_broken_parts() -> None:
    playlist = Watcher().feed(Script(seconds=5).arrivals()).playlist
    playlist.segments[1].gap = True
    first = playlist.segments[0]
    first.parts[0] = replace(first.parts[0], duration=Decimal("0.21"))
    first.parts[1] = replace(first.parts[1], duration=Decimal("0.16"), uri=first.parts[0].uri)
    broken = check_media_playlist(playlist)
    assert len(broken) == 5
    assert all(sentence.startswith("2:") for sentence in broken)
