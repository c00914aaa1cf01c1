from dataclasses import replace

import pytest

from fakes.rtp.sender import VIDEO
from klieg.media.rtp.arrival_log import ArrivalLog
from klieg.media.rtp.packet import RtpPacket
from klieg.media.rtp.publisher_reports import PublisherReports
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.rtp.reorder_buffer import MAX_ASKED_PACKETS
from klieg.media.rtp.rtcp.compound import RtcpPacket, parse_compound
from klieg.media.rtp.rtcp.extended_report import LastReference, ReferenceTime
from klieg.media.rtp.rtcp.feedback import FullIntraRequest, MaximumBitrate, Nack, PictureLoss
from klieg.media.rtp.rtcp.report import ReceiverReport, SourceDescription
from klieg.media.rtp.rtcp.transport_feedback import TransportFeedback
from klieg.media.rtp.source import VideoSource
from klieg.media.rtp.timeline import SessionTimeline, SourceClock
from klieg.media.track import MAIN_VIDEO

OURS = 99


def _source(stream: ReceivedStream = VIDEO, *sequences: int) -> VideoSource:
    clock = SourceClock(SessionTimeline(0.0), 90_000, is_reference=True)
    source = VideoSource(5, stream, clock, 0.0, track_id=MAIN_VIDEO, keyframe_interval_s=2.0)
    for sequence in sequences or (0,):
        source.receive_packet(
            RtpPacket(0, marker=False, sequence=sequence, timestamp=0, ssrc=5, payload=b"\x41"), 50, 0.0
        )
    return source


def _poll(
    reports: PublisherReports, source: VideoSource, now: float, log: ArrivalLog | None = None
) -> list[RtcpPacket]:
    return [packet for data in reports.poll([source], log or ArrivalLog(), now) for packet in parse_compound(data)]


def test_once_a_second_a_report_with_a_name_and_our_time() -> None:
    reports, source = PublisherReports([VIDEO], OURS, None), _source()
    kinds = [type(packet) for packet in _poll(reports, source, 10.0)]
    assert kinds == [ReceiverReport, SourceDescription, ReferenceTime]
    assert _poll(reports, source, 10.99) == []
    assert len(_poll(reports, source, 11.0)) == 3


def test_a_source_that_was_not_heard_is_not_reported_on() -> None:
    reports, source = PublisherReports([VIDEO], OURS, None), _source()
    blocks = [
        packet.blocks for now in (1.0, 2.0) for packet in _poll(reports, source, now) if hasattr(packet, "blocks")
    ]
    assert [len(of_report) for of_report in blocks] == [1, 0]


def test_nothing_is_said_before_a_source_is_there() -> None:
    assert PublisherReports([VIDEO], OURS, None).poll([], ArrivalLog(), 5.0) == []


def test_feedback_goes_in_one_datagram() -> None:
    reports, source = PublisherReports([VIDEO], OURS, None), _source(VIDEO, 0, 2)
    _poll(reports, source, 0.0)
    log = ArrivalLog()
    log.receive(1, 0.02)
    source.asks = True
    (data,) = reports.poll([source], log, 0.05)
    nack, loss, transport = parse_compound(data)
    assert nack == Nack(OURS, 5, (1,))
    assert loss == PictureLoss(OURS, 5)
    assert isinstance(transport, TransportFeedback)
    assert (transport.sender_ssrc, transport.media_ssrc) == (OURS, 5)
    assert not source.asks


def test_feedback_follows_a_report_where_it_may_not_stand_alone() -> None:
    stream = replace(VIDEO, reduced_size=False)
    reports, source = PublisherReports([stream], OURS, None), _source(stream)
    _poll(reports, source, 0.0)
    source.asks = True
    assert [type(packet) for packet in _poll(reports, source, 0.1)] == [ReceiverReport, SourceDescription, PictureLoss]


def test_fir_stands_in_for_pli_and_counts() -> None:
    stream = replace(VIDEO, pli=False, fir=True)
    reports, source = PublisherReports([stream], OURS, None), _source(stream)
    _poll(reports, source, 0.0)
    said = []
    for now in (0.1, 0.5):
        source.asks = True
        said += _poll(reports, source, now)
    assert said == [FullIntraRequest(OURS, ((5, 1),)), FullIntraRequest(OURS, ((5, 2),))]


def test_who_takes_neither_is_not_asked() -> None:
    stream = replace(VIDEO, pli=False)
    reports, source = PublisherReports([stream], OURS, None), _source(stream)
    _poll(reports, source, 0.0)
    source.asks = True
    assert _poll(reports, source, 0.1) == []


@pytest.mark.parametrize(("limit", "said"), [(8_500_000, 8_500_000), (None, 20_000_000)])
def test_who_listens_to_remb_is_told_the_limit(limit: int | None, said: int) -> None:
    stream = replace(VIDEO, twcc_id=None, remb=True)
    packets = _poll(PublisherReports([stream], OURS, limit), _source(stream), 0.0)
    (remb,) = [packet for packet in packets if isinstance(packet, MaximumBitrate)]
    assert remb.bitrate == pytest.approx(said, rel=1e-4)
    assert remb.ssrcs == (5,)


def test_what_is_too_much_for_one_nack_is_in_the_next() -> None:
    reports, source = PublisherReports([VIDEO], OURS, None), _source(VIDEO, 0, 301)
    _poll(reports, source, 0.0)
    first, second = (_poll(reports, source, now) for now in (0.05, 0.055))
    assert first == [Nack(OURS, 5, tuple(range(1, 1 + MAX_ASKED_PACKETS)))]
    assert second == [Nack(OURS, 5, tuple(range(1 + MAX_ASKED_PACKETS, 301)))]


def test_the_answer_to_our_time_tells_the_round_trip() -> None:
    reports, source = PublisherReports([VIDEO], OURS, None), _source()
    (ours,) = [packet for packet in _poll(reports, source, 70_000.25) if isinstance(packet, ReferenceTime)]
    last = ours.ntp >> 16 & 0xFFFFFFFF
    reports.receive_reference(LastReference(OURS + 1, last, 0), 70_000.3)
    reports.receive_reference(LastReference(OURS, 0, 0), 70_000.3)
    reports.receive_reference(LastReference(OURS, last, 65_536 * 5), 70_000.3)
    assert reports.rtt_s is None
    reports.receive_reference(LastReference(OURS, last, 6554), 70_000.4)
    assert reports.rtt_s == pytest.approx(0.05, abs=0.001)
