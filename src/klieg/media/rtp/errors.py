"""What a peer's packets can have wrong.

RtpError         any of these; the packet is dropped and counted, the session goes on
├── PacketError  not an RTP packet
└── RtcpError    not an RTCP compound, or a packet in it whose body does not fit its type
"""

from klieg.kernel.errors import ProtocolError


class RtpError(ProtocolError):
    """A packet that cannot be used."""


class PacketError(RtpError):
    """The bytes are no RTP packet."""


class RtcpError(RtpError):
    """The bytes are no RTCP compound."""
