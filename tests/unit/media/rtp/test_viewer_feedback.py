import pytest

from klieg.media.rtp.forwarding import ForwardedTrack, ForwardingClock
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.feedback import FullIntraRequest, MaximumBitrate, Nack, PictureLoss
from klieg.media.rtp.rtcp.report import Goodbye, ReceiverReport, ReportBlock, SenderReport
from klieg.media.rtp.viewer_feedback import (
    BitrateEstimated,
    FeedbackEvent,
    KeyframeRequested,
    NackReceived,
    ReceptionReported,
    ViewerFeedback,
    ViewerLeft,
)


def _track() -> ForwardedTrack:
    return ForwardedTrack("video", clock=ForwardingClock(), ssrc=7, first_sequence=0, first_timestamp=0)


@pytest.mark.parametrize(
    ("data", "events"),
    [
        (Nack(1, 7, (5, 6)).build(), [NackReceived(7, (5, 6))]),
        (PictureLoss(1, 7).build(), [KeyframeRequested(7)]),
        (FullIntraRequest(1, ((7, 3), (9, 1))).build(), [KeyframeRequested(7)]),
        (MaximumBitrate(1, 250_000, (7,)).build(), [BitrateEstimated(250_000)]),
        (Goodbye((1,)).build(), [ViewerLeft()]),
        (Nack(1, 9, (5,)).build() + PictureLoss(1, 9).build(), []),
        (ReceiverReport(1, (ReportBlock(9, 0, 0, 0, 0, 0, 0),)).build(), []),
        (ReceiverReport(1).build() + PictureLoss(1, 7).build(), [KeyframeRequested(7)]),
    ],
)
def test_what_a_viewer_says_of_our_tracks_is_an_event(data: bytes, events: list[FeedbackEvent]) -> None:
    assert ViewerFeedback([_track()]).receive_packet(data, 0.0) == events


def test_a_repeated_intra_request_is_one_request() -> None:
    feedback = ViewerFeedback([_track()])
    counts = [len(feedback.receive_packet(FullIntraRequest(1, ((7, command),)).build(), 0.0)) for command in (1, 1, 2)]
    assert counts == [1, 0, 1]


def test_a_report_says_loss_jitter_and_round_trip() -> None:
    track = _track()
    (report, _) = parse_compound(track.sender_report(10.0, 1000.0))
    assert isinstance(report, SenderReport)
    block = ReportBlock(7, 128, 9, 0, 900, report.ntp >> 16 & 0xFFFFFFFF, 65_536 // 2)
    (event,) = ViewerFeedback([track]).receive_packet(ReceiverReport(1, (block,)).build(), 10.55)
    assert isinstance(event, ReceptionReported)
    assert (event.ssrc, event.fraction_lost, event.jitter_s) == (7, 0.5, 0.01)
    assert event.rtt_s == pytest.approx(0.05)


def test_a_report_before_any_of_ours_has_no_round_trip() -> None:
    data = ReceiverReport(1, (ReportBlock(7, 0, 0, 0, 0, 0, 0),)).build()
    assert ViewerFeedback([_track()]).receive_packet(data, 0.0) == [ReceptionReported(7, 0.0, 0.0, None)]


def test_datagrams_that_are_no_rtcp_are_counted() -> None:
    feedback = ViewerFeedback([_track()])
    assert feedback.receive_packet(b"\x80\xc9\x00\x09", 0.0) == []
    assert feedback.malformed == 1
