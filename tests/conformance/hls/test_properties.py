"""The rules of RFC 8216bis as properties: whatever the frames do, every version of the playlist keeps them."""

from dataclasses import replace

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from fakes.hls_watcher import Watcher
from fakes.scripted_stream import AUDIO, VIDEO, Arrival, Script
from klieg.media.hls.rendition import HlsConfig
from klieg.media.unit import Unit

RATES = [24.0, 24_000 / 1001, 25.0, 30_000 / 1001, 30.0, 50.0, 60.0, 15.0, 12.5, 5.0, 2.0, 1.0]

pauses = st.lists(
    st.tuples(st.floats(0.1, 8), st.floats(0.05, 3.5)).map(lambda span: (span[0], span[0] + span[1])), max_size=2
)
scripts = st.builds(
    Script,
    seconds=st.floats(1, 12),
    frame_rate=st.sampled_from(RATES) | st.floats(1, 120),
    declares_rate=st.booleans(),
    gop_frames=st.integers(1, 300),
    b_frames=st.integers(0, 3),
    audio=st.booleans(),
    audio_lag_s=st.just(0.0) | st.floats(-1, 1),
    stamps_in_ms=st.booleans(),
    wobble_ms=st.just((0,)) | st.lists(st.integers(-40, 40), min_size=1, max_size=9),
    pauses=pauses,
    audio_pauses=st.just([]) | pauses,
)
configs = st.builds(
    HlsConfig,
    part_target_s=st.sampled_from([0.1, 0.2, 0.35, 1.0]),
    segment_min_s=st.sampled_from([0.5, 1.5, 3.0]),
    target_duration_s=st.sampled_from([1, 2, 4, 6]),
    window_s=st.sampled_from([12.0, 20.0]),
    parts=st.booleans(),
)
few = settings(max_examples=60, deadline=None)


@few
@given(scripts, configs)
def test_every_version_keeps_the_rules(script: Script, config: HlsConfig) -> None:
    note(repr(script))
    even = script.frame_rate >= 5 and len(script.wobble_ms) == 1 and not script.pauses and not script.audio_pauses
    watcher = Watcher(config, pauses=not even).feed(script.arrivals()).end()
    watcher.check_media()


@few
@given(scripts.map(lambda script: replace(script, pauses=[], audio_lag_s=0.0, wobble_ms=(0,))))
def test_program_date_time_follows_the_media_clock(script: Script) -> None:
    """Rule 8: within a frame. A gop that is no whole number of cells moves no segment away from its keyframe."""
    note(repr(script))
    watcher = Watcher().feed(script.arrivals()).end()
    watcher.check_clock(1 / min(script.frame_rate, 30))


@few
@given(st.lists(st.tuples(scripts, st.booleans(), st.integers(0, 3)), min_size=2, max_size=3))
def test_reconnects_and_changed_parameters_keep_the_rules(lives: list[tuple[Script, bool, int]]) -> None:
    note(repr(lives))
    watcher = Watcher(pauses=True)
    for index, (script, lost, change) in enumerate(lives):
        video = replace(VIDEO, width=640 + 2 * change, codec_string=f"avc1.6400{change:02x}")
        audio = replace(AUDIO, channels=1 + change % 2)
        live = replace(
            script, start_s=100.0 + 20 * index, video_track=video, audio_track=audio, wallclock=script.wallclock
        )
        watcher.feed(_numbered(live.arrivals(), index))
        if lost:
            watcher.lose_publisher()
    watcher.end().check_media()


@few
@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(-3000, 9000), st.integers(0, 300), st.booleans()),
        min_size=1,
        max_size=200,
    )
)
def test_no_sequence_of_stamps_breaks_the_rules(steps: list[tuple[bool, int, int, bool]]) -> None:
    arrivals: list[Arrival] = []
    time = 5000
    for index, (video, step_ms, offset_ms, key) in enumerate(steps):
        time = max(0, time + (step_ms if step_ms % 7 == 0 else step_ms // 40))
        payload = index.to_bytes(4)
        if video:
            unit = Unit(VIDEO, (time + offset_ms) * 90, time * 90, key, payload)
        else:
            unit = Unit(AUDIO, time * 48, time * 48, True, payload)
        arrivals.append((unit, 1.79e9 + index / 100))
    watcher = Watcher(HlsConfig(window_s=12), pauses=True).feed(arrivals)
    if watcher.rendition.playable:
        watcher.end().check_media()


@pytest.mark.parametrize("rate", RATES)
def test_every_usual_frame_rate_gives_whole_parts(rate: float) -> None:
    """Rule 2 at the rates encoders use: a part but the last of a segment is the target, to the tick."""
    script = Script(frame_rate=rate, gop_frames=max(1, round(2 * rate)), seconds=12)
    watcher = Watcher(second_parser=True).feed(script.arrivals())
    target = watcher.playlist.part_target
    assert target is not None
    for segment in watcher.playlist.whole:
        assert all(part.duration == target for part in segment.parts[:-1])
    watcher.end().check_media()


def _numbered(arrivals: list[Arrival], live: int) -> list[Arrival]:
    """Make payloads unique over the lives of a stream session."""
    return [(replace(unit, payload=bytes([live]) + unit.payload), wallclock) for unit, wallclock in arrivals]
