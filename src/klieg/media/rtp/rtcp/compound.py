"""Several RTCP packets in one datagram (RFC 3550, 6.1); also one that begins with feedback (RFC 5506)."""

from collections.abc import Callable

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.extended_report import LastReference, ReferenceTime, parse_extended_report
from klieg.media.rtp.rtcp.feedback import (
    APPLICATION_FORMAT,
    FIR_FORMAT,
    NACK_FORMAT,
    PLI_FORMAT,
    TRANSPORT_CC_FORMAT,
    FullIntraRequest,
    MaximumBitrate,
    Nack,
    PictureLoss,
    parse_full_intra_request,
    parse_maximum_bitrate,
    parse_nack,
    parse_picture_loss,
)
from klieg.media.rtp.rtcp.header import RtcpType
from klieg.media.rtp.rtcp.report import (
    Goodbye,
    ReceiverReport,
    SenderReport,
    SourceDescription,
    parse_goodbye,
    parse_receiver_report,
    parse_sender_report,
    parse_source_descriptions,
)
from klieg.media.rtp.rtcp.transport_feedback import TransportFeedback, parse_transport_feedback

type RtcpPacket = (
    SenderReport
    | ReceiverReport
    | SourceDescription
    | Goodbye
    | Nack
    | PictureLoss
    | FullIntraRequest
    | MaximumBitrate
    | TransportFeedback
    | ReferenceTime
    | LastReference
)

MAX_COMPOUND_PACKETS = 64


def parse_compound(data: bytes) -> list[RtcpPacket]:
    """Read all packets of a datagram; types that are not used here are passed over.

    Raises:
        RtcpError: A packet is cut off, of another version, or does not fit its type; nothing of the datagram counts.
    """
    packets: list[RtcpPacket] = []
    position, size, seen = 0, len(data), 0
    if not data:
        raise RtcpError("An RTCP datagram is empty.")
    while position < size:
        seen += 1
        begin = position + 4
        if begin > size or data[position] >> 6 != 2 or seen > MAX_COMPOUND_PACKETS:
            raise RtcpError("An RTCP packet has no whole header of version 2, or is one of too many.")
        end = begin + 4 * int.from_bytes(data[position + 2 : begin])
        if end > size:
            raise RtcpError("An RTCP packet is cut off.")
        body = data[begin:end]
        if data[position] & 0x20:
            body = _without_padding(body)
        packets += _parse(data[position + 1], data[position] & 0x1F, body)
        position = end
    return packets


def _without_padding(body: bytes) -> bytes:
    if not body or not 0 < body[-1] <= len(body):
        raise RtcpError("The padding of an RTCP packet is longer than the packet.")
    return body[: len(body) - body[-1]]


def _parse(kind: int, count: int, body: bytes) -> list[RtcpPacket]:
    match kind:
        case RtcpType.SENDER_REPORT:
            return [parse_sender_report(count, body)]
        case RtcpType.RECEIVER_REPORT:
            return [parse_receiver_report(count, body)]
        case RtcpType.DESCRIPTION:
            return [*parse_source_descriptions(count, body)]
        case RtcpType.GOODBYE:
            return [parse_goodbye(count, body)]
        case RtcpType.EXTENDED_REPORT:
            return [*parse_extended_report(body)]
    parser = _FEEDBACK.get((kind, count))
    packet = None if parser is None else parser(body)
    return [] if packet is None else [packet]


_FEEDBACK: dict[tuple[int, int], Callable[[bytes], RtcpPacket | None]] = {
    (RtcpType.TRANSPORT_FEEDBACK, NACK_FORMAT): parse_nack,
    (RtcpType.TRANSPORT_FEEDBACK, TRANSPORT_CC_FORMAT): parse_transport_feedback,
    (RtcpType.PAYLOAD_FEEDBACK, PLI_FORMAT): parse_picture_loss,
    (RtcpType.PAYLOAD_FEEDBACK, FIR_FORMAT): parse_full_intra_request,
    (RtcpType.PAYLOAD_FEEDBACK, APPLICATION_FORMAT): parse_maximum_bitrate,
}
"""Parsers of feedback by payload type and format (RFC 4585, 6.1)."""
