"""Feedback about packets and pictures: NACK, PLI (RFC 4585, 6), FIR (RFC 5104, 4.3.1), REMB.

REMB is draft-alvestrand-rmcat-remb-03, 2.2.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.header import RtcpType, build_rtcp

NACK_FORMAT = 1
TRANSPORT_CC_FORMAT = 15
PLI_FORMAT = 1
FIR_FORMAT = 4
APPLICATION_FORMAT = 15
_REMB_NAME = b"REMB"
_MAX_NACK_ITEMS = 256
"""More items than this in one packet ask for more than any ring buffer holds."""
_MAX_MANTISSA = 0x3FFFF


@dataclass(frozen=True, slots=True)
class Nack:
    """Sequence numbers that did not come (RFC 4585, 6.2.1).

    Attributes:
        sender_ssrc: Who reports.
        media_ssrc: The source whose packets are missing.
        sequences: 16 bits each, in the order of the packet.
    """

    sender_ssrc: int
    media_ssrc: int
    sequences: tuple[int, ...]

    def build(self) -> bytes:
        """Return the packet: each item names one packet and which of the 16 behind it."""
        body = self.sender_ssrc.to_bytes(4) + self.media_ssrc.to_bytes(4)
        return build_rtcp(RtcpType.TRANSPORT_FEEDBACK, NACK_FORMAT, body + _nack_items(self.sequences))


@dataclass(frozen=True, slots=True)
class PictureLoss:
    """A picture was lost: send a keyframe (RFC 4585, 6.3.1)."""

    sender_ssrc: int
    media_ssrc: int

    def build(self) -> bytes:
        """Return the packet."""
        body = self.sender_ssrc.to_bytes(4) + self.media_ssrc.to_bytes(4)
        return build_rtcp(RtcpType.PAYLOAD_FEEDBACK, PLI_FORMAT, body)


@dataclass(frozen=True, slots=True)
class FullIntraRequest:
    """Send a keyframe (RFC 5104, 4.3.1.1); a repetition has the same command number.

    Attributes:
        sender_ssrc: Who asks.
        requests: Source and command number of each request.
    """

    sender_ssrc: int
    requests: tuple[tuple[int, int], ...]

    def build(self) -> bytes:
        """Return the packet."""
        body = self.sender_ssrc.to_bytes(4) + bytes(4)
        body += b"".join(ssrc.to_bytes(4) + bytes((command & 0xFF, 0, 0, 0)) for ssrc, command in self.requests)
        return build_rtcp(RtcpType.PAYLOAD_FEEDBACK, FIR_FORMAT, body)


@dataclass(frozen=True, slots=True)
class MaximumBitrate:
    """What a receiver believes it can receive of all these sources together (REMB).

    Attributes:
        sender_ssrc: Who estimates.
        bitrate: Bits a second.
        ssrcs: The sources.
    """

    sender_ssrc: int
    bitrate: int
    ssrcs: tuple[int, ...]

    def build(self) -> bytes:
        """Return the packet; the bitrate is written with 18 significant bits, rounded down."""
        exponent = max(0, self.bitrate.bit_length() - 18)
        body = self.sender_ssrc.to_bytes(4) + bytes(4) + _REMB_NAME + bytes((len(self.ssrcs),))
        body += (exponent << 18 | self.bitrate >> exponent).to_bytes(3)
        body += b"".join(ssrc.to_bytes(4) for ssrc in self.ssrcs)
        return build_rtcp(RtcpType.PAYLOAD_FEEDBACK, APPLICATION_FORMAT, body)


def parse_nack(body: bytes) -> Nack:
    """Read the body of a generic NACK.

    Raises:
        RtcpError: It is cut off or has more items than any buffer could answer.
    """
    if len(body) < 12 or len(body) > 8 + 4 * _MAX_NACK_ITEMS:
        raise RtcpError("An RTCP NACK has no items, or too many.")
    sequences: list[int] = []
    for at in range(8, len(body), 4):
        first, mask = int.from_bytes(body[at : at + 2]), int.from_bytes(body[at + 2 : at + 4])
        sequences.append(first)
        sequences += [first + offset & 0xFFFF for offset in range(1, 17) if mask >> offset - 1 & 1]
    return Nack(int.from_bytes(body[:4]), int.from_bytes(body[4:8]), tuple(sequences))


def parse_picture_loss(body: bytes) -> PictureLoss:
    """Read the body of a picture loss indication.

    Raises:
        RtcpError: It is cut off.
    """
    if len(body) < 8:
        raise RtcpError("An RTCP picture loss indication is cut off.")
    return PictureLoss(int.from_bytes(body[:4]), int.from_bytes(body[4:8]))


def parse_full_intra_request(body: bytes) -> FullIntraRequest:
    """Read the body of a full intra request.

    Raises:
        RtcpError: It is cut off.
    """
    if len(body) < 16 or len(body) % 8:
        raise RtcpError("An RTCP full intra request is cut off.")
    requests = tuple((int.from_bytes(body[at : at + 4]), body[at + 4]) for at in range(8, len(body), 8))
    return FullIntraRequest(int.from_bytes(body[:4]), requests)


def parse_maximum_bitrate(body: bytes) -> MaximumBitrate | None:
    """Read the body of application layer feedback; None when it is something else than REMB.

    Raises:
        RtcpError: It is REMB and cut off.
    """
    if body[8:12] != _REMB_NAME:
        return None
    count = body[12] if len(body) >= 16 else 0
    if len(body) < 16 + 4 * count:
        raise RtcpError("An RTCP REMB is cut off.")
    word = int.from_bytes(body[13:16])
    bitrate = (word & _MAX_MANTISSA) << (word >> 18)
    ssrcs = tuple(int.from_bytes(body[at : at + 4]) for at in range(16, 16 + 4 * count, 4))
    return MaximumBitrate(int.from_bytes(body[:4]), bitrate, ssrcs)


def _nack_items(sequences: Iterable[int]) -> bytes:
    items = bytearray()
    first: int | None = None
    mask = 0
    for sequence in sequences:
        offset = sequence - first & 0xFFFF if first is not None else 0
        if first is not None and 0 < offset <= 16:
            mask |= 1 << offset - 1
            continue
        if first is not None:
            items += first.to_bytes(2) + mask.to_bytes(2)
        first, mask = sequence, 0
    if first is not None:
        items += first.to_bytes(2) + mask.to_bytes(2)
    return bytes(items)
