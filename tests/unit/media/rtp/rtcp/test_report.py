import pytest

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.report import (
    Goodbye,
    ReceiverReport,
    ReportBlock,
    SenderReport,
    SourceDescription,
    parse_goodbye,
    parse_receiver_report,
    parse_sender_report,
    parse_source_descriptions,
)

BLOCK = ReportBlock(7, 64, -3, 0x00010005, 900, 0xAABBCCDD, 65_536)


@pytest.mark.parametrize(
    "packet",
    [
        SenderReport(1, 0x0123456789ABCDEF, 90_000, 10, 12_000),
        SenderReport(1, 2, 3, 4, 5, (BLOCK, BLOCK)),
        ReceiverReport(1),
        ReceiverReport(1, (BLOCK,)),
        SourceDescription(1, b"klieg"),
        SourceDescription(1, b"k" * 255),
        Goodbye((1, 2)),
        Goodbye(()),
    ],
)
def test_reports_are_read_as_they_are_built(
    packet: SenderReport | ReceiverReport | SourceDescription | Goodbye,
) -> None:
    assert parse_compound(packet.build()) == [packet]


def test_counts_beyond_their_field_are_cut_to_it() -> None:
    (report,) = parse_compound(ReceiverReport(1, (ReportBlock(7, 0, 1 << 30, 1 << 40, 1 << 40, 0, 1 << 40),)).build())
    assert isinstance(report, ReceiverReport)
    (block,) = report.blocks
    assert (block.cumulative_lost, block.jitter, block.delay) == (0x7FFFFF, 0xFFFFFFFF, 0xFFFFFFFF)


def test_a_description_has_several_chunks_and_items() -> None:
    body = bytes.fromhex("00000001 0203616263 01026b31 00 0000 00000002 01016b 00".replace(" ", ""))
    assert parse_source_descriptions(2, body) == [SourceDescription(1, b"k1"), SourceDescription(2, b"k")]


def test_a_chunk_without_a_name_is_left_out() -> None:
    assert parse_source_descriptions(1, bytes.fromhex("0000000100000000")) == []


@pytest.mark.parametrize("body", ["000000", "00000001", "000000010105", "0000000101056b", "0000000101016b"])
def test_a_description_that_is_cut_off_is_refused(body: str) -> None:
    with pytest.raises(RtcpError):
        parse_source_descriptions(1, bytes.fromhex(body))


def test_reports_that_are_cut_off_are_refused() -> None:
    with pytest.raises(RtcpError):
        parse_sender_report(0, bytes(23))
    with pytest.raises(RtcpError):
        parse_sender_report(1, bytes(47))
    with pytest.raises(RtcpError):
        parse_receiver_report(1, bytes(27))
    with pytest.raises(RtcpError):
        parse_goodbye(2, bytes(7))
