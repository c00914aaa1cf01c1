import pytest

from fakes.flv_tags import AVC, HEVC, enhanced_video, many_codecs, many_tracks, mod_ex, one_track
from klieg.media.containers.flv.enhanced_header import MAX_BODIES, EnhancedHeader, read_enhanced_header
from klieg.media.containers.flv.errors import FlvError

MULTITRACK = 6


def _read(data: bytes) -> tuple[EnhancedHeader, list[tuple[int, bytes, bytes]]]:
    """Read a header; also return number, codec and bytes of each body."""
    header = read_enhanced_header(data, MULTITRACK)
    return header, [(body.number, body.fourcc, data[body.begin : body.end]) for body in header.bodies]


def test_one_plain_track() -> None:
    header, bodies = _read(enhanced_video(1, HEVC, b"data"))
    assert (header.packet_type, header.nano_offset, bodies) == (1, 0, [(0, HEVC, b"data")])


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
    header, bodies = _read(mod_ex(enhanced_video(3, AVC, b"data"), data, kind))
    assert (header.packet_type, header.nano_offset, bodies) == (3, nano, [(0, AVC, b"data")])


def test_several_mod_ex_prefixes() -> None:
    tag = mod_ex(mod_ex(enhanced_video(3, AVC, b"data"), b"\x00\x00\x07"), b"xyz", 9)
    header, bodies = _read(tag)
    assert (header.packet_type, header.nano_offset, bodies) == (3, 7, [(0, AVC, b"data")])


@pytest.mark.parametrize("number", [0, 1, 255])
def test_a_message_of_one_track(number: int) -> None:
    header, bodies = _read(one_track(enhanced_video(1, AVC, b"data"), MULTITRACK, number))
    assert (header.packet_type, bodies) == (1, [(number, AVC, b"data")])


def test_many_tracks_of_one_codec_come_in_their_order() -> None:
    _, bodies = _read(many_tracks(0x96, 1, AVC, {1: b"one", 0: b"zero", 2: b""}))
    assert bodies == [(1, AVC, b"one"), (0, AVC, b"zero"), (2, AVC, b"")]


def test_many_tracks_of_many_codecs() -> None:
    _, bodies = _read(many_codecs(0x96, 1, [(AVC, 1, b"one"), (HEVC, 0, b"zero")]))
    assert bodies == [(1, AVC, b"one"), (0, HEVC, b"zero")]


def test_mod_ex_goes_before_multitrack() -> None:
    tag = mod_ex(one_track(enhanced_video(3, AVC, b"data"), MULTITRACK, 2), b"\x00\x00\x07")
    header, bodies = _read(tag)
    assert (header.packet_type, header.nano_offset, bodies) == (3, 7, [(2, AVC, b"data")])


def test_bodies_of_a_message_are_limited() -> None:
    most = dict.fromkeys(range(MAX_BODIES), b"")
    assert len(_read(many_tracks(0x96, 1, AVC, most))[1]) == MAX_BODIES
    with pytest.raises(FlvError, match="more than 32 tracks"):
        _read(many_tracks(0x96, 1, AVC, most | {MAX_BODIES: b""}))


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


@pytest.mark.parametrize("second", [0x06, 0x07, 0x31])
def test_layouts_that_do_not_exist_are_refused(second: int) -> None:
    with pytest.raises(FlvError, match="does not exist"):
        read_enhanced_header(bytes((0x96, second)) + b"avc1\x00data", MULTITRACK)
