"""RFC 8216bis, 6.2.4: renditions have the same numbers, boundaries, dates and discontinuities, whatever is missing."""

from dataclasses import replace

from hypothesis import given, note, settings
from hypothesis import strategies as st

from fakes.hls_gallery import Gallery, Rung
from fakes.mp4_reader import read_fragments
from fakes.scripted_stream import AUDIO, VIDEO, Arrival, Script
from klieg.media.hls.rendition import HlsConfig
from klieg.media.track import DERIVED_VIDEO, TrackId
from klieg.media.unit import Unit

spans = st.tuples(st.floats(0, 10), st.floats(0.05, 6)).map(lambda span: (span[0], span[0] + span[1]))
scripts = st.builds(
    Script,
    seconds=st.floats(1, 10),
    frame_rate=st.sampled_from([24.0, 25.0, 30_000 / 1001, 30.0, 50.0, 60.0, 10.0]) | st.floats(2, 70),
    declares_rate=st.booleans(),
    gop_frames=st.integers(1, 200),
    b_frames=st.integers(0, 3),
    audio=st.booleans(),
    audio_lag_s=st.just(0.0) | st.floats(-0.5, 0.5),
    wobble_ms=st.just((0,)) | st.lists(st.integers(-15, 15), min_size=1, max_size=9),
    pauses=st.just([]) | st.lists(spans, max_size=1),
    audio_pauses=st.just([]) | st.lists(spans, max_size=1),
)
rungs = st.builds(
    Rung,
    lag_s=st.floats(-0.05, 1.5),
    every=st.integers(1, 3),
    from_s=st.just(0.0) | st.floats(0, 5),
    holes=st.lists(spans, max_size=2),
)
ladders = st.lists(rungs, min_size=1, max_size=3).map(
    lambda made: [replace(rung, number=index + 1) for index, rung in enumerate(made)]
)
configs = st.builds(
    HlsConfig,
    part_target_s=st.sampled_from([0.1, 0.2, 0.35]),
    segment_min_s=st.sampled_from([0.5, 1.5]),
    target_duration_s=st.sampled_from([2, 4]),
    window_s=st.sampled_from([12.0, 20.0]),
    parts=st.booleans(),
)
some = settings(max_examples=20, deadline=None)


@some
@given(scripts, ladders, configs)
def test_every_rendition_keeps_the_rules(script: Script, ladder: list[Rung], config: HlsConfig) -> None:
    note(repr(script))
    arrivals = script.arrivals()
    even = script.frame_rate * config.part_target_s >= 2 and not script.pauses and not script.audio_pauses
    gallery = Gallery(config, pauses=not even, look_every=3)
    gallery.feed(arrivals, *[rung.derive(arrivals) for rung in ladder]).end()
    gallery.check_alignment()
    gallery.check_media()


@some
@given(st.lists(st.tuples(scripts, st.booleans(), st.integers(0, 2)), min_size=2, max_size=3), ladders)
def test_reconnects_and_changed_parameters_keep_them_aligned(
    lives: list[tuple[Script, bool, int]], ladder: list[Rung]
) -> None:
    note(repr(lives))
    gallery = Gallery(pauses=True, look_every=7)
    for index, (script, lost, change) in enumerate(lives):
        video = replace(VIDEO, width=640 + 2 * change, codec_string=f"avc1.6400{change:02x}")
        audio = replace(AUDIO, channels=1 + change % 2)
        live = replace(
            script, start_s=100.0 + 20 * index, video_track=video, audio_track=audio, wallclock=1.79e9 + 30 * index
        )
        arrivals = live.arrivals()
        gallery.feed(arrivals, *[rung.derive(arrivals) for rung in ladder])
        if lost:
            gallery.lose_publisher()
    gallery.end().check_alignment()


@some
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(-3000, 9000), st.integers(0, 300), st.booleans()),
        min_size=1,
        max_size=200,
    )
)
def test_no_sequence_of_stamps_breaks_the_alignment(steps: list[tuple[int, int, int, bool]]) -> None:
    arrivals: list[Arrival] = []
    time = 5000
    further = replace(VIDEO, id=TrackId(DERIVED_VIDEO + 1))
    for index, (kind, step_ms, offset_ms, key) in enumerate(steps):
        time = max(0, time + (step_ms if step_ms % 7 == 0 else step_ms // 40))
        payload = index.to_bytes(4)
        if kind:
            track = VIDEO if kind == 1 else further
            unit = Unit(track, (time + offset_ms) * 90, time * 90, key, payload)
        else:
            unit = Unit(AUDIO, time * 48, time * 48, True, payload)
        arrivals.append((unit, 1.79e9 + index / 100))
    Gallery(HlsConfig(window_s=12), pauses=True).feed(arrivals).end().check_alignment()


def test_a_ladder_joins_at_the_segment_it_has_a_keyframe_of() -> None:
    arrivals = Script(seconds=20, b_frames=2).arrivals()
    late, shed = Rung(1, from_s=1.5), Rung(2, lag_s=0.5, every=2, holes=[(6.3, 7.1)])
    gallery = Gallery().feed(arrivals, late.derive(arrivals), shed.derive(arrivals))
    first = {name: min(segments) for name, segments in gallery.seen.items()}
    assert first == {"source": 0, "600p30": 2, "480p15": 1}
    gaps = {name: [msn for msn, segment in segments.items() if segment.gap] for name, segments in gallery.seen.items()}
    assert gaps == {"source": [0], "600p30": [], "480p15": [4]}
    assert [rendition.available for rendition in gallery.presentation.renditions] == [True, True, True]
    assert gallery.watchers["480p15"].playlist.last == gallery.watchers["source"].playlist.last
    gallery.end().check_alignment()
    gallery.check_media()


def test_every_frame_of_a_steady_ladder_is_packaged() -> None:
    arrivals = Script(seconds=12, b_frames=2).arrivals()
    gallery = Gallery().feed(arrivals, *[Rung(number).derive(arrivals) for number in (1, 2)])
    further = gallery.presentation.renditions[1:]
    assert [rendition.dropped_units for rendition in further] == [0, 0]
    keyframes = {name: [key for key, _ in _starts(gallery, name) if key[1] == 0] for name in gallery.watchers}
    assert len(keyframes["source"]) >= 5
    shown = {name: dict(_starts(gallery, name)) for name in gallery.watchers}
    for name in ("600p30", "480p30"):
        for key, time in shown[name].items():
            if key[1] == 0:
                assert time == shown["source"][key], "segments begin with the same frame"


def _starts(gallery: Gallery, name: str) -> list[tuple[tuple[int, int], int]]:
    return [
        (key, read_fragments(payload)[0].samples[1][0].presentation_time)
        for key, payload in sorted(gallery.watchers[name].parts.items())
    ]
