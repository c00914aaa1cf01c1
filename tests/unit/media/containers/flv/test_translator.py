from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.codec_vectors import AAC_LC_44100_STEREO, AAC_LC_48000_STEREO, AV1_480, AV1_KEY_FRAME, WIDE_480, WIDE_768
from fakes.flv_tags import (
    AV1,
    AVC,
    aac_configuration,
    aac_frame,
    enhanced_audio,
    enhanced_video,
    h264_configuration,
    h264_frame,
    mod_ex,
    one_track,
)
from klieg.media.codecs.nal import join_nals
from klieg.media.containers.flv.errors import FlvError, TrackCountError, UnsupportedCodecError
from klieg.media.containers.flv.translator import MAX_VIDEO_TRACKS, FlvTranslator
from klieg.media.track import FURTHER_VIDEO, MAIN_AUDIO, MAIN_VIDEO, AudioTrack, VideoTrack
from klieg.media.unit import Unit

KEY = join_nals([b"\x65key"])
INTER = join_nals([b"\x41inter"])


@pytest.fixture
def translator() -> FlvTranslator:
    """One whose tracks are configured."""
    made = FlvTranslator()
    assert made.receive_video(0, h264_configuration(WIDE_480.record())) == []
    assert made.receive_audio(0, aac_configuration(AAC_LC_48000_STEREO)) == []
    return made


def _video(translator: FlvTranslator) -> VideoTrack:
    assert translator.video is not None
    return translator.video


def _audio(translator: FlvTranslator) -> AudioTrack:
    assert translator.audio is not None
    return translator.audio


def test_a_frame_becomes_a_unit(translator: FlvTranslator) -> None:
    (unit,) = translator.receive_video(1000, h264_frame(KEY, key=True, composition_ms=66))
    assert unit == Unit(_video(translator), 1066 * 90, 1000 * 90, keyframe=True, payload=KEY)
    assert unit.track is translator.video
    assert unit.track.id == MAIN_VIDEO


def test_a_sound_becomes_a_unit(translator: FlvTranslator) -> None:
    (unit,) = translator.receive_audio(1000, aac_frame(b"aac"))
    assert unit == Unit(_audio(translator), 48_000, 48_000, keyframe=True, payload=b"aac")
    assert unit.track.id == MAIN_AUDIO


def test_media_before_its_configuration_is_dropped() -> None:
    translator = FlvTranslator()
    assert translator.receive_video(0, h264_frame(KEY, key=True)) == []
    assert translator.receive_audio(0, aac_frame(b"aac")) == []
    assert (translator.video, translator.audio) == (None, None)


@pytest.mark.parametrize("body", [b"", h264_frame(b""), b"\x17\x02\x00\x00\x00", b"\x57\x00", h264_configuration(b"")])
def test_empty_and_idle_video_is_ignored(translator: FlvTranslator, body: bytes) -> None:
    assert translator.receive_video(10, body) == []


@pytest.mark.parametrize("body", [b"", aac_frame(b""), aac_configuration(b""), enhanced_audio(2, b"mp4a", b"")])
def test_empty_and_idle_audio_is_ignored(translator: FlvTranslator, body: bytes) -> None:
    assert translator.receive_audio(10, body) == []


def test_equal_configurations_keep_the_tracks(translator: FlvTranslator) -> None:
    video, audio = translator.video, translator.audio
    translator.receive_video(5, h264_configuration(WIDE_480.record()))
    translator.receive_audio(5, aac_configuration(AAC_LC_48000_STEREO))
    assert translator.video is video
    assert translator.audio is audio


def test_a_change_of_parameters_makes_new_tracks_of_the_same_ids(translator: FlvTranslator) -> None:
    video, audio = _video(translator), _audio(translator)
    translator.receive_video(5, h264_configuration(WIDE_768.record()))
    translator.receive_audio(5, aac_configuration(AAC_LC_44100_STEREO))
    assert (_video(translator).id, _video(translator).width) == (video.id, 1366)
    assert (_audio(translator).id, _audio(translator).timescale) == (audio.id, 44_100)
    (unit,) = translator.receive_audio(1000, aac_frame(b"aac"))
    assert unit.pts == 44_100


def test_parameter_sets_in_band_change_the_track_of_their_own_unit(translator: FlvTranslator) -> None:
    data = join_nals([WIDE_768.sps, WIDE_768.pps, b"\x65key"])
    (unit,) = translator.receive_video(40, h264_frame(data, key=True))
    assert unit.track is translator.video
    assert _video(translator).width == 1366
    assert unit.payload == KEY


def test_a_change_of_codec(translator: FlvTranslator) -> None:
    translator.receive_video(40, enhanced_video(0, AV1, AV1_480.record()))
    (unit,) = translator.receive_video(40, enhanced_video(1, AV1, AV1_480.sequence_header + AV1_KEY_FRAME))
    assert unit.keyframe
    assert _video(translator).codec_string == "av01.0.04M.08"


def test_a_frame_of_an_unconfigured_codec_is_dropped(translator: FlvTranslator) -> None:
    video = translator.video
    assert translator.receive_video(40, enhanced_video(1, b"hvc1", b"\x00\x00\x00\x00\x00\x00\x02\x26\x01")) == []
    assert translator.video is video
    assert len(translator.receive_video(40, h264_frame(KEY, key=True))) == 1


def test_enhanced_h264_and_legacy_h264_are_one_stream(translator: FlvTranslator) -> None:
    video = translator.video
    translator.receive_video(0, enhanced_video(0, AVC, WIDE_480.record()))
    (unit,) = translator.receive_video(33, enhanced_video(3, AVC, KEY))
    assert unit.track is video


def test_nanoseconds_add_to_milliseconds(translator: FlvTranslator) -> None:
    offset = (333_333).to_bytes(3)
    (video,) = translator.receive_video(33, mod_ex(enhanced_video(3, AVC, KEY), offset))
    (audio,) = translator.receive_audio(21, mod_ex(enhanced_audio(1, b"mp4a", b"aac"), offset))
    assert video.dts == 33 * 90 + 29
    assert audio.pts == 1024


def test_equal_and_backward_stamps_move_behind_the_one_in_front(translator: FlvTranslator) -> None:
    units = [translator.receive_video(stamp, h264_frame(INTER))[0] for stamp in (100, 100, 90, 133)]
    assert [unit.dts for unit in units] == [9000, 9001, 9002, 133 * 90]
    assert translator.nudged_stamps == 2


def test_a_presentation_before_its_decoding_is_moved(translator: FlvTranslator) -> None:
    (unit,) = translator.receive_video(100, h264_frame(INTER, composition_ms=-40))
    assert (unit.dts, unit.pts) == (9000, 9000)
    assert translator.nudged_stamps == 1


def test_a_clock_set_back_moves_audio_and_video_together(translator: FlvTranslator) -> None:
    translator.receive_video(60_000, h264_frame(KEY, key=True))
    translator.receive_audio(60_010, aac_frame(b"aac"))
    (video,) = translator.receive_video(0, h264_frame(KEY, key=True))
    (audio,) = translator.receive_audio(500, aac_frame(b"aac"))
    assert video.dts / 90_000 == pytest.approx(60.010)
    assert audio.pts / 48_000 == pytest.approx(60.510)
    assert translator.audio_resyncs == 1


def test_audio_resyncs_are_none_before_audio() -> None:
    assert FlvTranslator().audio_resyncs == 0


def test_other_sounds_are_counted(translator: FlvTranslator) -> None:
    assert translator.receive_audio(0, one_track(enhanced_audio(1, b"mp4a", b"aac"), 5, 1)) == []
    assert translator.ignored_tracks == 1


def test_further_pictures_are_tracks_of_their_own(translator: FlvTranslator) -> None:
    further = one_track(enhanced_video(0, AVC, WIDE_768.record()), 6, 3)
    assert translator.receive_video(0, one_track(enhanced_video(3, AVC, KEY), 6, 3)) == [], "not configured yet"
    assert translator.receive_video(0, further) == []
    (main,) = translator.receive_video(40, h264_frame(KEY, key=True))
    (other,) = translator.receive_video(40, one_track(enhanced_video(3, AVC, INTER), 6, 3))
    assert (main.track.id, other.track.id) == (MAIN_VIDEO, FURTHER_VIDEO + 3)
    assert (main.dts, main.keyframe, other.dts, other.keyframe) == (3600, True, 3600, False)
    assert main.track is translator.video
    assert isinstance(other.track, VideoTrack)
    assert (other.track.width, main.track) == (WIDE_768.width, _video(translator))


def test_a_repeated_or_changed_configuration_is_each_track_s_own(translator: FlvTranslator) -> None:
    def receive(packet_type: int, data: bytes) -> list[Unit]:
        return translator.receive_video(0, one_track(enhanced_video(packet_type, AVC, data), 6, 1))

    receive(0, WIDE_480.record())
    (first,) = receive(3, KEY)
    receive(0, WIDE_480.record())
    (second,) = receive(3, KEY)
    receive(0, WIDE_768.record())
    (third,) = receive(3, KEY)
    assert first.track is second.track
    assert third.track != second.track
    assert third.track.id == first.track.id
    (main,) = translator.receive_video(0, h264_frame(KEY, key=True))
    assert isinstance(main.track, VideoTrack)
    assert main.track.width == WIDE_480.width


def test_a_clock_set_back_shifts_every_picture_alike(translator: FlvTranslator) -> None:
    further = enhanced_video(3, AVC, KEY)
    translator.receive_video(0, one_track(enhanced_video(0, AVC, WIDE_768.record()), 6, 1))
    for stamp in (50_000, 100, 140):
        (main,) = translator.receive_video(stamp, h264_frame(KEY, key=True))
        (other,) = translator.receive_video(stamp, one_track(further, 6, 1))
        assert main.dts == other.dts
    assert main.dts == 50_040 * 90


def test_pictures_are_limited_in_number_and_numbers(translator: FlvTranslator) -> None:
    def begin(number: int) -> None:
        translator.receive_video(0, one_track(enhanced_video(0, AVC, WIDE_480.record()), 6, number))

    with pytest.raises(TrackCountError, match="up to 89"):
        begin(90)
    for number in (89, *range(1, MAX_VIDEO_TRACKS - 1)):
        begin(number)
    with pytest.raises(TrackCountError, match="At most 8"):
        begin(50)
    begin(89)


def test_faults_of_the_bitstream_are_faults_of_the_tag(translator: FlvTranslator) -> None:
    with pytest.raises(FlvError, match="video tag cannot be read: The length"):
        translator.receive_video(0, h264_frame(b"\x00\x00\x00\x09abc"))
    with pytest.raises(FlvError, match="AAC configuration cannot be read"):
        translator.receive_audio(0, aac_configuration(b"\x12"))
    with pytest.raises(UnsupportedCodecError, match="object type 42"):
        translator.receive_audio(0, aac_configuration(bytes.fromhex("f9484000")))
    with pytest.raises(UnsupportedCodecError, match="VP6"):
        translator.receive_video(0, b"\x14")


def test_a_fault_leaves_the_tracks_as_they_were(translator: FlvTranslator) -> None:
    video = translator.video
    with pytest.raises(FlvError):
        translator.receive_video(0, h264_configuration(b"\x01\x64"))
    assert translator.video is video
    assert len(translator.receive_video(0, h264_frame(KEY, key=True))) == 1


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(-300, 300)), min_size=1, max_size=60))
def test_whatever_the_stamps_decoding_times_increase_and_presentation_is_never_before(
    stamps: list[tuple[int, int]],
) -> None:
    translator = FlvTranslator()
    translator.receive_video(0, h264_configuration(WIDE_480.record()))
    units = [
        unit
        for stamp, composition_ms in stamps
        for unit in translator.receive_video(stamp, h264_frame(INTER, composition_ms=composition_ms))
    ]
    assert len(units) == len(stamps)
    assert all(after.dts > before.dts for before, after in pairwise(units))
    assert all(unit.pts >= unit.dts for unit in units)
