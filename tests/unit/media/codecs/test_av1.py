import pytest

from fakes.codec_vectors import (
    AV1_480,
    AV1_768,
    AV1_INTER_FRAME,
    AV1_KEY_FRAME,
    AV1_TEMPORAL_DELIMITER,
    AV1_VECTORS,
    Av1Vector,
)
from klieg.media.codecs.av1 import Av1Configuration, read_obus, read_temporal_unit
from klieg.media.codecs.errors import CodecError
from klieg.media.track import MAIN_VIDEO, VideoCodec


def _configuration(record: bytes) -> Av1Configuration:
    configuration = Av1Configuration.parse(record)
    assert configuration is not None
    return configuration


@pytest.mark.parametrize("vector", AV1_VECTORS, ids=lambda vector: f"{vector.width}x{vector.height}")
def test_a_record_describes_the_track(vector: Av1Vector) -> None:
    track = _configuration(vector.record()).track(MAIN_VIDEO)
    assert (track.codec, track.codec_string) == (VideoCodec.AV1, vector.codec_string)
    assert (track.width, track.height) == (vector.width, vector.height)


def test_the_built_record_says_what_the_sequence_header_says() -> None:
    assert _configuration(AV1_480.record()).build() == bytes.fromhex("81040c00") + AV1_480.sequence_header
    assert _configuration(AV1_768.record()).build() == bytes.fromhex("81054c00") + AV1_768.sequence_header


def test_a_record_without_sequence_header_waits_for_one() -> None:
    assert Av1Configuration.parse(bytes.fromhex("81000c00")) is None


def test_a_sequence_header_without_size_gets_one() -> None:
    bare = bytes((AV1_480.sequence_header[0] & ~2,)) + AV1_480.sequence_header[2:]
    assert _configuration(bytes.fromhex("81000c00") + bare).sequence_header == AV1_480.sequence_header


def test_a_long_sequence_header_gets_a_long_size() -> None:
    bare = bytes((AV1_480.sequence_header[0] & ~2,)) + AV1_480.sequence_header[2:] + bytes(200)
    assert _configuration(bytes.fromhex("81000c00") + bare).sequence_header[1:3] == bytes((0x80 | 212 & 0x7F, 1))


@pytest.mark.parametrize("record", [b"", b"\x81\x00\x0c", b"\x01\x00\x0c\x00"])
def test_broken_records_are_refused(record: bytes) -> None:
    with pytest.raises(CodecError, match="too short or not of version 1"):
        Av1Configuration.parse(record)


def test_delimiters_are_taken_out_and_a_key_frame_is_one() -> None:
    unit = read_temporal_unit(AV1_TEMPORAL_DELIMITER + AV1_480.sequence_header + AV1_KEY_FRAME)
    assert unit.payload == AV1_480.sequence_header + AV1_KEY_FRAME
    assert unit.keyframe
    assert unit.sequence_header is not None
    assert unit.sequence_header.whole == AV1_480.sequence_header


@pytest.mark.parametrize(
    "frame",
    [AV1_INTER_FRAME, bytes.fromhex("320190"), bytes.fromhex("320100"), bytes.fromhex("3200"), b""],
    ids=["inter", "shown again", "not shown", "empty", "none"],
)
def test_other_frames_are_no_key_frames(frame: bytes) -> None:
    assert not read_temporal_unit(AV1_480.sequence_header + frame).keyframe


def test_extension_bytes_and_a_last_obu_without_size() -> None:
    obus = list(read_obus(bytes((0x36, 0x08, 0x02, 0x10, 0x00, 0x30, 0x30, 0x01))))
    assert [(obu.kind, obu.payload) for obu in obus] == [(6, b"\x10\x00"), (6, b"\x30\x01")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x80", "forbidden"),
        (b"\x32\x05\x00", "cut off"),
        (b"\x32", "cut off or too long"),
        (b"\x36", "cut off"),
        (b"\x34", "cut off"),
        (b"\x32" + b"\xff" * 9, "too long"),
    ],
)
def test_broken_obus_are_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(CodecError, match=sentence):
        read_temporal_unit(data)
