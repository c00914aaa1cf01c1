import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.rtp.errors import PacketError
from klieg.media.rtp.packet import build_header, is_rtcp, parse_packet, with_elements

HEADER = build_header(102, 7, 90_000, 0xDEADBEEF, marker=True)


@given(
    kind=st.integers(0, 127),
    sequence=st.integers(0, 0xFFFF),
    timestamp=st.integers(0, 0xFFFFFFFF),
    payload=st.binary(max_size=40),
    marker=st.booleans(),
)
def test_what_is_built_is_parsed(kind: int, sequence: int, timestamp: int, payload: bytes, *, marker: bool) -> None:
    packet = parse_packet(build_header(kind, sequence, timestamp, 5, marker=marker) + payload)
    assert (packet.payload_type, packet.marker, packet.sequence) == (kind, marker, sequence)
    assert (packet.timestamp, packet.ssrc, packet.payload) == (timestamp, 5, payload)


@given(st.dictionaries(st.integers(1, 255), st.binary(max_size=255), min_size=1, max_size=6), st.binary(max_size=20))
def test_elements_come_back_in_whichever_form_they_fit(elements: dict[int, bytes], payload: bytes) -> None:
    packet = parse_packet(with_elements(HEADER + payload, elements.items()))
    assert packet.payload == payload
    for identifier, data in elements.items():
        assert packet.element(identifier) == data


def test_small_elements_take_the_one_byte_form() -> None:
    assert with_elements(HEADER, [(3, b"\x01\x02")])[12:] == bytes.fromhex("bede 0001 31 0102 00")
    assert with_elements(HEADER, [(15, b"\x01")])[12:14] == bytes.fromhex("1000")


def test_an_element_that_is_not_there_is_none() -> None:
    assert parse_packet(HEADER).element(1) is None
    assert parse_packet(with_elements(HEADER, [(3, b"a")])).element(4) is None
    assert parse_packet(with_elements(HEADER, [(200, b"a")])).element(4) is None


@pytest.mark.parametrize(
    "extension", ["bede00013f010101", "1000000103090101", "bede0001f0303132", "1234000130303030", "1000000100000003"]
)
def test_elements_that_cannot_be_read_are_not_there(extension: str) -> None:
    packet = parse_packet(bytes((HEADER[0] | 0x10,)) + HEADER[1:] + bytes.fromhex(extension))
    assert packet.element(3) is None


def test_rtcp_is_told_from_rtp() -> None:
    assert is_rtcp(bytes.fromhex("80c8"))
    assert is_rtcp(bytes.fromhex("81cf"))
    assert not is_rtcp(HEADER)
    assert not is_rtcp(b"\x80")


@given(st.binary(max_size=80))
def test_any_bytes_are_parsed_or_refused(data: bytes) -> None:
    try:
        packet = parse_packet(b"\x90" + data)
    except PacketError:
        return
    assert len(packet.payload) + len(packet.extension) <= len(data)
    for identifier in (0, 1, 15, 255):
        packet.element(identifier)
