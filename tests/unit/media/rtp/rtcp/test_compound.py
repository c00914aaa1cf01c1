import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.compound import MAX_COMPOUND_PACKETS, parse_compound
from klieg.media.rtp.rtcp.feedback import Nack, PictureLoss
from klieg.media.rtp.rtcp.report import ReceiverReport, SourceDescription

REPORT, NAME, LOSS = ReceiverReport(1), SourceDescription(1, b"k"), PictureLoss(1, 2)


def test_packets_come_out_in_their_order() -> None:
    assert parse_compound(REPORT.build() + NAME.build() + LOSS.build()) == [REPORT, NAME, LOSS]


def test_feedback_alone_is_taken() -> None:
    assert parse_compound(Nack(1, 2, (3,)).build()) == [Nack(1, 2, (3,))]


def test_types_that_are_not_used_are_passed_over() -> None:
    application = bytes.fromhex("80cc0002 00000001 6e616d65")
    unknown = bytes.fromhex("9fcd0002 00000001 00000002")
    assert parse_compound(application + unknown + LOSS.build()) == [LOSS]


def test_padding_is_taken_off() -> None:
    data = LOSS.build()
    padded = bytes((data[0] | 0x20, data[1], 0, 3)) + data[4:] + bytes.fromhex("00000004")
    assert parse_compound(padded) == [LOSS]


@pytest.mark.parametrize(
    "data",
    ["", "80", "80c900", "40c9000100000001", "80c90002 00000001", "a0c90001 00000000", "a0c90001 000000ff", "a0c90000"],
)
def test_what_is_no_compound_is_refused(data: str) -> None:
    with pytest.raises(RtcpError):
        parse_compound(bytes.fromhex(data))


def test_packets_in_a_datagram_are_bounded() -> None:
    with pytest.raises(RtcpError, match="too many"):
        parse_compound(REPORT.build() * (MAX_COMPOUND_PACKETS + 1))


@given(st.integers(200, 207), st.integers(0, 63), st.binary(max_size=80))
def test_any_body_is_parsed_or_refused(kind: int, count: int, body: bytes) -> None:
    body += bytes(-len(body) % 4)
    try:
        packets = parse_compound(bytes((0x80 | count, kind)) + (len(body) // 4).to_bytes(2) + body)
    except RtcpError:
        return
    assert len(packets) <= 32
