"""What a peer's bitstream can have wrong.

CodecError                   a configuration or access unit that cannot be read; the sentence says which field
└── UnsupportedFeatureError  readable, but a form of the codec that is not carried
"""

from klieg.kernel.errors import ProtocolError


class CodecError(ProtocolError):
    """A configuration or access unit cannot be read."""


class UnsupportedFeatureError(CodecError):
    """A form of the codec that is not carried; the sentence names it for the person at the encoder."""
