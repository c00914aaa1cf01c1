"""RTCP compounds: whatever parses builds, and parses to the same again."""

from fakes.mutation import mutations
from fakes.rtp.malformed import RTCP
from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.forwarding import ForwardedTrack, ForwardingClock
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.extended_report import LastReference, ReferenceTime
from klieg.media.rtp.rtcp.feedback import FullIntraRequest, MaximumBitrate, Nack, PictureLoss
from klieg.media.rtp.rtcp.report import Goodbye, ReceiverReport, ReportBlock, SenderReport, SourceDescription
from klieg.media.rtp.rtcp.transport_feedback import TransportFeedback
from klieg.media.rtp.viewer_feedback import ViewerFeedback

_BLOCK = ReportBlock(7, 64, -3, 5, 900, 0xAABBCCDD, 65_536)
_TRACK = ForwardedTrack("video", clock=ForwardingClock(), ssrc=7, first_sequence=0, first_timestamp=0)
SEEDS = (
    SenderReport(1, 2, 3, 4, 5, (_BLOCK,)).build() + SourceDescription(1, b"klieg").build() + Goodbye((1, 2)).build(),
    ReceiverReport(1, (_BLOCK,)).build() + ReferenceTime(1, 5).build() + LastReference(7, 2, 3).build(1),
    Nack(1, 7, (1, 2, 60)).build() + PictureLoss(1, 7).build() + FullIntraRequest(1, ((7, 3),)).build(),
    MaximumBitrate(1, 250_000, (7,)).build() + TransportFeedback(1, 7, 3, 9, (256, None, 300, 5000)).build(),
    *RTCP,
)


def fuzz_one(data: bytes) -> None:
    ViewerFeedback([_TRACK]).receive_packet(data, 1.0)
    try:
        packets = parse_compound(data)
    except RtcpError:
        return
    for packet in packets:
        if isinstance(packet, TransportFeedback | LastReference):
            continue  # the one may be about nothing that came, the other needs a sender
        if isinstance(packet, MaximumBitrate | Nack):
            assert parse_compound(packet.build())  # a bitrate of no bits and sequences twice are written otherwise
        else:
            assert parse_compound(packet.build()) == [packet]


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 3000)):
        fuzz_one(data)
