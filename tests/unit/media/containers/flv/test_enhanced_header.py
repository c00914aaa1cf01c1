import pytest

from fakes.flv_tags import AVC, HEVC, enhanced_video, many_codecs, many_tracks, mod_ex, one_track
from klieg.media.containers.flv.enhanced_header import EnhancedHeader, read_enhanced_header
from klieg.media.containers.flv.errors import FlvError

MULTITRACK = 6


def _body(data: bytes) -> tuple[EnhancedHeader, bytes]:
    header = read_enhanced_header(data, MULTITRACK)
    return header, data[header.begin : header.end]


def test_one_plain_track() -> None:
    header, body = _body(enhanced_video(1, HEVC, b"data"))
    assert (header.packet_type, header.fourcc, header.nano_offset, body) == (1, HEVC, 0, b"data")


@pytest.mark.parametrize(
    ("data", "kind", "nano"),
    [
        (b"\x00\x01\x00", 0, 256),
        (b"\x0f\xff\xff", 0, 999_999),
        (b"\x00\x01\x00", 5, 0),
        (bytes(255), 3, 0),
        (bytes(256), 3, 0),
        (bytes(300), 3, 0),
    ],
)
def test_mod_ex_of_every_size(data: bytes, kind: int, nano: int) -> None:
    header, body = _body(mod_ex(enhanced_video(3, AVC, b"data"), data, kind))
    assert (header.packet_type, header.fourcc, header.nano_offset, body) == (3, AVC, nano, b"data")


def test_several_mod_ex_prefixes() -> None:
    tag = mod_ex(mod_ex(enhanced_video(3, AVC, b"data"), b"\x00\x00\x07"), b"xyz", 9)
    header, body = _body(tag)
    assert (header.packet_type, header.nano_offset, body) == (3, 7, b"data")


@pytest.mark.parametrize(("track_id", "found", "ignored"), [(0, True, 0), (1, False, 1)])
def test_a_message_of_one_track(*, track_id: int, found: bool, ignored: int) -> None:
    header, body = _body(one_track(enhanced_video(1, AVC, b"data"), MULTITRACK, track_id))
    assert (header.packet_type, header.found, header.ignored_tracks) == (1, found, ignored)
    assert body == (b"data" if found else b"")


def test_of_many_tracks_track_0_is_taken_wherever_it_stands() -> None:
    header, body = _body(many_tracks(0x96, 1, AVC, {1: b"one", 0: b"zero", 2: b""}))
    assert (header.fourcc, header.found, header.ignored_tracks, body) == (AVC, True, 2, b"zero")


def test_of_many_codecs_the_codec_is_that_of_track_0() -> None:
    header, body = _body(many_codecs(0x96, 1, [(AVC, 1, b"one"), (HEVC, 0, b"zero")]))
    assert (header.fourcc, header.ignored_tracks, body) == (HEVC, 1, b"zero")


@pytest.mark.parametrize(
    "tag",
    [
        b"\x91hvc",
        b"\x97",
        b"\x97\x05abc",
        b"\x97\xff\x00",
        b"\x97\x00a",
        b"\x96",
        b"\x96\x01avc",
        b"\x96\x11avc1\x00\x00\x00",
        b"\x96\x11avc1\x00\x00\x00\x05abc",
        b"\x96\x21av",
    ],
)
def test_every_cut_is_refused(tag: bytes) -> None:
    with pytest.raises(FlvError, match="cut off"):
        read_enhanced_header(tag, MULTITRACK)


@pytest.mark.parametrize("second", [0x06, 0x31])
def test_layouts_that_do_not_exist_are_refused(second: int) -> None:
    with pytest.raises(FlvError, match="does not exist"):
        read_enhanced_header(bytes((0x96, second)) + b"avc1\x00data", MULTITRACK)
