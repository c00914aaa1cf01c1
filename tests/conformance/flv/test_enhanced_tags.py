"""Enhanced RTMP v2, Enhanced Video and Enhanced Audio, and FLV 10.1, E.4: each form of tag, through to units."""

import pytest

from fakes.codec_vectors import AAC_LC_48000_STEREO, AV1_480, AV1_KEY_FRAME, AV1_TEMPORAL_DELIMITER, H265_480, WIDE_480
from fakes.flv_tags import (
    AAC,
    AV1,
    AVC,
    HEVC,
    enhanced_audio,
    enhanced_video,
    mod_ex,
)
from klieg.media.codecs.nal import join_nals
from klieg.media.containers.flv.errors import UnsupportedCodecError
from klieg.media.containers.flv.translator import FlvTranslator

SEQUENCE_START, CODED_FRAMES, SEQUENCE_END, CODED_FRAMES_X, METADATA, MPEG2TS = range(6)
H264_KEY, H265_KEY = join_nals([b"\x65key"]), join_nals([b"\x26\x01key"])
AV1_KEY = AV1_480.sequence_header + AV1_KEY_FRAME
STREAMS = [
    (AVC, WIDE_480.record(), b"\x00\x00\x21" + H264_KEY, H264_KEY, 33),
    (HEVC, H265_480.record(), b"\x00\x00\x21" + H265_KEY, H265_KEY, 33),
    (AV1, AV1_480.record(), AV1_TEMPORAL_DELIMITER + AV1_KEY, AV1_KEY, 0),
]
type Video = tuple[bytes, bytes, bytes, bytes, int]
video_streams = pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream[0].decode())


@video_streams
def test_sequence_start_and_coded_frames(stream: Video) -> None:
    fourcc, record, data, payload, composition_ms = stream
    translator = FlvTranslator()
    assert translator.receive_video(0, enhanced_video(SEQUENCE_START, fourcc, record)) == []
    (unit,) = translator.receive_video(100, enhanced_video(CODED_FRAMES, fourcc, data))
    assert (unit.dts, unit.pts) == (9000, 9000 + composition_ms * 90)
    assert (unit.payload, unit.keyframe) == (payload, True)


@video_streams
def test_coded_frames_x_composition_time_is_zero(stream: Video) -> None:
    fourcc, record, _, payload, _ = stream
    translator = FlvTranslator()
    translator.receive_video(0, enhanced_video(SEQUENCE_START, fourcc, record))
    (unit,) = translator.receive_video(100, enhanced_video(CODED_FRAMES_X, fourcc, payload))
    assert (unit.dts, unit.pts, unit.payload) == (9000, 9000, payload)


@video_streams
def test_sequence_end_metadata_and_commands_carry_no_picture(stream: Video) -> None:
    fourcc, record, _, _, _ = stream
    translator = FlvTranslator()
    translator.receive_video(0, enhanced_video(SEQUENCE_START, fourcc, record))
    assert translator.receive_video(1, enhanced_video(SEQUENCE_END, fourcc, b"")) == []
    assert translator.receive_video(1, enhanced_video(METADATA, fourcc, b"\x02\x00\x09colorInfo\x03\x00\x00\x09")) == []
    assert translator.receive_video(1, enhanced_video(CODED_FRAMES, fourcc, b"", frame_type=5)) == []


def test_mpeg2ts_sequence_start_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedCodecError, match="MPEG-2 TS"):
        FlvTranslator().receive_video(0, enhanced_video(MPEG2TS, AV1, b"\x80\x04\x81\x04\x0c\x00"))


def test_modex_timestamp_offset_nano_refines_the_time() -> None:
    translator = FlvTranslator()
    translator.receive_video(0, enhanced_video(SEQUENCE_START, AVC, WIDE_480.record()))
    tag = mod_ex(enhanced_video(CODED_FRAMES_X, AVC, H264_KEY), (500_000).to_bytes(3))
    (unit,) = translator.receive_video(100, tag)
    assert unit.dts == 9045


def test_audio_sequence_start_coded_frames_end_and_channel_configuration() -> None:
    translator = FlvTranslator()
    assert translator.receive_audio(0, enhanced_audio(0, AAC, AAC_LC_48000_STEREO)) == []
    assert translator.receive_audio(0, enhanced_audio(4, AAC, b"\x01\x02\x00\x00\x00\x03")) == []
    (unit,) = translator.receive_audio(0, enhanced_audio(1, AAC, b"aac"))
    assert unit.payload == b"aac"
    assert translator.receive_audio(0, enhanced_audio(2, AAC, b"")) == []


@pytest.mark.parametrize("fourcc", [b"vp08", b"vp09", b"vvc1", b"????"])
def test_other_video_fourccs_are_refused(fourcc: bytes) -> None:
    with pytest.raises(UnsupportedCodecError, match="video is not carried; send"):
        FlvTranslator().receive_video(0, enhanced_video(SEQUENCE_START, fourcc, b""))


@pytest.mark.parametrize("fourcc", [b"Opus", b".mp3", b"fLaC", b"ac-3", b"ec-3", b"????"])
def test_other_audio_fourccs_are_refused(fourcc: bytes) -> None:
    with pytest.raises(UnsupportedCodecError, match="audio is not carried; send AAC"):
        FlvTranslator().receive_audio(0, enhanced_audio(0, fourcc, b""))


@pytest.mark.parametrize("codec_id", [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15])
def test_flv_e_4_3_1_every_legacy_video_codec_but_avc_is_refused(codec_id: int) -> None:
    with pytest.raises(UnsupportedCodecError, match="video is not carried"):
        FlvTranslator().receive_video(0, bytes((0x10 | codec_id, 1)) + bytes(8))


@pytest.mark.parametrize("sound_format", [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15])
def test_flv_e_4_2_1_every_legacy_sound_format_but_aac_is_refused(sound_format: int) -> None:
    with pytest.raises(UnsupportedCodecError, match="audio is not carried"):
        FlvTranslator().receive_audio(0, bytes((sound_format << 4 | 0xF, 1)) + bytes(8))
