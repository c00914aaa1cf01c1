"""Enhanced RTMP v2, ExVideoTagHeader and Multitrack Streaming via Enhanced RTMP: several pictures on one connection."""

import pytest

from fakes.codec_vectors import AAC_LC_48000_STEREO, AV1_480, AV1_KEY_FRAME, H265_480, WIDE_480, WIDE_768
from fakes.flv_tags import (
    AAC,
    AV1,
    AVC,
    HEVC,
    enhanced_audio,
    enhanced_video,
    h264_configuration,
    h264_frame,
    many_codecs,
    many_tracks,
    mod_ex,
    one_track,
)
from klieg.media.codecs.nal import join_nals
from klieg.media.containers.flv.errors import FlvError, UnsupportedCodecError
from klieg.media.containers.flv.translator import FlvTranslator
from klieg.media.track import FURTHER_VIDEO, MAIN_VIDEO, VideoCodec, VideoTrack
from klieg.media.unit import Unit

SEQUENCE_START, CODED_FRAMES, SEQUENCE_END, CODED_FRAMES_X, METADATA = range(5)
VIDEO_MULTITRACK, AUDIO_MULTITRACK = 6, 5
MULTITRACK_KEY, MULTITRACK_INTER = 0x80 | 1 << 4 | VIDEO_MULTITRACK, 0x80 | 2 << 4 | VIDEO_MULTITRACK
H264_KEY, H264_INTER, H265_KEY = join_nals([b"\x65key"]), join_nals([b"\x41int"]), join_nals([b"\x26\x01key"])
AV1_KEY = AV1_480.sequence_header + AV1_KEY_FRAME
COMPOSED_33_MS = b"\x00\x00\x21"


def _ids(units: list[Unit]) -> list[int]:
    return [unit.track.id for unit in units]


def test_av_multitrack_type_one_track_beside_a_tag_without_multitrack() -> None:
    """``AvMultitrackType.OneTrack``; a tag without multitrack is of track 0, as encoders send the default track."""
    translator = FlvTranslator()
    translator.receive_video(0, h264_configuration(WIDE_768.record()))
    translator.receive_video(0, one_track(enhanced_video(SEQUENCE_START, AVC, WIDE_480.record()), VIDEO_MULTITRACK, 1))
    tag = one_track(enhanced_video(CODED_FRAMES, AVC, COMPOSED_33_MS + H264_KEY), VIDEO_MULTITRACK, 1)
    units = translator.receive_video(40, h264_frame(H264_KEY, key=True)) + translator.receive_video(40, tag)
    assert _ids(units) == [MAIN_VIDEO, FURTHER_VIDEO + 1]
    assert [(unit.dts, unit.pts, unit.keyframe) for unit in units] == [(3600, 3600, True), (3600, 3600 + 33 * 90, True)]


def test_av_multitrack_type_many_tracks_of_one_codec() -> None:
    """``AvMultitrackType.ManyTracks``: one FOURCC, then number, size and body of each."""
    translator = FlvTranslator()
    records = {0: WIDE_768.record(), 1: WIDE_480.record(), 2: WIDE_480.record()}
    assert translator.receive_video(0, many_tracks(MULTITRACK_KEY, SEQUENCE_START, AVC, records)) == []
    units = translator.receive_video(
        20, many_tracks(MULTITRACK_KEY, CODED_FRAMES_X, AVC, dict.fromkeys(records, H264_KEY))
    )
    assert _ids(units) == [MAIN_VIDEO, FURTHER_VIDEO + 1, FURTHER_VIDEO + 2]
    sizes = [unit.track.width for unit in units if isinstance(unit.track, VideoTrack)]
    assert sizes == [WIDE_768.width, WIDE_480.width, WIDE_480.width]


def test_av_multitrack_type_many_tracks_many_codecs() -> None:
    """``AvMultitrackType.ManyTracksManyCodecs``: a FOURCC before each; only some codecs have composition times."""
    translator = FlvTranslator()
    start = [(AV1, 0, AV1_480.record()), (AVC, 1, WIDE_480.record()), (HEVC, 2, H265_480.record())]
    assert translator.receive_video(0, many_codecs(MULTITRACK_KEY, SEQUENCE_START, start)) == []
    frames = [(AV1, 0, AV1_KEY), (AVC, 1, COMPOSED_33_MS + H264_KEY), (HEVC, 2, COMPOSED_33_MS + H265_KEY)]
    units = translator.receive_video(0, many_codecs(MULTITRACK_KEY, CODED_FRAMES, frames))
    codecs = [unit.track.codec for unit in units]
    assert codecs == [VideoCodec.AV1, VideoCodec.H264, VideoCodec.H265]
    assert [unit.pts - unit.dts for unit in units] == [0, 33 * 90, 33 * 90]
    assert all(unit.keyframe for unit in units)


def test_the_bitstream_is_processed_completely_and_the_frame_type_is_not_trusted() -> None:
    """ "The bitstream MUST be processed completely"; each track's own NAL units say whether it is a keyframe."""
    translator = FlvTranslator()
    translator.receive_video(
        0, many_tracks(MULTITRACK_KEY, SEQUENCE_START, AVC, dict.fromkeys((0, 1), WIDE_480.record()))
    )
    tag = many_tracks(MULTITRACK_INTER, CODED_FRAMES_X, AVC, {1: H264_KEY, 0: H264_INTER})
    units = translator.receive_video(0, tag)
    assert [(unit.track.id, unit.keyframe) for unit in units] == [(FURTHER_VIDEO + 1, True), (MAIN_VIDEO, False)]


def test_modex_timestamp_offset_nano_is_of_every_track_in_the_message() -> None:
    translator = FlvTranslator()
    translator.receive_video(
        0, many_tracks(MULTITRACK_KEY, SEQUENCE_START, AVC, dict.fromkeys((0, 1), WIDE_480.record()))
    )
    tag = mod_ex(
        many_tracks(MULTITRACK_KEY, CODED_FRAMES_X, AVC, dict.fromkeys((0, 1), H264_KEY)), (500_000).to_bytes(3)
    )
    assert [unit.dts for unit in translator.receive_video(100, tag)] == [9045, 9045]


def test_a_sequence_start_of_one_track_changes_no_other() -> None:
    translator = FlvTranslator()
    translator.receive_video(
        0, many_tracks(MULTITRACK_KEY, SEQUENCE_START, AVC, dict.fromkeys((0, 1), WIDE_480.record()))
    )
    keys = many_tracks(MULTITRACK_KEY, CODED_FRAMES_X, AVC, dict.fromkeys((0, 1), H264_KEY))
    main, further = translator.receive_video(0, keys)
    translator.receive_video(9, one_track(enhanced_video(SEQUENCE_START, AVC, WIDE_768.record()), VIDEO_MULTITRACK, 1))
    main_later, further_later = translator.receive_video(10, keys)
    assert main_later.track is main.track
    assert further_later.track != further.track
    assert further_later.track.id == further.track.id


@pytest.mark.parametrize("packet_type", [SEQUENCE_END, METADATA, 9])
def test_packet_types_without_a_picture_make_no_unit(packet_type: int) -> None:
    translator = FlvTranslator()
    assert (
        translator.receive_video(0, many_tracks(MULTITRACK_KEY, packet_type, AVC, {0: b"", 1: b"\x02\x00\x00"})) == []
    )


def test_the_packet_type_of_a_multitrack_message_is_not_multitrack() -> None:
    """ "This fetch MUST not result in a VideoPacketType.Multitrack"."""
    with pytest.raises(FlvError, match="does not exist"):
        FlvTranslator().receive_video(0, many_tracks(MULTITRACK_KEY, VIDEO_MULTITRACK, AVC, {0: b""}))


def test_a_codec_that_is_not_carried_is_refused_on_any_track() -> None:
    with pytest.raises(UnsupportedCodecError, match="VP9"):
        FlvTranslator().receive_video(0, one_track(enhanced_video(SEQUENCE_START, b"vp09", b""), VIDEO_MULTITRACK, 1))


def test_audio_track_0_is_taken_and_others_are_counted() -> None:
    translator = FlvTranslator()
    translator.receive_audio(0, one_track(enhanced_audio(0, AAC, AAC_LC_48000_STEREO), AUDIO_MULTITRACK, 0))
    units = translator.receive_audio(0, many_tracks(0x95, 1, AAC, {0: b"aac", 1: b"other"}))
    assert [unit.payload for unit in units] == [b"aac"]
    translator.receive_audio(0, one_track(enhanced_audio(0, b"Opus", b""), AUDIO_MULTITRACK, 2))
    assert translator.ignored_tracks == 2
