"""What a client's session description can have wrong.

SdpError                    any of these; the text is a sentence for the person at the client
├── MalformedSdpError       not a session description, or larger than any sensible one
└── UnacceptableOfferError  a session description that cannot be answered with media
"""

from klieg.kernel.errors import ProtocolError


class SdpError(ProtocolError):
    """A session description that leads to no session."""


class MalformedSdpError(SdpError):
    """The text is no session description."""


class UnacceptableOfferError(SdpError):
    """The offer has nothing in common with what is taken or sent here; the sentence says what it lacks."""
