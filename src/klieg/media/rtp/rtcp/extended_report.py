"""Round-trip time for those who only receive (RFC 3611, 4.4 and 4.5)."""

from dataclasses import dataclass

from klieg.media.rtp.errors import RtcpError
from klieg.media.rtp.rtcp.header import RtcpType, build_rtcp

_REFERENCE_TIME, _LAST_REFERENCE = 4, 5


@dataclass(frozen=True, slots=True)
class ReferenceTime:
    """When a receiver sent this, in NTP time (64 bits); the peer answers with a LastReference."""

    ssrc: int
    ntp: int

    def build(self) -> bytes:
        """Return an extended report with this block alone."""
        body = self.ssrc.to_bytes(4) + bytes((_REFERENCE_TIME, 0, 0, 2)) + self.ntp.to_bytes(8)
        return build_rtcp(RtcpType.EXTENDED_REPORT, 0, body)


@dataclass(frozen=True, slots=True)
class LastReference:
    """Answer to a ReferenceTime.

    Attributes:
        ssrc: Who had sent it.
        last: Middle 32 bits of its NTP time.
        delay: Since it came, in 65536ths of a second.
    """

    ssrc: int
    last: int
    delay: int

    def build(self, sender_ssrc: int) -> bytes:
        """Return an extended report of ``sender_ssrc`` with this block alone."""
        body = sender_ssrc.to_bytes(4) + bytes((_LAST_REFERENCE, 0, 0, 3))
        body += self.ssrc.to_bytes(4) + self.last.to_bytes(4) + self.delay.to_bytes(4)
        return build_rtcp(RtcpType.EXTENDED_REPORT, 0, body)


def parse_extended_report(body: bytes) -> list[ReferenceTime | LastReference]:
    """Read the blocks about time; the others are passed over.

    Raises:
        RtcpError: A block is cut off.
    """
    if len(body) < 4:
        raise RtcpError("An RTCP extended report is cut off.")
    sender = int.from_bytes(body[:4])
    found: list[ReferenceTime | LastReference] = []
    position = 4
    while position < len(body):
        begin = position + 4
        end = begin + 4 * int.from_bytes(body[position + 2 : begin])
        if end > len(body):
            raise RtcpError("A block of an RTCP extended report is cut off.")
        kind, block = body[position], body[begin:end]
        if kind == _REFERENCE_TIME and len(block) == 8:
            found.append(ReferenceTime(sender, int.from_bytes(block)))
        elif kind == _LAST_REFERENCE:
            words = [int.from_bytes(block[at : at + 4]) for at in range(0, len(block), 4)]
            triples = zip(words[::3], words[1::3], words[2::3], strict=False)
            found += [LastReference(ssrc, last, delay) for ssrc, last, delay in triples]
        position = end
    return found
