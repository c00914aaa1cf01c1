"""Movie fragments, box by box, by a reader of our own (ISO/IEC 14496-12, 8.8)."""

from hypothesis import given
from hypothesis import strategies as st

from fakes.mp4_reader import read_boxes, read_fragments
from klieg.media.containers.fmp4.part import NON_SYNC_SAMPLE, SYNC_SAMPLE, AudioRun, TrackRun, VideoRun, write_part
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO

VIDEO = VideoRun(MAIN_VIDEO, 1 << 40, [3000, 3060], [6000, -90], [True, False], [b"key", b"delta"])
AUDIO = AudioRun(MAIN_AUDIO, 77, 1024, [0, 0, 0], [b"a", b"bc", b"def"])

ticks = st.integers(0, 2**32 - 1)
samples = st.tuples(ticks, st.integers(-(2**31), 2**31 - 1), st.booleans(), st.binary(max_size=20))
video_runs = st.builds(
    lambda time, rows: VideoRun(MAIN_VIDEO, time, *(list(column) for column in zip(*rows, strict=True))),
    st.integers(0, 2**60),
    st.lists(samples, min_size=1, max_size=8),
)
audio_runs = st.builds(
    lambda time, duration, rows: AudioRun(
        MAIN_AUDIO, time, duration, [offset for offset, _ in rows], [payload for _, payload in rows]
    ),
    st.integers(0, 2**60),
    ticks,
    st.lists(st.tuples(st.integers(-100, 100), st.binary(max_size=20)), min_size=1, max_size=8),
)


def test_8_8_5_the_fragment_is_numbered_and_holds_its_tracks() -> None:
    fragment = read_fragments(write_part(9, [VIDEO, AUDIO]))[0]
    assert fragment.sequence == 9
    assert {track: [sample.payload for sample in found] for track, found in fragment.samples.items()} == {
        MAIN_VIDEO: [b"key", b"delta"],
        MAIN_AUDIO: [b"a", b"bc", b"def"],
    }


def test_8_8_12_decode_times_have_64_bits() -> None:
    fragment = read_fragments(write_part(1, [VIDEO]))[0]
    first, second = fragment.samples[MAIN_VIDEO]
    assert (first.decode_time, second.decode_time) == (1 << 40, (1 << 40) + 3000)


def test_8_8_8_composition_offsets_are_signed() -> None:
    first, second = read_fragments(write_part(1, [VIDEO]))[0].samples[MAIN_VIDEO]
    assert first.presentation_time - first.decode_time == 6000
    assert second.presentation_time - second.decode_time == -90


def test_8_8_3_1_sample_flags_tell_where_decoding_can_start() -> None:
    """sample_depends_on 2 and sync for a keyframe, 1 and non-sync for the rest."""
    assert (SYNC_SAMPLE, NON_SYNC_SAMPLE) == (0x02000000, 0x01010000)
    fragment = read_fragments(write_part(1, [VIDEO, AUDIO]))[0]
    assert [sample.sync for sample in fragment.samples[MAIN_VIDEO]] == [True, False]
    assert all(sample.sync for sample in fragment.samples[MAIN_AUDIO])


def test_8_8_7_data_offsets_count_from_the_moof() -> None:
    moof = read_boxes(write_part(1, [VIDEO]))[0]
    assert moof.one("traf/tfhd").flags == 0x020000
    assert moof.one("traf/trun").flags == 0x000F01


def test_lost_audio_moves_presentation_times_only() -> None:
    run = AudioRun(MAIN_AUDIO, 0, 1024, [0, 5000], [b"a", b"b"])
    first, second = read_fragments(write_part(1, [run]))[0].samples[MAIN_AUDIO]
    assert (first.decode_time, second.decode_time) == (0, 1024)
    assert second.presentation_time == 6024


def test_a_fragment_without_samples_is_a_moof_and_an_empty_mdat() -> None:
    moof, mdat = read_boxes(write_part(3, []))
    assert [box.kind for box in moof.children] == ["mfhd"]
    assert mdat.body == b""


def test_sequence_numbers_wrap_after_32_bits() -> None:
    assert read_fragments(write_part((1 << 32) + 5, [AUDIO]))[0].sequence == 5


@given(st.lists(video_runs, max_size=1), st.lists(audio_runs, max_size=1))
def test_what_went_in_comes_out(videos: list[VideoRun], audios: list[AudioRun]) -> None:
    runs: list[TrackRun] = [*videos, *audios]
    fragment = read_fragments(write_part(1, runs))[0]
    for run in runs:
        durations = run.durations if isinstance(run, VideoRun) else [run.duration] * len(run.payloads)
        keyframes = run.keyframes if isinstance(run, VideoRun) else [True] * len(run.payloads)
        found = fragment.samples[run.track_id]
        assert found[0].decode_time == run.decode_time
        assert [sample.duration for sample in found] == durations
        assert [sample.presentation_time - sample.decode_time for sample in found] == run.offsets
        assert [sample.sync for sample in found] == keyframes
        assert [sample.payload for sample in found] == run.payloads
