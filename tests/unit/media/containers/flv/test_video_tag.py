import pytest

from fakes.flv_tags import (
    AV1,
    AVC,
    HEVC,
    enhanced_video,
    h264_configuration,
    h264_frame,
    many_codecs,
    mod_ex,
    one_track,
)
from klieg.media.containers.flv.errors import FlvError, UnsupportedCodecError
from klieg.media.containers.flv.packet import PacketKind, VideoPacket
from klieg.media.containers.flv.video_tag import read_video_tag


def test_legacy_h264() -> None:
    assert read_video_tag(h264_configuration(b"r")) == [VideoPacket(PacketKind.CONFIGURATION, AVC, b"r")]
    assert read_video_tag(h264_frame(b"d", composition_ms=66)) == [VideoPacket(PacketKind.FRAME, AVC, b"d", 66)]
    assert read_video_tag(h264_frame(b"d", composition_ms=-33)) == [VideoPacket(PacketKind.FRAME, AVC, b"d", -33)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x17\x02\x00\x00\x00",
        b"\x57\x00",
        b"\x52\x01",
        enhanced_video(2, AVC, b""),
        enhanced_video(4, AVC, b"\x02\x00\x09colorInfo"),
        enhanced_video(4, AVC, b"\x02\x00\x09colorInfo", frame_type=5),
        enhanced_video(1, b"vp09", b"", frame_type=5),
        enhanced_video(9, HEVC, b"data"),
        b"\xd1\x00",
    ],
)
def test_what_carries_no_picture_is_nothing(body: bytes) -> None:
    assert read_video_tag(body) == []


@pytest.mark.parametrize("fourcc", [AVC, HEVC, AV1])
def test_enhanced_configuration(fourcc: bytes) -> None:
    assert read_video_tag(enhanced_video(0, fourcc, b"r")) == [VideoPacket(PacketKind.CONFIGURATION, fourcc, b"r")]


@pytest.mark.parametrize("fourcc", [AVC, HEVC])
def test_coded_frames_of_nal_codecs_have_a_composition_time(fourcc: bytes) -> None:
    body = enhanced_video(1, fourcc, b"\xff\xff\xdfd", frame_type=2)
    assert read_video_tag(body) == [VideoPacket(PacketKind.FRAME, fourcc, b"d", -33)]


def test_coded_frames_of_av1_and_coded_frames_x_have_none() -> None:
    assert read_video_tag(enhanced_video(1, AV1, b"data")) == [VideoPacket(PacketKind.FRAME, AV1, b"data")]
    assert read_video_tag(enhanced_video(3, HEVC, b"data")) == [VideoPacket(PacketKind.FRAME, HEVC, b"data")]


def test_nanoseconds_and_track_numbers_are_told() -> None:
    (offset,) = read_video_tag(mod_ex(enhanced_video(3, AVC, b"d"), b"\x00\x00\x05"))
    assert (offset.nano_offset, offset.track_number) == (5, 0)
    assert read_video_tag(one_track(enhanced_video(3, AVC, b"d"), 6, 4)) == [
        VideoPacket(PacketKind.FRAME, AVC, b"d", track_number=4)
    ]


def test_a_message_of_several_tracks_says_something_of_each() -> None:
    packets = read_video_tag(many_codecs(0x96, 1, [(HEVC, 2, b"\x00\x00\x21h"), (AV1, 0, b"a")]))
    assert packets == [
        VideoPacket(PacketKind.FRAME, HEVC, b"h", 33, track_number=2),
        VideoPacket(PacketKind.FRAME, AV1, b"a"),
    ]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"\x12", "Sorenson H.263"),
        (b"\x14", "VP6"),
        (b"\x1c\x00", "unofficial codec id 12"),
        (b"\x18", "Codec id 8"),
        (enhanced_video(0, b"vp09", b""), "VP9"),
        (enhanced_video(0, b"vvc1", b""), "H.266"),
        (enhanced_video(0, b"abcd", b""), "Codec 'abcd'"),
        (enhanced_video(5, AV1, b""), "MPEG-2 TS"),
    ],
)
def test_codecs_that_are_not_carried_are_named(body: bytes, name: str) -> None:
    with pytest.raises(UnsupportedCodecError, match=name):
        read_video_tag(body)


@pytest.mark.parametrize("body", [b"\x17", b"\x17\x01\x00\x00", enhanced_video(1, AVC, b"\x00\x00"), b"\x91av"])
def test_cut_headers_are_refused(body: bytes) -> None:
    with pytest.raises(FlvError, match="cut off"):
        read_video_tag(body)
