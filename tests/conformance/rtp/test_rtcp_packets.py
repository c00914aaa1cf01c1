"""RFC 3550, 6; RFC 4585, 6; RFC 5104, 4.3; RFC 3611, 4; drafts of REMB and transport feedback: byte by byte."""

from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.extended_report import LastReference, ReferenceTime
from klieg.media.rtp.rtcp.feedback import FullIntraRequest, MaximumBitrate, Nack, PictureLoss
from klieg.media.rtp.rtcp.report import Goodbye, ReceiverReport, ReportBlock, SenderReport, SourceDescription
from klieg.media.rtp.rtcp.transport_feedback import TransportFeedback


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace(" ", ""))


def test_rfc_3550_6_4_1_sender_report() -> None:
    wire = _bytes("80c80006 00000001 e1234567 80000000 00015f90 00000064 00002710")
    assert SenderReport(1, 0xE1234567_80000000, 90_000, 100, 10_000).build() == wire


def test_rfc_3550_6_4_2_receiver_report_block() -> None:
    block = ReportBlock(2, 0x40, 5, 0x0001000A, 7, 0x45678000, 0x00010000)
    wire = _bytes("81c90007 00000001 00000002 40000005 0001000a 00000007 45678000 00010000")
    assert ReceiverReport(1, (block,)).build() == wire


def test_rfc_3550_6_4_1_the_cumulative_number_lost_is_signed() -> None:
    wire = _bytes("81c90007 00000001 00000002 00ffffff 00000000 00000000 00000000 00000000")
    (report,) = parse_compound(wire)
    assert isinstance(report, ReceiverReport)
    assert report.blocks[0].cumulative_lost == -1


def test_rfc_3550_6_5_1_a_cname_ends_with_a_zero_item_at_a_word() -> None:
    assert SourceDescription(1, b"klieg").build() == _bytes("81ca0003 00000001 01056b6c 69656700")
    assert SourceDescription(1, b"ab").build() == _bytes("81ca0003 00000001 01026162 00000000")


def test_rfc_3550_6_6_a_goodbye_may_have_a_reason() -> None:
    assert parse_compound(_bytes("82cb0004 00000001 00000002 0362796500000000")) == [Goodbye((1, 2))]


def test_rfc_4585_6_2_1_a_nack_is_a_packet_and_the_16_behind_it() -> None:
    assert Nack(1, 2, (100, 101, 116)).build() == _bytes("81cd0003 00000001 00000002 0064 8001")


def test_rfc_4585_6_3_1_picture_loss_has_no_body() -> None:
    assert PictureLoss(1, 2).build() == _bytes("81ce0002 00000001 00000002")


def test_rfc_5104_4_3_1_1_full_intra_request_names_its_sources_in_the_items() -> None:
    assert FullIntraRequest(1, ((2, 7),)).build() == _bytes("84ce0004 00000001 00000000 00000002 07000000")


def test_rfc_3611_4_4_and_4_5_reference_times() -> None:
    assert ReferenceTime(1, 0xE1234567_80000000).build() == _bytes("80cf0004 00000001 04000002 e1234567 80000000")
    assert LastReference(1, 0x45678000, 0x10000).build(2) == _bytes(
        "80cf0005 00000002 05000003 00000001 45678000 00010000"
    )


def test_remb_draft_2_2_six_bits_of_exponent_and_18_of_mantissa() -> None:
    wire = _bytes("8fce0005 00000001 00000000 52454d42 01 0bd090 00000002")
    assert MaximumBitrate(1, 1_000_000, (2,)).build() == wire


def test_transport_feedback_draft_3_1_reference_time_runs_and_deltas() -> None:
    feedback = TransportFeedback(1, 2, 9, 5, (256, *(None,) * 8, 260))
    wire = _bytes("afcd0006 00000001 00000002 0005 000a 000001 09")
    assert feedback.build()[:20] == wire
    assert parse_compound(feedback.build()) == [feedback]


def test_transport_feedback_draft_3_1_5_a_large_delta_is_signed_16_bits() -> None:
    (feedback,) = parse_compound(TransportFeedback(1, 2, 9, 5, (600, 556)).build())
    assert isinstance(feedback, TransportFeedback)
    assert feedback.arrivals == (600, 556)


def test_rfc_5506_feedback_may_come_without_a_report() -> None:
    assert parse_compound(PictureLoss(1, 2).build()) == [PictureLoss(1, 2)]
