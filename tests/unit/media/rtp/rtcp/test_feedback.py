import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.feedback import (
    FullIntraRequest,
    MaximumBitrate,
    Nack,
    PictureLoss,
    parse_full_intra_request,
    parse_maximum_bitrate,
    parse_nack,
    parse_picture_loss,
)


@pytest.mark.parametrize(
    "packet",
    [
        PictureLoss(1, 2),
        FullIntraRequest(1, ((2, 255), (3, 0))),
        MaximumBitrate(1, 0, ()),
        MaximumBitrate(1, 250_000, (2, 3)),
    ],
)
def test_feedback_is_read_as_it_is_built(packet: PictureLoss | FullIntraRequest | MaximumBitrate) -> None:
    assert parse_compound(packet.build()) == [packet]


@given(st.sets(st.integers(0, 65_535), min_size=1, max_size=100), st.integers(0, 65_535))
def test_a_nack_names_all_its_packets_once(wanted: set[int], shift: int) -> None:
    sequences = tuple(sequence + shift & 0xFFFF for sequence in sorted(wanted))
    (nack,) = parse_compound(Nack(1, 2, sequences).build())
    assert nack == Nack(1, 2, sequences)


def test_packets_near_to_one_another_share_an_item() -> None:
    assert len(Nack(1, 2, tuple(range(65_530, 65_536)) + tuple(range(11))).build()) == 16
    assert len(Nack(1, 2, (1, 18)).build()) == 20


@given(st.integers(0, 2**60))
def test_a_bitrate_keeps_18_significant_bits(bitrate: int) -> None:
    (said,) = parse_compound(MaximumBitrate(1, bitrate, (2,)).build())
    assert isinstance(said, MaximumBitrate)
    assert bitrate * (1 - 2**-17) <= said.bitrate <= bitrate


def test_application_feedback_of_others_is_nothing() -> None:
    assert parse_maximum_bitrate(bytes(8) + b"OTHR" + bytes(4)) is None
    assert parse_maximum_bitrate(b"") is None


def test_feedback_that_is_cut_off_is_refused() -> None:
    for body in (bytes(8), bytes(8 + 4 * 257)):
        with pytest.raises(RtcpError):
            parse_nack(body)
    with pytest.raises(RtcpError):
        parse_picture_loss(bytes(4))
    for body in (bytes(8), bytes(20)):
        with pytest.raises(RtcpError):
            parse_full_intra_request(body)
    for tail in (b"", b"\x02" + bytes(7)):
        with pytest.raises(RtcpError):
            parse_maximum_bitrate(bytes(8) + b"REMB" + tail)
