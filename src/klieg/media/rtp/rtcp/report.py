"""Sender and receiver reports, source descriptions, goodbyes (RFC 3550, 6.4 to 6.6)."""

from dataclasses import dataclass
from struct import Struct

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.header import RtcpType, build_rtcp

_BLOCK = Struct("!IIIIII")
_SENDER = Struct("!IIIIII")
_CNAME = 1
_MAX_TEXT_BYTES = 255


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """What a receiver says of one source (6.4.1).

    Attributes:
        ssrc: The source.
        fraction_lost: Lost since the last report, in 256ths of what was expected.
        cumulative_lost: Lost since the beginning; below zero when duplicates came.
        highest_sequence: Extended highest sequence number, 32 bits.
        jitter: Interarrival jitter in ticks of the source.
        last_report: Middle 32 bits of the NTP time of the last sender report; 0 before the first.
        delay: Since that report came, in 65536ths of a second.
    """

    ssrc: int
    fraction_lost: int
    cumulative_lost: int
    highest_sequence: int
    jitter: int
    last_report: int
    delay: int

    def build(self) -> bytes:
        """Return the 24 bytes of the block."""
        lost = max(-0x800000, min(0x7FFFFF, self.cumulative_lost)) & 0xFFFFFF
        return _BLOCK.pack(
            self.ssrc,
            self.fraction_lost << 24 | lost,
            self.highest_sequence & 0xFFFFFFFF,
            min(self.jitter, 0xFFFFFFFF),
            self.last_report,
            min(self.delay, 0xFFFFFFFF),
        )


@dataclass(frozen=True, slots=True)
class SenderReport:
    """Which wallclock a media timestamp of a source stands for (6.4.1).

    Attributes:
        ssrc: The source.
        ntp: NTP timestamp in 64 bits, of which the upper 32 are seconds.
        timestamp: The RTP timestamp of the same instant.
        packets: Packets sent.
        octets: Bytes of payload sent.
        blocks: What the sender says as a receiver.
    """

    ssrc: int
    ntp: int
    timestamp: int
    packets: int
    octets: int
    blocks: tuple[ReportBlock, ...] = ()

    def build(self) -> bytes:
        """Return the packet."""
        body = _SENDER.pack(
            self.ssrc,
            self.ntp >> 32 & 0xFFFFFFFF,
            self.ntp & 0xFFFFFFFF,
            self.timestamp,
            self.packets & 0xFFFFFFFF,
            self.octets & 0xFFFFFFFF,
        )
        body += b"".join(block.build() for block in self.blocks)
        return build_rtcp(RtcpType.SENDER_REPORT, len(self.blocks), body)


@dataclass(frozen=True, slots=True)
class ReceiverReport:
    """What a receiver says of the sources it hears (6.4.2); may be empty."""

    ssrc: int
    blocks: tuple[ReportBlock, ...] = ()

    def build(self) -> bytes:
        """Return the packet."""
        body = self.ssrc.to_bytes(4) + b"".join(block.build() for block in self.blocks)
        return build_rtcp(RtcpType.RECEIVER_REPORT, len(self.blocks), body)


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """The canonical name of a source (6.5.1); other items are passed over."""

    ssrc: int
    cname: bytes

    def build(self) -> bytes:
        """Return a packet with one chunk."""
        assert 0 < len(self.cname) <= _MAX_TEXT_BYTES, "a CNAME has a length byte"
        body = self.ssrc.to_bytes(4) + bytes((_CNAME, len(self.cname))) + self.cname + b"\x00"
        return build_rtcp(RtcpType.DESCRIPTION, 1, body + bytes(-len(body) % 4))


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Sources that leave (6.6)."""

    ssrcs: tuple[int, ...]

    def build(self) -> bytes:
        """Return the packet, without a reason."""
        return build_rtcp(RtcpType.GOODBYE, len(self.ssrcs), b"".join(ssrc.to_bytes(4) for ssrc in self.ssrcs))


def parse_sender_report(count: int, body: bytes) -> SenderReport:
    """Read the body of a sender report; profile-specific extensions are passed over.

    Raises:
        RtcpError: It is cut off.
    """
    if len(body) < _SENDER.size + count * _BLOCK.size:
        raise RtcpError("An RTCP sender report is cut off.")
    ssrc, seconds, fraction, timestamp, packets, octets = _SENDER.unpack_from(body)
    blocks = _parse_blocks(body, _SENDER.size, count)
    return SenderReport(ssrc, seconds << 32 | fraction, timestamp, packets, octets, blocks)


def parse_receiver_report(count: int, body: bytes) -> ReceiverReport:
    """Read the body of a receiver report; profile-specific extensions are passed over.

    Raises:
        RtcpError: It is cut off.
    """
    if len(body) < 4 + count * _BLOCK.size:
        raise RtcpError("An RTCP receiver report is cut off.")
    return ReceiverReport(int.from_bytes(body[:4]), _parse_blocks(body, 4, count))


def parse_source_descriptions(count: int, body: bytes) -> list[SourceDescription]:
    """Read the chunks of a source description; those without a CNAME are left out.

    Raises:
        RtcpError: A chunk is cut off.
    """
    found: list[SourceDescription] = []
    position = 0
    for _ in range(count):
        if position + 4 > len(body):
            raise RtcpError("An RTCP source description is cut off.")
        ssrc = int.from_bytes(body[position : position + 4])
        cname, position = _parse_items(body, position + 4)
        if cname:
            found.append(SourceDescription(ssrc, cname))
    return found


def parse_goodbye(count: int, body: bytes) -> Goodbye:
    """Read the body of a goodbye; its reason is passed over.

    Raises:
        RtcpError: It is cut off.
    """
    if len(body) < 4 * count:
        raise RtcpError("An RTCP goodbye is cut off.")
    return Goodbye(tuple(int.from_bytes(body[at : at + 4]) for at in range(0, 4 * count, 4)))


def _parse_blocks(body: bytes, begin: int, count: int) -> tuple[ReportBlock, ...]:
    blocks = []
    for at in range(begin, begin + count * _BLOCK.size, _BLOCK.size):
        ssrc, lost, highest, jitter, last_report, delay = _BLOCK.unpack_from(body, at)
        cumulative = ((lost + 0x800000) & 0xFFFFFF) - 0x800000
        blocks.append(ReportBlock(ssrc, lost >> 24, cumulative, highest, jitter, last_report, delay))
    return tuple(blocks)


def _parse_items(body: bytes, position: int) -> tuple[bytes, int]:
    """Return the CNAME of a chunk and where the next one begins: after a zero item, at a whole word."""
    cname = b""
    while position < len(body) and body[position]:
        begin = position + 2
        end = begin + (body[position + 1] if begin <= len(body) else 0)
        if begin > len(body) or end > len(body):
            raise RtcpError("An item of an RTCP source description is cut off.")
        if body[position] == _CNAME:
            cname = body[begin:end]
        position = end
    if position >= len(body):
        raise RtcpError("A chunk of an RTCP source description has no end.")
    return cname, (position // 4 + 1) * 4
