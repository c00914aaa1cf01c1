import pytest

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.extended_report import LastReference, ReferenceTime, parse_extended_report


def test_blocks_are_read_as_they_are_built() -> None:
    assert parse_compound(ReferenceTime(1, 0x0123456789ABCDEF).build()) == [ReferenceTime(1, 0x0123456789ABCDEF)]
    assert parse_compound(LastReference(1, 2, 3).build(9)) == [LastReference(1, 2, 3)]


def test_other_blocks_are_passed_over() -> None:
    statistics = bytes.fromhex("06000001 00000000")
    reference = ReferenceTime(1, 5).build()[8:]
    assert parse_extended_report(bytes.fromhex("00000001") + statistics + reference) == [ReferenceTime(1, 5)]


@pytest.mark.parametrize("body", ["000000", "0000000104", "00000001040000020000"])
def test_blocks_that_are_cut_off_are_refused(body: str) -> None:
    with pytest.raises(RtcpError):
        parse_extended_report(bytes.fromhex(body))
