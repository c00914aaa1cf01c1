import pytest

from fakes.codec_vectors import (
    AV1_480,
    AV1_768,
    AV1_INTER_FRAME,
    AV1_KEY_FRAME,
    AV1_TEMPORAL_DELIMITER,
    H265_480,
    H265_768,
    WIDE_480,
    WIDE_768,
)
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.nal import join_nals
from klieg.media.containers.flv.video_format import H264, H265, Av1Format, Frame, NalFormat
from klieg.media.track import MAIN_VIDEO

IDR, SLICE, SEI, AUD = b"\x65idr", b"\x41slice", b"\x06sei", b"\x09\xf0"


def _h264() -> NalFormat:
    codec = NalFormat(H264, MAIN_VIDEO)
    codec.receive_configuration(WIDE_480.record())
    return codec


def test_key_frames_are_told_by_their_nal_units() -> None:
    codec = _h264()
    assert codec.receive_frame(join_nals([SEI, IDR])) == Frame(join_nals([SEI, IDR]), keyframe=True)
    assert codec.receive_frame(join_nals([AUD, SLICE])) == Frame(join_nals([AUD, SLICE]), keyframe=False)


@pytest.mark.parametrize("length_size", [1, 2])
def test_short_lengths_become_four_bytes(length_size: int) -> None:
    codec = NalFormat(H264, MAIN_VIDEO)
    codec.receive_configuration(WIDE_480.record(length_size))
    data = b"".join(len(nal).to_bytes(length_size) + nal for nal in (SEI, IDR))
    assert codec.receive_frame(data) == Frame(join_nals([SEI, IDR]), keyframe=True)


def test_a_repeated_configuration_keeps_the_track_object() -> None:
    codec = _h264()
    track = codec.track
    codec.receive_configuration(WIDE_480.record())
    codec.receive_frame(join_nals([WIDE_480.sps, WIDE_480.pps, IDR]))
    codec.receive_configuration(WIDE_480.record(2))
    assert codec.track is track


def test_another_configuration_makes_another_track_of_the_same_id() -> None:
    codec = _h264()
    before = codec.track
    codec.receive_configuration(WIDE_768.record())
    assert before is not None
    assert codec.track is not None
    assert (codec.track.id, codec.track.width, before.width) == (before.id, 1366, 854)


def test_parameter_sets_in_a_key_frame_change_the_track_and_leave_the_payload() -> None:
    codec = _h264()
    frame = codec.receive_frame(join_nals([AUD, WIDE_768.sps, WIDE_768.pps, SEI, IDR]))
    assert frame == Frame(join_nals([AUD, SEI, IDR]), keyframe=True)
    assert codec.track is not None
    assert codec.track.width == 1366


def test_after_sets_in_band_the_first_record_means_a_change_again() -> None:
    codec = _h264()
    codec.receive_frame(join_nals([WIDE_768.sps, WIDE_768.pps, IDR]))
    codec.receive_configuration(WIDE_480.record())
    assert codec.track is not None
    assert codec.track.width == 854


def test_frames_without_configuration_and_empty_frames_are_nothing() -> None:
    assert NalFormat(H264, MAIN_VIDEO).receive_frame(join_nals([IDR])) is None
    assert _h264().receive_frame(bytes(4)) is None


def test_a_broken_frame_is_refused() -> None:
    with pytest.raises(CodecError, match="past the end"):
        _h264().receive_frame(b"\x00\x00\x00\x09abc")


@pytest.mark.parametrize(("kind", "keyframe"), [(19, True), (20, True), (21, True), (16, True), (1, False), (0, False)])
def test_h265_random_access_pictures_are_key_frames(*, kind: int, keyframe: bool) -> None:
    codec = NalFormat(H265, MAIN_VIDEO)
    codec.receive_configuration(H265_480.record())
    frame = codec.receive_frame(join_nals([bytes((kind << 1, 1)) + b"slice"]))
    assert frame is not None
    assert frame.keyframe is keyframe


def test_h265_parameter_sets_in_a_key_frame_change_the_track() -> None:
    codec = NalFormat(H265, MAIN_VIDEO)
    codec.receive_configuration(H265_480.record())
    idr = b"\x26\x01slice"
    frame = codec.receive_frame(join_nals([H265_768.vps, H265_768.sps, H265_768.pps, idr]))
    assert frame == Frame(join_nals([idr]), keyframe=True)
    assert codec.track is not None
    assert codec.track.codec_string == H265_768.codec_string


def test_av1_delimiters_leave_and_the_record_describes_the_track() -> None:
    codec = Av1Format(MAIN_VIDEO)
    codec.receive_configuration(AV1_480.record())
    track = codec.track
    data = AV1_480.sequence_header + AV1_KEY_FRAME
    assert codec.receive_frame(AV1_TEMPORAL_DELIMITER + data) == Frame(data, keyframe=True)
    assert codec.receive_frame(AV1_INTER_FRAME) == Frame(AV1_INTER_FRAME, keyframe=False)
    codec.receive_configuration(AV1_480.record())
    assert codec.track is track
    assert codec.receive_frame(AV1_TEMPORAL_DELIMITER) is None


def test_av1_sequence_headers_in_key_frames_count() -> None:
    codec = Av1Format(MAIN_VIDEO)
    codec.receive_configuration(bytes.fromhex("81000c00"))
    assert codec.receive_frame(AV1_INTER_FRAME) is None
    assert codec.receive_frame(AV1_480.sequence_header + AV1_KEY_FRAME) is not None
    first = codec.track
    assert codec.receive_frame(AV1_768.sequence_header + AV1_KEY_FRAME) is not None
    assert first is not None
    assert codec.track is not None
    assert (first.width, codec.track.width) == (854, 1366)
