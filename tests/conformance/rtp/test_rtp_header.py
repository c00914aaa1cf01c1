"""RFC 3550, 5.1 and 5.3.1, and RFC 8285: the header of a packet and its extensions, byte by byte."""

import pytest

from klieg.media.rtp.errors import PacketError
from klieg.media.rtp.packet import is_rtcp, parse_packet

FIXED = bytes.fromhex("80e6 1234 00015f90 deadbeef".replace(" ", ""))


def test_rfc_3550_5_1_fields_of_the_fixed_header() -> None:
    packet = parse_packet(FIXED + b"payload")
    assert (packet.marker, packet.payload_type) == (True, 102)
    assert (packet.sequence, packet.timestamp, packet.ssrc) == (0x1234, 90_000, 0xDEADBEEF)
    assert packet.payload == b"payload"


@pytest.mark.parametrize("version", [0, 1, 3])
def test_rfc_3550_5_1_the_version_is_two(version: int) -> None:
    with pytest.raises(PacketError):
        parse_packet(bytes((version << 6,)) + FIXED[1:])


@pytest.mark.parametrize("count", [1, 15])
def test_rfc_3550_5_1_contributing_sources_are_passed_over(count: int) -> None:
    assert parse_packet(bytes((0x80 | count,)) + FIXED[1:] + bytes(4 * count) + b"x").payload == b"x"


def test_rfc_3550_5_1_the_last_octet_of_padding_counts_the_padding() -> None:
    assert parse_packet(b"\xa0" + FIXED[1:] + b"media" + b"\x00\x00\x03").payload == b"media"


@pytest.mark.parametrize("padding", [0, 6, 255])
def test_rfc_3550_a_1_padding_is_less_than_the_packet_and_not_nothing(padding: int) -> None:
    with pytest.raises(PacketError):
        parse_packet(b"\xa0" + FIXED[1:] + b"abcd" + bytes((padding,)))


def test_rfc_3550_5_3_1_the_extension_is_counted_in_words() -> None:
    packet = parse_packet(b"\x90" + FIXED[1:] + bytes.fromhex("abcd0002") + b"extended" + b"x")
    assert (packet.profile, packet.extension, packet.payload) == (0xABCD, b"extended", b"x")


@pytest.mark.parametrize("tail", ["", "bede", "bede0001", "bede0001aabb"])
def test_rfc_3550_5_3_1_an_extension_that_is_cut_off_is_no_packet(tail: str) -> None:
    with pytest.raises(PacketError):
        parse_packet(b"\x90" + FIXED[1:] + bytes.fromhex(tail))


def test_rfc_8285_4_2_one_byte_elements_with_padding_between_them() -> None:
    packet = parse_packet(b"\x90" + FIXED[1:] + bytes.fromhex("bede0003 10aa 0000 31bbcc 00 42ddeeff".replace(" ", "")))
    assert [packet.element(identifier) for identifier in (1, 3, 4)] == [b"\xaa", b"\xbb\xcc", b"\xdd\xee\xff"]


def test_rfc_8285_4_2_nothing_is_read_behind_identifier_15() -> None:
    packet = parse_packet(b"\x90" + FIXED[1:] + bytes.fromhex("bede0002 10aa f0bb 31ccdd00".replace(" ", "")))
    assert packet.element(1) == b"\xaa"
    assert packet.element(3) is None


def test_rfc_8285_4_3_two_byte_elements_may_be_empty() -> None:
    packet = parse_packet(b"\x90" + FIXED[1:] + bytes.fromhex("10000002 0100 00 0302aabb00".replace(" ", "")))
    assert packet.element(1) == b""
    assert packet.element(3) == b"\xaa\xbb"


@pytest.mark.parametrize(("second", "rtcp"), [(191, False), (192, True), (200, True), (223, True), (224, False)])
def test_rfc_5761_4_packet_types_192_to_223_are_rtcp(second: int, rtcp: int) -> None:
    assert is_rtcp(bytes((0x80, second))) == rtcp
