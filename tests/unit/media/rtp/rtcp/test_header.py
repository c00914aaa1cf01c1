import pytest

from klieg.media.rtp.rtcp.header import RtcpType, build_rtcp


def test_the_header_has_version_count_type_and_length_in_words() -> None:
    assert build_rtcp(RtcpType.RECEIVER_REPORT, 3, bytes(8)) == bytes.fromhex("83c90002") + bytes(8)


def test_a_body_is_whole_words() -> None:
    with pytest.raises(AssertionError, match="words"):
        build_rtcp(RtcpType.GOODBYE, 1, b"abc")
